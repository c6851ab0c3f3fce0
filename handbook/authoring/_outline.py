"""The levels of the lines that stand out in a document, and the lines above each of its cases."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from handbook.authoring._case_events import Event
from handbook.authoring._form_reader import read_forms
from handbook.authoring._label_finder import Label, LabelFinder
from handbook.authoring._paragraphs import LONGEST_TITLE, Paragraph, Table
from handbook.content.case_model import PAGE_TEXTS, RECTO, VERSO

PLAIN_TITLE = 9  # the level of a title that does not stand out
BOLD = 10  # the level of a short line in bold, below all headings


def above_cases(events: Sequence[Event], labels: LabelFinder) -> Iterator[list[Paragraph]]:
    """Yields the paragraphs above the first label or the form of each case, from the label or form before on."""
    opening = opening_fields(events)[0]
    return (lines for lines, is_first in above_labels(events, labels, opening) if is_first)


def above_labels(
    events: Sequence[Event], labels: LabelFinder, opening: str
) -> Iterator[tuple[list[Paragraph], bool]]:
    """Yields the paragraphs above each label of a text and each form, and whether it seems the first of a case.

    ``opening`` is the text that comes first in a case; one that lacks it seems to belong to the one before.
    """
    lines: list[Paragraph] = []
    fields: set[str] = set()
    for event in events:
        match event:
            case Paragraph():
                lines.append(event)
                continue
            case Table() if not any(form.has_texts for form in read_forms(event, labels)):
                continue
            case Table():
                yield lines, True
                fields = set()
            case Label() if event.field in PAGE_TEXTS:
                is_first = not fields or event.field in fields or event.field == opening
                yield lines, is_first
                fields = {event.field} if is_first else {*fields, event.field}
        lines = []


def opening_fields(events: Sequence[Event]) -> tuple[str, str]:
    """Returns the two texts, first that which comes first in most cases of a document; one of them may lack it."""
    fields = [event.field for event in events if isinstance(event, Label) and event.field in PAGE_TEXTS]
    orders = list(pairwise(fields))
    is_recto = orders.count((RECTO, VERSO)) > orders.count((VERSO, RECTO))
    return (RECTO, VERSO) if is_recto else (VERSO, RECTO)


def level_of(event: Event) -> int:
    """Returns the level of a heading or a short paragraph in bold; 0 of anything else."""
    if not isinstance(event, Paragraph):
        return 0
    is_short = len(event.text) <= LONGEST_TITLE and not event.item
    return event.level or (BOLD if is_short and _is_bold(event) else 0)


def _is_bold(line: Paragraph) -> bool:
    """Returns whether the whole of a paragraph is in bold."""
    inner = line.markdown.strip("*")
    return line.markdown.startswith("**") and line.markdown.endswith("**") and bool(inner) and "**" not in inner
