"""Parts a paragraph that has several labels in it, each with its text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from handbook.authoring._label_finder import Label, LabelFinder
from handbook.authoring._label_text import LONGEST_LABEL, comparable
from handbook.authoring._paragraphs import SENTENCE_END, Paragraph

BOLD = re.compile(r"\*\*\*?(?!\s)(.+?)\*\*")
MOST_PARTS = 50  # of a paragraph
SHORT = 2 * LONGEST_LABEL  # characters that hold a label and the sign below it
BETWEEN = " |–—-"  # a text and a label
WORD = re.compile(r"(?<=\s)[^\W\d_]")  # but the first of a paragraph
EMPHASIS = re.compile(r"(?<!\\)\*+")


def in_paragraph(paragraph: Paragraph, labels: LabelFinder) -> Iterator[Paragraph | Label]:
    """Yields the labels of a paragraph, each with its text, and the text before the first of them."""
    for part in _parts(paragraph, labels):
        found = labels.find(part)
        if found and found.rest and comparable(found.rest.text) in labels.headings:  # two labels on one line
            yield replace(found, rest=None, is_certain=True)
            yield labels.find(found.rest) or found.rest
        else:
            yield found or part


def _parts(paragraph: Paragraph, labels: LabelFinder) -> Iterator[Paragraph]:
    """Yields the text before each label in a paragraph, and the rest; what has more labels is no text of cases."""
    for _ in range(MOST_PARTS):
        start, place = _place_in_bold(paragraph, labels) or _place(paragraph, labels) or (0, 0)
        if not start:
            break
        before = paragraph.text[:start].rstrip(BETWEEN), paragraph.markdown[:place].rstrip(BETWEEN)
        yield replace(paragraph, text=before[0], markdown=before[1])
        after = paragraph.text[start:], paragraph.markdown[place:]
        paragraph = replace(paragraph, text=after[0], markdown=after[1], item="", tab=0)
    yield paragraph


def _place_in_bold(paragraph: Paragraph, labels: LabelFinder) -> tuple[int, int] | None:
    """Returns where a label in bold starts after the end of a sentence, in the text and in the Markdown."""
    for match in BOLD.finditer(paragraph.markdown):
        before = paragraph.markdown[: match.start()].rstrip()
        start = paragraph.text.find(match[1])
        while start > 0 and not SENTENCE_END.search(paragraph.text[:start].rstrip()):
            start = paragraph.text.find(match[1], start + 1)
        if start > 0 and SENTENCE_END.search(before) and labels.is_split_label(match[1]):
            return start, match.start()
    return None


def _place(paragraph: Paragraph, labels: LabelFinder) -> tuple[int, int] | None:
    """Returns where a label without emphasis starts, in the text and in the Markdown; see ``_is_parted``."""
    first = labels.find(paragraph)
    if first and not first.rest:
        return None
    starts = (match.start() for match in WORD.finditer(paragraph.text) if match[0].isupper())
    for start in starts:
        heading = paragraph.text[start : start + SHORT]
        if labels.starts_with_heading(heading) and _is_parted(paragraph, start, labels, first):
            place = _same_place(paragraph, start)
            return (start, place) if place else None
    return None


def _is_parted(paragraph: Paragraph, start: int, labels: LabelFinder, first: Label | None) -> bool:
    """Returns whether a label in a paragraph is no part of its text.

    There is a colon or a dash below it, or it stands below a sentence, and alone or in a paragraph with a label.
    """
    text = paragraph.text[start : start + SHORT]
    found = labels.find(Paragraph(paragraph.number, text, text))
    if found is None or not SENTENCE_END.search(paragraph.text[max(0, start - SHORT) : start].rstrip()):
        return bool(found and found.is_certain and found.rest)
    return found.is_certain or first is not None


def _same_place(paragraph: Paragraph, start: int) -> int:
    """Returns where the Markdown has the word at a place of the text; 0 where it has not, or within emphasis."""
    word = paragraph.text[start:].split(maxsplit=1)[0]
    count = len(re.findall(rf"\b{re.escape(word)}", paragraph.text[:start]))
    places = [match.start() for match in re.finditer(rf"\b{re.escape(word)}", paragraph.markdown)]
    place = places[count] if count < len(places) else 0
    return place if len(EMPHASIS.findall(paragraph.markdown[:place])) % 2 == 0 else 0
