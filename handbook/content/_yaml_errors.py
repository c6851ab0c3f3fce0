"""What an editor did, told from where the YAML parser stumbled.

Each rule is a small function that knows one mistake; the first one to recognise it has the word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from handbook.support.problems import Mark, Problem

QUOTES = 'Put the whole text in straight double quotes, as in  title: "Goed werk: een beeld"'
LEFT = "Fields start at the left of their line, as  title: …  and a line of a long text starts with two spaces."
INSIDE = 'Put straight double quotes around the whole text, and use “ ” inside:  title: "Zij zei “ja”"'

ODD_SPACE = re.compile(
    r"^[ \t]*([\u00a0\u2000-\u200b\u202f\u3000]+)|[\w-]+([\u00a0\u2000-\u200b\u202f\u3000\uff1a]+:?)"
)
INDENTED_FIELD = re.compile(r"(\s+)([\w-]+):(\s|$)")
UNSPACED_FIELD = re.compile(r"([A-Za-z_]+):[^\s/]")
QUOTED = re.compile(r"""(\s*(?:- |[\w-]+:)\s*)((["'])(?:(?!\3).)*\3)(.*)""")
VALUE = re.compile(r"\s*(?:- |[\w-]+:)\s*(\S)")
SPECIAL = frozenset("@`%*&!|>?-[{,]}")  # what cannot start a text without quotes


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


def _deep(fault: Fault) -> Finding | None:
    if "in each other" not in fault.said:
        return None
    remedy = "Put a text that starts with brackets or hyphens in double quotes."
    return Finding("not-yaml", fault.said, remedy, fault.row, fault.column)


def _tab(fault: Fault) -> Finding | None:
    for row in (fault.row, fault.start[0]):
        line = fault.lines[row]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            remedy = "Replace it with spaces; YAML does not know the tab key."
            return Finding("tab", "this line starts with a tab", remedy, row, line.index("\t"))
    return None


def _odd_space(fault: Fault) -> Finding | None:
    for row in (fault.row, fault.start[0], fault.before()):
        line = fault.lines[row]
        found = ODD_SPACE.match(line) or re.match(r"[\w-]+:(\u00a0)", line)
        if found:
            column = len(line[: found.end()].rstrip("\u00a0\u3000\uff1a:"))
            message = "a space or colon of another kind stands here, as Word types them"
            return Finding(
                "odd-space", message, "Type it anew: an ordinary colon and an ordinary space.", row, column
            )
    return None


def _open_quote(fault: Fault) -> Finding | None:
    if "quoted scalar" not in fault.said or "escape" in fault.said:
        return None
    row, column = fault.start
    text = fault.lines[row][column:]
    if text.startswith("'"):
        remedy = f'If it belongs to the text, put double quotes around all of it:  "{text}"'
    elif "”" in text:
        remedy = 'The text ends in a curly ”, which does not count here. Type a straight " in its place.'
    else:
        remedy = "Type the same mark at the end of the text, or take this one away."
    return Finding("open-quote", "a quotation mark opens here and never closes", remedy, row, column)


def _backslash(fault: Fault) -> Finding | None:
    if "escape" not in fault.said:
        return None
    remedy = "Write it twice (\\\\), or use single quotes around the text."
    return Finding(
        "not-yaml", "a backslash means something else between double quotes", remedy, fault.row, fault.column
    )


def _second_document(fault: Fault) -> Finding | None:
    ends = next((row for row, line in enumerate(fault.lines) if line.rstrip() in ("---", "...") and row), -1)
    if ends < 0 or not ("another document" in fault.said or "document start" in fault.said):
        return None
    message = f"a line with only {fault.lines[ends].rstrip()} ends the file for YAML"
    return Finding("not-yaml", message, "Take the line away.", ends)


def _comment(fault: Fault) -> Finding | None:
    row = fault.before()
    line = fault.lines[row]
    cut = 0 if line.startswith("#") else line.find(" #") + 1
    if "expected key" not in fault.said or not (cut or line.startswith("#")):
        return None
    remedy = "Take the line away." if line.startswith("#") else QUOTES
    return Finding("cut-by-hash", "YAML takes # for the end of a text", remedy, row, cut)


def _after_bar(fault: Fault) -> Finding | None:
    if "block scalar" not in fault.said:
        return None
    remedy = "Nothing may stand behind  |  on its line. Start the text on the next line, with two spaces."
    return Finding("not-yaml", "a text starts on the line of its field", remedy, *fault.start)


def _quote_inside(fault: Fault) -> Finding | None:
    """A text in quotes in which the same mark stands again, so that YAML ends it there."""
    for row in (fault.start[0], fault.row):
        match = QUOTED.match(fault.lines[row])
        if match and match[4].strip():
            message = "the text goes on after its closing quotation mark"
            return Finding("quote-inside", message, INSIDE, row, match.end(2))
    return None


def _unspaced(fault: Fault) -> Finding | None:
    for row in {fault.row, fault.start[0], fault.before()}:
        if match := UNSPACED_FIELD.match(fault.lines[row]):
            remedy = f"Type a space after  {match[1]}:"
            return Finding("no-space", f"there is no space after '{match[1]}:'", remedy, row, match.end(1))
    return None


def _indented(fault: Fault) -> Finding | None:
    if "mapping values" not in fault.said or not (match := INDENTED_FIELD.match(fault.lines[fault.row])):
        return None
    if fault.column > match.end(2):  # the colon that YAML stumbles over comes later in the line
        return None
    remedy = (
        f"Start '{match[2]}' at the left if it is a field. If it is text, put all of that text in double quotes."
    )
    return Finding("indentation", f"there are spaces before '{match[2]}:'", remedy, fault.row, match.end(1))


def _colon(fault: Fault) -> Finding | None:
    if "mapping values" not in fault.said or fault.lines[fault.row][: fault.column].count(" ") == 0:
        return None
    return Finding(
        "unquoted-colon",
        "a text with a colon in it stands without straight quotes",
        QUOTES,
        fault.row,
        fault.column,
    )


def _special(fault: Fault) -> Finding | None:
    line = fault.lines[fault.row]
    match = VALUE.match(line)
    if not match or match[1] not in SPECIAL or (match[1] in "|>" and line.endswith(match[1])):
        return None
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


def _deeper(fault: Fault) -> Finding | None:
    """A text whose first line is indented further than the others, which makes those belong to no text."""
    bar = next((row for row in range(fault.row, -1, -1) if re.search(r":\s*[|>][-+]?\s*$", fault.lines[row])), -1)
    first = next((row for row in range(bar + 1, fault.row) if fault.lines[row].strip()), -1)
    if bar < 0 or first < 0 or "expected key" not in fault.said:
        return None
    depth, here = (_indent(fault.lines[row]) for row in (first, fault.row))
    if not depth > here > 0:
        return None
    if here < 2:
        message = f"this line starts with {here} space, the text above it with {depth}"
        return Finding("indentation", message, "Start each line of the text with two spaces.", fault.row, here)
    message = f"this line starts with {depth} spaces, the lines below it with {here}"
    return Finding("indentation", message, "Start each line of the text with two spaces.", first, here)


def _stray(fault: Fault) -> Finding | None:
    if "expected ':'" in fault.said:
        row = fault.start[0]
    elif "mapping values" in fault.said:
        row = fault.before()
    elif "expected key" in fault.said:
        row = fault.row
    else:
        return None
    message = "this line is no field, and does not line up with a text above it"
    return Finding("indentation", message, LEFT, row, _indent(fault.lines[row]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _other(fault: Fault) -> Finding:
    return Finding("not-yaml", f"YAML cannot read on from here: {fault.said}", QUOTES, fault.row, fault.column)


RULES: tuple[Callable[[Fault], Finding | None], ...] = (
    _deep,
    _tab,
    _odd_space,
    _open_quote,
    _backslash,
    _second_document,
    _after_bar,
    _quote_inside,
    _comment,
    _open_list,
    _unspaced,
    _indented,
    _colon,
    _special,
    _indented_first,
    _deeper,
    _stray,
    _other,
)
