"""Reads plain text: its lines, and the paragraphs that lines make together."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from handbook.authoring._paragraphs import (
    BULLET,
    SENTENCE_END,
    NotADocument,
    Paragraph,
    is_prompt,
    place_of_tab,
    without_word_leftovers,
)
from handbook.authoring._rich_text import typed_paragraph
from handbook.content.markdown_limits import BULLET as BULLET_CHARACTER
from handbook.support.input_limits import PARAGRAPH, PARAGRAPHS

LONG_LINE = 120  # characters; a text with such lines is not wrapped by hand, each of its lines is a paragraph
NUMBERED = re.compile(r"(\d{1,2})[.)]\s")
HEADING = re.compile(r"(#{1,6})\s")  # of Markdown
DASH = re.compile(r"[-–*]\s")


def read_lines(text: str) -> list[Paragraph]:
    """Returns the lines of a plain text that are not empty; those that may go on below are marked.

    Raises:
        NotADocument: it has more of them than a document may have, or a longer one.
    """
    lines = [without_word_leftovers(line).strip() for line in text.split("\n")]
    if max(map(len, lines)) > PARAGRAPH or sum(map(bool, lines)) > PARAGRAPHS:
        raise NotADocument("no-document.too-long")
    if all(line.startswith(">") for line in lines if line):  # a mail that is quoted as a whole
        lines = [line[1:].strip() for line in lines]
    may_be_wrapped = all(len(line) <= LONG_LINE for line in lines)
    return [
        _line(number, line, may_be_wrapped) for number, line in enumerate(lines, 1) if line and not is_prompt(line)
    ]


def joined_lines(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Returns the paragraphs that lines make together; paragraphs that are no lines stay as they are."""
    return [_joined(part) for block in _blocks(lines) for part in _parts(block)]


def _line(number: int, line: str, may_be_wrapped: bool) -> Paragraph:
    item, heading = _item(line), HEADING.match(line)
    text = line.split(maxsplit=1)[1] if item or heading else line
    level = len(heading[1]) if heading else 0
    tab = place_of_tab(text)
    return typed_paragraph(Paragraph(number, text, text, item, level=level, is_line=may_be_wrapped, tab=tab))


def _item(line: str) -> str:
    """Returns the list marker of a line, BULLET or its number; empty if it is no list item."""
    if match := NUMBERED.match(line):
        return f"{match[1]}. "
    return BULLET if DASH.match(line) or BULLET_CHARACTER.match(line) else ""


def _blocks(lines: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yields the lines between empty lines."""
    block: list[Paragraph] = []
    for line in lines:
        goes_on = line.is_line and not line.is_heading and block and line.number == block[-1].number + 1
        if block and not goes_on:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _parts(block: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yields the lines of each paragraph in a block.

    A paragraph ends where a sentence does, if its line had room for the next word.
    """
    width = max(len(line.text) for line in block)
    part = [block[0]]
    for before, line in pairwise(block):
        has_room = len(before.text) + 1 + len(line.text.split()[0]) <= width
        if line.item or before.is_heading or (has_room and SENTENCE_END.search(before.text)):
            yield part
            part = []
        part.append(line)
    yield part


def _joined(lines: Sequence[Paragraph]) -> Paragraph:
    if len(lines) == 1:
        return lines[0]
    text, markdown = (
        " ".join(parts) for parts in zip(*((line.text, line.markdown) for line in lines), strict=True)
    )
    return typed_paragraph(Paragraph(lines[0].number, text, markdown, lines[0].item))
