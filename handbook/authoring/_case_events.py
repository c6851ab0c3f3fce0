"""Finds the labels of a document in its order: labels, the paragraphs between them, tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.authoring._form_reader import read_forms
from handbook.authoring._kickers import is_kicker
from handbook.authoring._label_finder import FIELDS, HEADED_FIELDS, Label, LabelFinder
from handbook.authoring._label_splits import in_paragraph
from handbook.authoring._paragraphs import LONGEST_TITLE, TEXT_BOX, Block, Paragraph, Table, may_be_title
from handbook.authoring._person_line import is_introduction, read_person_line

DIVIDING_LINE = re.compile(r"(?:[-–—=*_~#+]\s*){2,}")  # typed between cases or below a title
MOST_IN_BANNER = 3  # paragraphs of a table that frames a title
Event = Paragraph | Label | Table


def find_events(blocks: Sequence[Block], labels: LabelFinder) -> Iterator[Event]:
    """Yields labels, the paragraphs between them, and tables; those that only frame a text as what is in them."""
    found: list[Event] = []
    for block in blocks:
        if isinstance(block, Paragraph) and DIVIDING_LINE.fullmatch(block.text):
            continue
        found += _in_block(block, labels)
    found = _with_introductions_joined(found, labels)
    for index, event in enumerate(found):
        yield event.paragraph if isinstance(event, Label) and _is_title(event, found[index + 1 :][:2]) else event


def _with_introductions_joined(events: Sequence[Event], labels: LabelFinder) -> list[Event]:
    """Returns events, with a line such as  door  or  Functie:  on one line with what it introduces."""
    joined: list[Event] = []  # from the last on
    for event in reversed(events):
        following = joined[-1] if joined else None
        if (
            isinstance(event, Paragraph)
            and isinstance(following, Paragraph)
            and _introduces(event, following, labels)
        ):
            joined[-1] = replace(
                following,
                text=f"{event.text} {following.text}",
                markdown=f"{event.markdown} {following.markdown}",
                number=event.number,
            )
        else:
            joined.append(event)
    return joined[::-1]


def _introduces(line: Paragraph, following: Paragraph, labels: LabelFinder) -> bool:
    """Returns whether a line only says what the next one holds; a word that may be a title does so for persons."""
    if line.is_heading or len(following.text) > LONGEST_TITLE or _announces(following.text, labels):
        return False
    may_be_title = (line.text[:1].isupper() and line.text.isalpha()) or is_kicker(line.text)
    return _announces(line.text, labels) and not (may_be_title and read_person_line(following.text) is None)


def _announces(text: str, labels: LabelFinder) -> bool:
    is_key = text.endswith(":") and labels.key(text) in {*FIELDS} - {*HEADED_FIELDS}
    return is_key or is_introduction(text)


def _in_block(block: Block, labels: LabelFinder) -> Iterator[Event]:
    """Yields a paragraph or its parts, a table, or what is in one that only frames a text or holds a form."""
    if isinstance(block, Paragraph):
        yield from in_paragraph(block, labels)
        return
    inner = [event for part in block.blocks for event in _in_block(part, labels)]
    forms = read_forms(block.without_inner, labels)
    holds_form = any(isinstance(event, Table) and read_forms(event, labels) for event in inner)
    holds_label = any(isinstance(event, Label) for event in inner)
    if not any(form.has_texts for form in forms) and (holds_form or (holds_label and not forms)):
        yield from inner
    elif not forms and (block.element == TEXT_BOX or _may_hold_title(block)):
        number = max(block.number, 1)
        for event in inner:
            if isinstance(event, Paragraph):
                yield replace(event, frame=block.element, number=number)
            else:
                yield event
    else:
        yield block


def _may_hold_title(table: Table) -> bool:
    """Returns whether a table is so small that it may frame a title: a few words beside a number or a logo."""
    texts = [paragraph.text for row in table.rows for cell in row for paragraph in cell]
    return len(texts) <= MOST_IN_BANNER and all(map(may_be_title, texts))


def _is_title(label: Label, following: Sequence[Event]) -> bool:
    """Returns whether what resembles a label is the title of a case, as its first label follows it."""
    if label.is_certain or label.rest or not following:
        return False
    first = following[0]
    is_person = isinstance(first, Paragraph) and read_person_line(first.text, is_certain=True) is not None
    return isinstance(following[-1] if is_person else first, Label)
