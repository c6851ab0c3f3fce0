"""Finds the editor's mistake that made the YAML parser give up.

Each rule is a small function that recognises one mistake; the first match is reported.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from handbook.content._open_quotes import open_quote, open_quote_at
from handbook.content._yaml_reasons import reason_of
from handbook.support.problems import Mark, Problem, problem

ODD_SPACE = re.compile(
    r"^[ \t]*([\u00a0\u2000-\u200b\u202f\u3000]+)|[\w-]+([\u00a0\u2000-\u200b\u202f\u3000\uff1a]+:?)"
)
INDENTED_FIELD = re.compile(r"(\s+)([\w-]+):(\s|$)")
UNSPACED_FIELD = re.compile(r"([A-Za-z_]+):[^\s/]")
QUOTED = re.compile(r"""(\s*(?:- |[\w-]+:)\s*)((["'])(?:(?!\3).)*\3)(.*)""")
VALUE = re.compile(r"\s*(?:- |[\w-]+:)\s*(\S)")
SPECIAL = frozenset("@`%*&!|>?-[{,]}")  # a text without quotes cannot start with these
BLOCK_SCALAR = re.compile(r":\s*[|>][-+]?\s*$")


class NestedTooDeep(yaml.MarkedYAMLError):
    """Groups and lists are nested deeper than ``most`` levels."""

    def __init__(self, most: int, mark: yaml.Mark) -> None:
        super().__init__(problem="nested too deep", problem_mark=mark)
        self.most = most


@dataclass(frozen=True)
class ParserFault:
    """Why and where the parser gave up, and where the value or block that it was reading starts; rows from 0.

    ``reason`` is in the words of the parser, by which the rules tell mistakes; ``said`` is for the editor.
    """

    file: str
    lines: tuple[str, ...]
    row: int
    column: int
    start: tuple[int, int]
    reason: str
    said: str

    @property
    def row_before(self) -> int:
        """The row of the last line above this one that is not empty."""
        return next((row for row in range(self.row - 1, -1, -1) if self.lines[row].strip()), self.row)

    def mark(self, row: int, column: int = 0) -> Mark:
        return Mark(self.file, row + 1, column + 1)

    @property
    def place(self) -> Mark:
        """Where the parser gave up."""
        return self.mark(self.row, self.column)


def diagnose(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Returns the mistake that caused a parser's error, at its place in ``file``."""
    end = error.problem_mark or error.context_mark
    assert end, "the parser always gives a place"
    if isinstance(error, NestedTooDeep):
        return problem(Mark(file, end.line + 1, end.column + 1), "not-yaml.too-deep", most=error.most)
    start = error.context_mark or end
    reason = f"{error.context or ''}: {error.problem or ''}".lstrip(": ")
    lines = (*text.split("\n"), "")
    fault = ParserFault(file, lines, end.line, end.column, (start.line, start.column), reason, reason_of(error))
    return next(mistake for rule in RULES if (mistake := rule(fault)))


def _tab(fault: ParserFault) -> Problem | None:
    for row in (fault.row, fault.start[0]):
        line = fault.lines[row]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return problem(fault.mark(row, line.index("\t")), "tab")
    return None


def _odd_space(fault: ParserFault) -> Problem | None:
    for row in (fault.row, fault.start[0], fault.row_before):
        line = fault.lines[row]
        if match := ODD_SPACE.match(line) or re.match(r"[\w-]+:(\u00a0)", line):
            column = len(line[: match.end()].rstrip("\u00a0\u3000\uff1a:"))
            return problem(fault.mark(row, column), "odd-space")
    return None


def _open_quote(fault: ParserFault) -> Problem | None:
    found = open_quote(fault.lines, fault.file)
    if found and found.place.line <= fault.row + 1:
        return found
    if "quoted scalar" not in fault.reason or "escape" in fault.reason:
        return None
    return open_quote_at(fault.lines, *fault.start, fault.file)


def _backslash(fault: ParserFault) -> Problem | None:
    return problem(fault.place, "not-yaml.backslash") if "escape" in fault.reason else None


def _second_document(fault: ParserFault) -> Problem | None:
    row = next((row for row, line in enumerate(fault.lines) if line.rstrip() in ("---", "...") and row), -1)
    if row < 0 or not ("another document" in fault.reason or "document start" in fault.reason):
        return None
    return problem(fault.mark(row), "not-yaml.end-of-document", line=fault.lines[row].rstrip())


def _comment(fault: ParserFault) -> Problem | None:
    """A comment that ends the text above it, so that the line below it belongs to no text."""
    row = fault.row_before
    line = fault.lines[row]
    column = 0 if line.startswith("#") else line.find(" #") + 1
    if "expected key" not in fault.reason or not (column or line.startswith("#")):
        return None
    if fault.column > _indent(fault.lines[fault.row]):  # the mistake is in the line itself
        return None
    return problem(fault.mark(row, column), "cut-by-hash.line" if line.startswith("#") else "cut-by-hash.in-text")


def _text_after_bar(fault: ParserFault) -> Problem | None:
    return problem(fault.mark(*fault.start), "not-yaml.text-after-bar") if "block scalar" in fault.reason else None


def _quote_inside(fault: ParserFault) -> Problem | None:
    """Recognises a text in quotes that contains the same mark, so that YAML ends it there."""
    for row in (fault.start[0], fault.row):
        match = QUOTED.match(fault.lines[row])
        if match and match[4].strip():
            return problem(fault.mark(row, match.end(2)), "quote-inside")
    return None


def _no_space(fault: ParserFault) -> Problem | None:
    for row in {fault.row, fault.start[0], fault.row_before}:
        if match := UNSPACED_FIELD.match(fault.lines[row]):
            return problem(fault.mark(row, match.end(1)), "no-space", name=match[1])
    return None


def _indented_field(fault: ParserFault) -> Problem | None:
    if "mapping values" not in fault.reason or not (match := INDENTED_FIELD.match(fault.lines[fault.row])):
        return None
    if fault.column > match.end(2):  # the parser gave up at a colon later in the line
        return None
    return problem(fault.mark(fault.row, match.end(1)), "indentation.field", name=match[2])


def _unquoted_colon(fault: ParserFault) -> Problem | None:
    if "mapping values" not in fault.reason or fault.lines[fault.row][: fault.column].count(" ") == 0:
        return None
    return problem(fault.place, "unquoted-colon")


def _special_character(fault: ParserFault) -> Problem | None:
    line = fault.lines[fault.row]
    match = VALUE.match(line)
    if not match or match[1] not in SPECIAL or (match[1] in "|>" and line.endswith(match[1])):
        return None
    return problem(fault.mark(fault.row, match.start(1)), "not-yaml.special-character", character=match[1])


def _open_bracket(fault: ParserFault) -> Problem | None:
    if "flow sequence" not in fault.reason and "flow mapping" not in fault.reason:
        return None
    return problem(fault.mark(*fault.start), "not-yaml.open-bracket")


def _indented_first_field(fault: ParserFault) -> Problem | None:
    first = next((row for row, line in enumerate(fault.lines) if line.strip() and line[0] != "#"), 0)
    line = fault.lines[first]
    if "document start" not in fault.reason or not line.startswith(" "):
        return None
    return problem(fault.mark(first, len(line) - len(line.lstrip())), "indentation.first-field")


def _uneven_text(fault: ParserFault) -> Problem | None:
    """Recognises a text whose first line is indented further than the others, which then belong to no text."""
    bar = next((row for row in range(fault.row, -1, -1) if BLOCK_SCALAR.search(fault.lines[row])), -1)
    first = next((row for row in range(bar + 1, fault.row) if fault.lines[row].strip()), -1)
    if bar < 0 or first < 0 or "expected key" not in fault.reason:
        return None
    first_depth, depth = (_indent(fault.lines[row]) for row in (first, fault.row))
    if not first_depth > depth > 0:
        return None
    if depth < 2:
        return problem(fault.mark(fault.row, depth), "indentation.one-space", above=first_depth)
    return problem(fault.mark(first, depth), "indentation.too-deep", count=first_depth, below=depth)


def _stray_line(fault: ParserFault) -> Problem | None:
    if "expected ':'" in fault.reason:
        row = fault.start[0]
    elif "mapping values" in fault.reason:
        row = fault.row_before
    elif "expected key" in fault.reason:
        row = fault.row
    else:
        return None
    return problem(fault.mark(row, _indent(fault.lines[row])), "indentation.stray-line")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _anything_else(fault: ParserFault) -> Problem:
    return problem(fault.place, "not-yaml.other", reason=fault.said)


RULES: tuple[Callable[[ParserFault], Problem | None], ...] = (
    _open_quote,  # first: behind one, what the parser stumbled into is text
    _tab,
    _odd_space,
    _backslash,
    _second_document,
    _text_after_bar,
    _quote_inside,
    _comment,
    _open_bracket,
    _no_space,
    _indented_field,
    _unquoted_colon,
    _special_character,
    _indented_first_field,
    _uneven_text,
    _stray_line,
    _anything_else,
)
