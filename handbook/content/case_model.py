"""A case and its pictures: the content of one spread. Frozen data, no I/O.

Each attribute that is a field of a content file is annotated with its kind, which is its one declaration; see
``field_kinds``. The fields are in the order of a new file, of the form in the preview and of the documentation.
"""

from dataclasses import dataclass
from typing import Annotated

from handbook.content.field_kinds import (
    FocalPoint,
    Group,
    LanguageCode,
    Line,
    LineList,
    MarkdownText,
    ThemeList,
)
from handbook.content.text import Prose, Text

WORDS_PER_PAGE = 240  # words that fit on a page, see the sheets of templates/looks
LABEL_LENGTH = 40  # characters; a heading of one line
USUAL_FACE = (50, 40)  # percent from the left and from the top: where faces usually are


@dataclass(frozen=True)
class Picture:
    """A picture in images/: its ``file`` there, what it shows in words, and who made it.

    ``focus`` is the point that stays in sight however the picture is cropped, in percent from the left
    and from the top.
    """

    file: Annotated[
        Text,
        Line(
            "The name of a file in images/: JPEG, PNG, TIFF or WebP, or SVG.",
            required=True,
            printed=False,
            example="naam.jpg",
            form_label={"en": "Name of the file", "nl": "Naam van het bestand"},
            in_details=True,
            synonyms=("bestand", "foto", "naam"),
        ),
    ]
    alt: Annotated[
        Text,
        Line(
            "What a reader who cannot see the picture should know, in a sentence.",
            required=True,
            printed=False,
            example='"…"',
            form_label={"en": "What it shows", "nl": "Wat erop te zien is"},
            form_hint={
                "en": "For who cannot see it: Anna points out a place on a map to a colleague.",
                "nl": "Voor wie de foto niet ziet, zoals: ‘Anna wijst een collega een plek op een kaart.’",
            },
            synonyms=("beschrijving", "omschrijving", "description"),
        ),
    ]
    credit: Annotated[
        Text,
        Line(
            "Who made it; printed beside it.",
            example='"Foto: …"',
            form_label={"en": "Made by", "nl": "Gemaakt door"},
            synonyms=("fotograaf", "maker", "bron"),
        ),
    ]
    focus: Annotated[
        tuple[int, int],
        FocalPoint(
            "The point that stays in sight however the picture is cropped, in percent from the left and from the "
            "top: 50 30.",
            default=USUAL_FACE,
            example="50 40",
            form_label={"en": "Point that stays in sight (50 30)", "nl": "Punt dat in beeld blijft (50 30)"},
            in_details=True,
        ),
    ]
    folder: str = "images"  # where pages find it; that of a brand has another address


@dataclass(frozen=True)
class Case:
    """One case, one spread. ``language`` is that of its texts, where it is not the handbook's."""

    slug: str
    title: Annotated[
        Text,
        Line(
            "The title of the case, as short as possible: it is printed large above the left page.",
            required=True,
            form_label={"en": "Title", "nl": "Titel"},
            synonyms=("kop", "opschrift"),
        ),
    ]
    person: Annotated[
        Text,
        Line(
            "The person of the case, with the name as it is printed: Jan Hendrik.",
            required=True,
            form_label={"en": "Person", "nl": "Persoon"},
            synonyms=("naam", "name", "wie"),
        ),
    ]
    role: Annotated[
        Text,
        Line(
            "What the person does, printed after the name.",
            example="beleidsmedewerker",
            form_label={"en": "Role", "nl": "Functie"},
            synonyms=("functie", "rol", "beroep"),
        ),
    ]
    experience: Annotated[
        Prose,
        MarkdownText(
            f"What this person lived through; the left page. About {WORDS_PER_PAGE} words fit. "
            "An empty line starts a new paragraph.",
            required=True,
            form_label={"en": "What this person lived through", "nl": "Kenmerkende ervaring"},
            synonyms=("ervaring", "kenmerkende ervaring", "verhaal"),
        ),
    ]
    good_work: Annotated[
        Prose,
        MarkdownText(
            f"What good work looked like in it; the right page. About {WORDS_PER_PAGE} words fit.",
            required=True,
            form_label={"en": "What good work looked like", "nl": "Beeld van goed werk"},
            synonyms=("goed werk", "beeld van goed werk", "beeld"),
        ),
    ]
    quote: Annotated[
        Text,
        Line(
            "A sentence from the case, printed large.",
            example='"…"',
            form_label={"en": "Quote", "nl": "Citaat"},
            synonyms=("citaat", "uitspraak"),
            form_rows=2,
        ),
    ]
    questions: Annotated[
        tuple[Text, ...],
        LineList(
            "Questions to talk about with a new colleague.",
            most=6,
            longest=200,  # which leaves most of the page for the text
            example='"…?"',
            form_label={"en": "Questions, one on each line", "nl": "Vragen (één per regel)"},
            synonyms=("vragen", "vraag"),
        ),
    ]
    themes: Annotated[
        tuple[Text, ...],
        ThemeList(
            "The themes of the case, by their names in handbook.yaml; the first gives its colour.",
            printed=False,
            example='"…"',
            form_label={"en": "Themes", "nl": "Thema’s"},
            synonyms=("thema", "thema's"),
        ),
    ]
    language: Annotated[
        str,
        LanguageCode(
            "The language of these texts, where it is not that of the book.",
            example="en",
            form_label={"en": "Language of the texts", "nl": "Taal van de teksten"},
            synonyms=("taal",),
            in_details=True,
        ),
    ]
    portrait: Annotated[
        Picture | None,
        Group(
            "A picture of the person, from images/.",
            Picture,
            form_label={"en": "Portrait", "nl": "Portret"},
            synonyms=("foto", "portret", "photo", "picture", "afbeelding"),
        ),
    ]


VERSO, RECTO = "experience", "good_work"  # the fields of a case whose texts fill its left and its right page
PAGE_TEXTS = (VERSO, RECTO)
UNFILLED = frozenset(("missing-field", "empty-text"))  # errors of a case that is still being written
