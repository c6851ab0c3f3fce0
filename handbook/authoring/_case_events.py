"""Finds the labels of a document in its order: labels, the paragraphs between them, tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from handbook.authoring._form_reader import read_forms
from handbook.authoring._label_finder import Label, LabelFinder
from handbook.authoring._paragraphs import SENTENCE_END, Block, Paragraph, Table
from handbook.authoring._person_line import read_person_line
from handbook.content.model import PAGE_TEXTS, RECTO, VERSO

DIVIDING_LINE = re.compile(r"(?:[-–—=*_~#+]\s*){2,}")  # typed between cases or below a title
BOLD = re.compile(r"\*\*\*?(?!\s)(.+?)\*\*")
Event = Paragraph | Label | Table


def find_events(blocks: Sequence[Block], labels: LabelFinder) -> Iterator[Event]:
    """Yields labels, the paragraphs between them, and tables; those that only frame a text as what is in them."""
    found: list[Event] = []
    for block in blocks:
        if isinstance(block, Paragraph) and DIVIDING_LINE.fullmatch(block.text):
            continue
        if isinstance(block, Table):
            found += _in_table(block, labels)
        else:
            found += (labels.find(part) or part for part in _split_at_labels(block, labels))
    for index, event in enumerate(found):
        yield event.paragraph if isinstance(event, Label) and _is_title(event, found[index + 1 :][:2]) else event


def _in_table(table: Table, labels: LabelFinder) -> Iterator[Event]:
    """Yields a table, or the paragraphs of one that only frames a text."""
    paragraphs = [part for row in table.rows for cell in row for part in cell]
    found = [labels.find(part) or part for each in paragraphs for part in _split_at_labels(each, labels)]
    is_frame = not read_forms(table, labels) and any(isinstance(event, Label) for event in found)
    yield from found if is_frame else [table]


def _split_at_labels(paragraph: Paragraph, labels: LabelFinder) -> Iterator[Paragraph]:
    """Yields the parts of a paragraph that has labels in bold after the end of a sentence."""
    for match in BOLD.finditer(paragraph.markdown):
        before = paragraph.markdown[: match.start()].rstrip()
        start = paragraph.text.find(match[1])
        while start > 0 and not SENTENCE_END.search(paragraph.text[:start].rstrip()):
            start = paragraph.text.find(match[1], start + 1)
        if start > 0 and SENTENCE_END.search(before) and labels.is_split_label(match[1]):
            yield replace(paragraph, text=paragraph.text[:start].rstrip(), markdown=before)
            rest = replace(
                paragraph, text=paragraph.text[start:], markdown=paragraph.markdown[match.start() :], item=""
            )
            yield from _split_at_labels(rest, labels)
            return
    yield paragraph


def _is_title(label: Label, following: Sequence[Event]) -> bool:
    """Returns whether what resembles a label is the title of a case, as its first label follows it."""
    if label.is_certain or label.rest or not following:
        return False
    first = following[0]
    is_person = isinstance(first, Paragraph) and read_person_line(first.text, is_certain=True) is not None
    return isinstance(following[-1] if is_person else first, Label)


def first_field(events: Sequence[Event]) -> str:
    """Returns the page text with which cases start here: the left page, unless most have the right one first."""
    names = [event.field for event in events if isinstance(event, Label) and event.field in PAGE_TEXTS]
    pairs = list(pairwise(names))
    return RECTO if pairs.count((RECTO, VERSO)) > pairs.count((VERSO, RECTO)) else VERSO
