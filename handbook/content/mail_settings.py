"""What the mail with the book says: the group of fields ``mail:``. Frozen data, no I/O."""

from dataclasses import dataclass
from typing import Annotated

from handbook.content.field_kinds import Line, MarkdownText
from handbook.content.text import Prose, Text


@dataclass(frozen=True)
class Mail:
    """The text of the mail with the book; empty fields are filled in by the program."""

    subject: Annotated[
        Text,
        Line(
            "The subject of the mail; without one the title of the book.",
            form_label={"en": "Subject of the mail", "nl": "Onderwerp van de mail"},
        ),
    ]
    text: Annotated[
        Prose,
        MarkdownText(
            "What the mail says above the list of cases.",
            form_label={"en": "Text above the list of stories", "nl": "Tekst boven de lijst van verhalen"},
        ),
    ]
