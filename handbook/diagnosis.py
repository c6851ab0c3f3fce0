"""What an editor did, told from where the YAML parser stumbled.

Each rule is a small function that knows one mistake; the first one to recognise it has the word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from handbook.model import Mark, Problem

QUOTES = 'Put the whole text in double quotes, as in  title: "Goed werk: een beeld"'
LEFT = "Fields start at the left of their line, every line of a text below  experience: |  with two spaces."

INDENTED_FIELD = re.compile(r"(\s+)([\w-]+):(\s|$)")
UNSPACED_FIELD = re.compile(r"([A-Za-z_]+):[^\s/]")
VALUE = re.compile(r"\s*(?:- |[\w-]+:)\s*(\S?)")


@dataclass(frozen=True)
class Fault:
    """Where and why the parser gave up. Rows and columns count from 0."""

    lines: tuple[str, ...]
    row: int
    column: int
    start: tuple[int, int]
    said: str

    def before(self) -> int:
        """The row of the last line above this one that is not empty."""
        return next((row for row in range(self.row - 1, -1, -1) if self.lines[row].strip()), self.row)


@dataclass(frozen=True)
class Finding:
    """What a rule recognised, and where. Rows and columns count from 0."""

    id: str
    message: str
    remedy: str
    row: int
    column: int = 0


def diagnose(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The mistake behind a parser's error, at its place in ``file``."""
    lines = (*text.split("\n"), "")
    at = error.problem_mark or error.context_mark
    assert at, "the parser always says where"
    start = error.context_mark or at
    said = f"{error.context or ''}: {error.problem or ''}".lstrip(": ")
    fault = Fault(lines, at.line, at.column, (start.line, start.column), said)
    found = next(found for rule in RULES if (found := rule(fault)))
    return Problem(Mark(file, found.row + 1, found.column + 1), found.id, found.message, found.remedy)


def _tab(fault: Fault) -> Finding | None:
    for row in (fault.row, fault.start[0]):
        line = fault.lines[row]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            remedy = "Replace it with spaces; YAML does not know the tab key."
            return Finding("tab", "this line starts with a tab", remedy, row, line.index("\t"))
    return None


def _open_quote(fault: Fault) -> Finding | None:
    if "quoted scalar" not in fault.said or "escape" in fault.said:
        return None
    remedy = (
        "Close it at the end of the text. A text with such marks inside goes below  |  and needs none around it."
    )
    return Finding("open-quote", "a quotation mark opens here and never closes", remedy, *fault.start)


def _backslash(fault: Fault) -> Finding | None:
    if "escape" not in fault.said:
        return None
    remedy = "Write it twice (\\\\), or use single quotes around the text."
    return Finding(
        "not-yaml", "a backslash means something else between double quotes", remedy, fault.row, fault.column
    )


def _second_document(fault: Fault) -> Finding | None:
    if "another document" not in fault.said:
        return None
    return Finding(
        "not-yaml",
        "a line with only --- cuts the file in two",
        "Take it away; one file holds one case.",
        fault.row,
    )


def _comment(fault: Fault) -> Finding | None:
    row = fault.before()
    cut = fault.lines[row].find(" #")
    if cut < 0 or "expected key" not in fault.said:
        return None
    return Finding("cut-by-hash", "YAML takes ' #' for the end of a text", QUOTES, row, cut + 1)


def _unspaced(fault: Fault) -> Finding | None:
    for row in {fault.row, fault.start[0], fault.before()}:
        if match := UNSPACED_FIELD.match(fault.lines[row]):
            remedy = f"Type a space after  {match[1]}:"
            return Finding("no-space", f"there is no space after '{match[1]}:'", remedy, row, match.end(1))
    return None


def _indented(fault: Fault) -> Finding | None:
    if "mapping values" not in fault.said or not (match := INDENTED_FIELD.match(fault.lines[fault.row])):
        return None
    remedy = (
        f"Start '{match[2]}' at the left if it is a field. If it is text, put all of that text in double quotes."
    )
    return Finding("indentation", f"there are spaces before '{match[2]}:'", remedy, fault.row, match.end(1))


def _colon(fault: Fault) -> Finding | None:
    if "mapping values" not in fault.said or fault.lines[fault.row][: fault.column].count(" ") == 0:
        return None
    return Finding(
        "unquoted-colon", "a text with a colon in it stands without quotes", QUOTES, fault.row, fault.column
    )


def _special(fault: Fault) -> Finding | None:
    match = VALUE.match(fault.lines[fault.row])
    if (
        not match
        or not match[1]
        or match[1] not in "@`%*&!|>?-[{\"',]}"
        or fault.lines[fault.row].endswith(match[1])
    ):
        return None
    if match[1] in "\"'":
        remedy = f"Put {match[1]} around the whole text, or leave it out at the start."
        return Finding(
            "not-yaml", "the text goes on after its closing quotation mark", remedy, fault.row, fault.column
        )
    message = f"a text that starts with {match[1]} stands without quotes"
    return Finding("not-yaml", message, QUOTES, fault.row, match.start(1))


def _open_list(fault: Fault) -> Finding | None:
    if "flow sequence" not in fault.said and "flow mapping" not in fault.said:
        return None
    remedy = "Write a list as lines with a hyphen; put a text that starts with [ or { in double quotes."
    return Finding("not-yaml", "a bracket opens here and never closes", remedy, *fault.start)


def _indented_first(fault: Fault) -> Finding | None:
    first = next((row for row, line in enumerate(fault.lines) if line.strip() and line[0] != "#"), 0)
    line = fault.lines[first]
    if "document start" not in fault.said or not line.startswith(" "):
        return None
    return Finding(
        "indentation", "there are spaces before the first field", LEFT, first, len(line) - len(line.lstrip())
    )


def _stray(fault: Fault) -> Finding | None:
    if "expected ':'" in fault.said:
        row = fault.start[0]
    elif "mapping values" in fault.said:
        row = fault.before()
    elif "expected key" in fault.said:
        row = fault.row
    else:
        return None
    line = fault.lines[row]
    message = "this line belongs to no field; it does not line up with the text above it"
    return Finding("indentation", message, LEFT, row, len(line) - len(line.lstrip()))


def _other(fault: Fault) -> Finding:
    return Finding("not-yaml", f"YAML cannot read on from here: {fault.said}", QUOTES, fault.row, fault.column)


RULES: tuple[Callable[[Fault], Finding | None], ...] = (
    _tab,
    _open_quote,
    _backslash,
    _second_document,
    _comment,
    _open_list,
    _unspaced,
    _indented,
    _colon,
    _special,
    _indented_first,
    _stray,
    _other,
)
