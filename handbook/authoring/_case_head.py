"""Finds the head of a case among the paragraphs above its first label: the title, and whose case it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handbook.authoring._case_details import Details, is_detail, keyed_value, read_details
from handbook.authoring._label_finder import Label, LabelFinder
from handbook.authoring._paragraphs import BULLET, LONGEST_TITLE, SENTENCE_END, Paragraph, Rank, may_be_title
from handbook.authoring._person_line import read_person_line

MOST_LINES = 6  # of a head
MOST_LINES_OF_INTRODUCTION = 3  # of text between a heading and the first label
NUMBER = re.compile(r"^\d{1,2}[.)]\s+")  # of a case in a document; the book numbers its cases itself


@dataclass(frozen=True)
class Head:
    """The head of a case: the index of its first paragraph, its title, and its details.

    ``is_sure`` says that more than its place shows that it is one.
    """

    start: int
    number: int
    title: str
    details: Details
    is_sure: bool

    @property
    def rating(self) -> tuple[bool, bool]:
        """How sure this head is, to compare two."""
        return self.is_sure, bool(self.details.values)


def head_in(lines: Sequence[Paragraph], labels: LabelFinder, *, is_start: bool) -> Head | None:
    """Returns the head at the end of ``lines``; None if they have neither a title nor a person.

    ``is_start`` says that no case precedes them; otherwise the first may be text of that, if it looks like it. A
    head starts below a kicker.
    """
    kicker = next((index for index in reversed(range(len(lines))) if lines[index].rank == Rank.KICKER), -1)
    if kicker >= 0:
        head = head_in(lines[kicker + 1 :], labels, is_start=True)
        return replace(head, start=head.start + kicker + 1, is_sure=True) if head else None
    is_head = lines and (stands_out(lines[0]) or _may_be_head(lines, labels))
    return _find_head(lines, labels, least=0 if is_start or is_head else 1, is_start=is_start)


def starts_case(head: Head, lines: Sequence[Paragraph], label: Label, labels: LabelFinder) -> bool:
    """Returns whether a head above a label is no heading within a case whose other text may follow."""
    title, below = lines[head.start], lines[head.start + 1 :]
    is_above_label = title.is_heading and (title.level < label.paragraph.level or not below)
    is_keyed = keyed_value(title, labels)[0] == "title"
    details = read_details(below, labels, is_certain=False)
    return head.is_sure and (is_above_label or is_keyed or details.is_known)


def _find_head(lines: Sequence[Paragraph], labels: LabelFinder, *, least: int, is_start: bool) -> Head | None:
    """Returns the head; the first ``least`` of the lines belong to what precedes."""
    shown = next((index for index in reversed(range(len(lines))) if stands_out(lines[index])), -1)
    allowed = range(len(lines))[max(least, len(lines) - MOST_LINES) :]
    plain = _with_details(lines, allowed, labels) or _first_of_block(lines, allowed, labels)
    below = lines[shown + 1 : plain.start if plain else None]
    if shown >= 0 and not (_has_sentence(below) and (plain or len(below) > MOST_LINES_OF_INTRODUCTION)):
        return _below_heading(lines, shown, labels)
    return plain or _nearest(lines, allowed, labels, is_start=is_start)


def _may_be_head(lines: Sequence[Paragraph], labels: LabelFinder) -> bool:
    """Returns whether all of the lines are a title and what follows a title."""
    return not _has_sentence(lines) and read_details(lines[1:], labels, is_certain=False).is_known


def _below_heading(lines: Sequence[Paragraph], shown: int, labels: LabelFinder) -> Head:
    """Returns the head that a heading starts; a heading above it is the title where this one names a person."""
    is_person = shown > 0 and read_person_line(lines[shown].text) is not None
    start = shown - 1 if is_person and stands_out(lines[shown - 1]) else shown
    head = _head(lines, start, labels, is_certain=True)
    above = lines[shown - 1] if shown else None
    person = read_person_line(above.text) if start == shown and above and above.is_heading else None
    if person is None or "person" in head.details.values:
        return head
    head.details.take(person)  # a heading with the person above that with the title
    return replace(head, start=shown - 1)


def _with_details(lines: Sequence[Paragraph], allowed: range, labels: LabelFinder) -> Head | None:
    """Returns the head whose lines below the title all say something; it is as long as that holds.

    A first name alone is a person only with a role.
    """
    heads: list[Head] = []
    weak: list[Head] = []
    for start in allowed:
        whole = read_details(lines[start:], labels, is_certain=False)
        if whole.is_complete and "title" in whole.values:
            heads.append(Head(start, lines[start].number, whole.values["title"], whole, is_sure=True))
        elif _may_be_title(lines, start, labels):
            head = _head(lines, start, labels, is_certain=False)
            first_name = _head(lines, start, labels, is_certain=True)
            heads += [head] * head.details.is_known
            weak += [first_name] * (first_name.details.is_known and "role" in first_name.details.values)
    heads = heads or weak
    return next((head for head in heads if _starts_block(lines, head.start)), heads[0] if heads else None)


def _first_of_block(lines: Sequence[Paragraph], allowed: range, labels: LabelFinder) -> Head | None:
    """Returns the head that is a block of lines between empty lines, the first of them its title."""
    start = next((index for index in reversed(range(len(lines))) if _starts_block(lines, index)), -1)
    is_block = start in allowed and start < len(lines) - 1 and not _has_sentence(lines[start + 1 :])
    return (
        _head(lines, start, labels, is_certain=True) if is_block and _may_be_title(lines, start, labels) else None
    )


def _nearest(lines: Sequence[Paragraph], allowed: range, labels: LabelFinder, *, is_start: bool) -> Head | None:
    """Returns the head with the nearest line that may be a title; one above a text only where it stands apart."""
    for start in reversed(allowed):
        if is_detail(lines[start], labels):
            continue
        if start + 1 < len(lines) and (untitled := _untitled(lines, start + 1, labels)):
            return untitled
        is_apart = start == len(lines) - 1 or is_start or _gap(lines, start) > 1
        if is_apart and _may_be_title(lines, start, labels):
            return _head(lines, start, labels, is_certain=True)
    return _untitled(lines, allowed.start, labels) if allowed else None


def _untitled(lines: Sequence[Paragraph], start: int, labels: LabelFinder) -> Head | None:
    """Returns the head of lines that all say something, but have no title."""
    details = read_details(lines[start:], labels, is_certain=False)
    return Head(start, lines[start].number, "", details, is_sure=True) if details.is_known else None


def _head(lines: Sequence[Paragraph], start: int, labels: LabelFinder, *, is_certain: bool) -> Head:
    details = read_details(lines[start + 1 :], labels, is_certain=is_certain)
    name, value = keyed_value(lines[start], labels)
    title = value if name == "title" else NUMBER.sub("", lines[start].text)
    if name != "title" and "title" in details.values:  # as in  Verhaal 1  above  Titel: Samen op pad
        details.unread.append(lines[start])
        name, title = "title", details.values["title"]
    title_line = lines[start]
    person = read_person_line(title_line.text[title_line.tab + 1 :]) if title_line.tab and not name else None
    if person and "person" not in details.values:  # title and person on one line
        title = title_line.text[: title_line.tab]
        details.take(person)
    is_sure = stands_out(lines[start]) or name == "title" or bool(details.values) or _gap(lines, start) > 1
    return Head(start, lines[start].number, title, details, is_sure and details.is_complete)


def _may_be_title(lines: Sequence[Paragraph], index: int, labels: LabelFinder) -> bool:
    line = lines[index]
    if line.rank != Rank.NONE:
        return stands_out(line)
    if is_detail(line, labels) or not may_be_title(line.text):
        return False
    if line.item == BULLET or (line.item and index and _follows(line.item, lines[index - 1].item)):
        return False
    return not (line.is_line and line.text[:1].islower() and index and _gap(lines, index) == 0)


def _follows(item: str, before: str) -> bool:
    """Returns whether the marker of a list item is the next number after another."""
    return before not in ("", BULLET) and int(item[:-2]) == int(before[:-2]) + 1


def stands_out(line: Paragraph) -> bool:
    """Returns whether a paragraph is a heading, or a short one in bold, on the level of the titles."""
    return line.rank == Rank.TITLE


def _has_sentence(lines: Sequence[Paragraph]) -> bool:
    return any(SENTENCE_END.search(line.text) or len(line.text) > LONGEST_TITLE for line in lines)


def _starts_block(lines: Sequence[Paragraph], index: int) -> bool:
    return index == 0 or _gap(lines, index) > 0


def _gap(lines: Sequence[Paragraph], index: int) -> int:
    """Returns the number of empty lines above a line; none above the first.

    The lines of a head may be in another order here than in the document.
    """
    if not index:
        return 0
    around = {line.number for line in lines[max(0, index - MOST_LINES) : index + MOST_LINES]}
    return len({*range(lines[index - 1].number + 1, lines[index].number)} - around)
