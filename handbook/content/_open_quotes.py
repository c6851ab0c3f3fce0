"""Finds a quotation mark that opens behind a field or a hyphen and is not closed there.

YAML reads on to the next such mark, often an apostrophe many lines below, and stumbles there or accepts it.
"""

import re
from collections.abc import Sequence

from handbook.support.problems import Mark, Problem, problem

OPENING = re.compile(r"""(\s*(?:- +)*)(?:(?<=- )|[\w-]+:\s+)\[?\s*(["'])""")
BLOCK_SCALAR = re.compile(r"(\s*(?:- +)*)(?:(?<=- )|\w[\w -]*:\s+)[|>][-+\d]*\s*(?:#.*)?$")
FIELD_OR_ITEM = re.compile(r"(\s*)(?:-|[\w-]+:)(?:\s|$)")
CLOSING = {"'": re.compile(r"(?:[^']|'')*'(?!')"), '"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL)}
TEXT_BEHIND = re.compile(r"[ \t]*[^\s#,\]}]")


def open_quote(lines: Sequence[str], file: str) -> Problem | None:
    """Returns the problem of a quotation mark that is not closed in its field; YAML may accept that."""
    place = _find(lines)
    return open_quote_at(lines, *place, file) if place else None


def open_quote_at(lines: Sequence[str], row: int, column: int, file: str) -> Problem:
    """Returns the problem of the quotation mark at a row and column, from 0."""
    place, text = Mark(file, row + 1, column + 1), lines[row][column:].rstrip()
    if text.startswith("'"):
        return problem(place, "open-quote.apostrophe", text=text)
    return problem(place, "open-quote.curly" if "”" in text else "open-quote.straight")


def _find(lines: Sequence[str]) -> tuple[int, int] | None:
    """Returns the row and column, from 0, of the first quotation mark that is not closed in its field."""
    row = 0
    while row < len(lines):
        if block := BLOCK_SCALAR.match(lines[row]):
            row = _end_of_block(lines, row, len(block[1]))
        elif opening := OPENING.match(lines[row]):
            end = _end_of_quotes(lines, row, opening)
            if end is None:
                return row, opening.start(2)
            row = end + 1
        else:
            row += 1
    return None


def _end_of_block(lines: Sequence[str], row: int, indent: int) -> int:
    """The row of the first line below a | that is not part of its text."""
    below = range(row + 1, len(lines))
    return next((end for end in below if lines[end].strip() and _indent(lines[end]) <= indent), len(lines))


def _end_of_quotes(lines: Sequence[str], row: int, opening: re.Match[str]) -> int | None:
    """The row where a text in quotes ends; None where that is in another field, or an apostrophe within a word."""
    text = "\n".join((lines[row][opening.end() :], *lines[row + 1 :]))
    closing = CLOSING[opening[2]].match(text)
    if not closing:
        return None
    end = row + closing[0].count("\n")
    for line in lines[row + 1 : end + 1]:
        other = FIELD_OR_ITEM.match(line)
        if other and len(other[1]) <= len(opening[1]):
            return None
    is_apostrophe = opening[2] == "'" and end > row and TEXT_BEHIND.match(text, closing.end())
    return None if is_apostrophe else end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
