"""From the bytes of a YAML file to nodes that know their place."""

import re
from typing import Any

import yaml

from handbook.content._yaml_errors import diagnose
from handbook.support.problems import Mark, Problem

# What YAML takes for a character (its specification, 5.1), less the line ends that only Word still types.
CONTROL = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
LARGEST = 200_000  # bytes of a file; a case that fills its spread has 4,000
DEEPEST = 8  # groups and lists within each other; a handbook has four
SAVE = "Save the file again as plain text with the encoding UTF-8 (Word and Notepad ask for it at Save As)."
DELETE = "Delete it and type a space or a new line; it comes along when text is pasted from Word or a PDF."


class Unreadable(Exception):
    """A file that is no YAML; ``problems`` say where and why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*map(str, problems))
        self.problems = problems


def decode(data: bytes, file: str) -> str:
    """The text of a file, each of its lines ending in a line feed.

    Raises:
        Unreadable: it is not UTF-8, or holds a character that no text file should.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(Problem(Mark(file, 1, 1), "not-utf-8", "the file is UTF-16, not UTF-8", SAVE))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        place = _after(data[: error.start].decode("utf-8-sig", "replace"), file)
        letter = data[error.start : error.start + 1].decode("cp1252", "replace")
        message = f"the file is not UTF-8: '{letter}' was saved in another encoding"
        raise Unreadable(Problem(place, "not-utf-8", message, SAVE)) from None
    if found := [_control(match, text, file) for match in CONTROL.finditer(text)]:
        raise Unreadable(*found)
    return text


def parse(text: str, file: str) -> yaml.Node | None:
    """The root node of a YAML text, None when it is empty.

    Raises:
        Unreadable: the text is not YAML.
    """
    try:
        _limit(text)
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(diagnose(error, text, file)) from None
    return node


def _limit(text: str) -> None:
    """Refuses what YAML can and no handbook needs, before nodes are made of it.

    That is texts that stand for others (a few lines of them can stand for gigabytes), tags that name the types
    of a program, and groups so deep in each other that reading them takes all memory.

    Raises:
        yaml.MarkedYAMLError: at the place of the first one.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        problem = ""
        if isinstance(event, yaml.AliasEvent):
            problem = f"*{event.anchor} stands for another text"
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if event.anchor or event.tag:
                problem = f"{f'&{event.anchor}' if event.anchor else event.tag} is for programs"
            elif depth > DEEPEST:
                problem = f"more than {DEEPEST} groups stand in each other"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if problem:
            mark: Any = event.start_mark  # the C parser's, which PyYAML's types keep apart from its own
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _control(match: re.Match[str], text: str, file: str) -> Problem:
    message = f"an invisible character stands here (U+{ord(match[0]):04X})"
    return Problem(_after(text[: match.start()], file), "control-character", message, DELETE)


def _after(before: str, file: str) -> Mark:
    """The place of what follows ``before``."""
    return Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
