"""Reads the bytes of a YAML file as nodes that know their place."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.content._open_quotes import open_quote
from handbook.content._yaml_errors import NestedTooDeep, diagnose
from handbook.support.invisible import as_read
from handbook.support.messages import message
from handbook.support.problems import Mark, Problem, problem

# The characters that YAML permits (its specification, 5.1), without the line ends that only Word uses.
CONTROL = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
DEEPEST = 8  # groups and lists within each other; a handbook has four


class Unreadable(Exception):
    """A file that is not YAML; ``problems`` say where and why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*map(str, problems))
        self.problems = problems


@dataclass(frozen=True)
class YamlFile:
    """A file that is being read: its name as displayed, its text, and the list for its problems.

    ``content`` is the content folder, which has the pictures and profiles that the file names.
    """

    name: str
    text: str
    content: Path
    problems: list[Problem]

    def mark(self, place: yaml.Mark) -> Mark:
        """Converts a place of the parser, which counts from 0, to one that counts from 1."""
        return Mark(self.name, place.line + 1, place.column + 1)

    def report(self, mistake: Problem) -> None:
        self.problems.append(mistake)


def decode(data: bytes, file: str) -> str:
    """Returns the text of a file, each of its lines ending in a line feed.

    Raises:
        Unreadable: it is not UTF-8, or holds a character that no text file should.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(problem(Mark(file, 1, 1), "not-utf-8.utf-16"))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        place = _place_after(data[: error.start].decode("utf-8-sig", "replace"), file)
        letter = data[error.start : error.start + 1].decode("cp1252", "replace")
        raise Unreadable(problem(place, "not-utf-8.letter", letter=letter)) from None
    if problems := [_control_character(match, text, file) for match in CONTROL.finditer(text)]:
        raise Unreadable(*problems)
    return text


def parse(text: str, file: str) -> yaml.Node | None:
    """Returns the root node of a YAML text, None when it is empty. The values of its nodes are as ``as_read``.

    Raises:
        Unreadable: the text is not YAML.
    """
    try:
        _refuse_dangerous(text)
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(diagnose(error, text, file)) from None
    if mistake := open_quote(text.split("\n"), file):
        raise Unreadable(mistake)
    if node:
        _normalize(node)
    return node


def _normalize(node: yaml.Node) -> None:
    """Writes all texts below a node as they are read; their marks stay those of the file."""
    if isinstance(node, yaml.ScalarNode):
        node.value = as_read(node.value)
    elif isinstance(node, yaml.CollectionNode):
        for child in node.value:
            for each in child if isinstance(child, tuple) else (child,):
                _normalize(each)


def _refuse_dangerous(text: str) -> None:
    """Refuses what YAML permits and no handbook needs, before the text is parsed to nodes.

    That is: aliases (a few lines of them can stand for gigabytes), anchors, tags that name the types of a
    program, and nesting so deep that reading it takes all memory.

    Raises:
        yaml.MarkedYAMLError: at the place of the first one.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark: Any = event.start_mark  # a mark of the C parser, which PyYAML types differently
        refusal = ""
        if isinstance(event, yaml.AliasEvent):
            refusal = message("yaml.alias", name=event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if event.anchor:
                refusal = message("yaml.anchor", name=event.anchor)
            elif event.tag:
                refusal = message("yaml.tag", name=event.tag)
            elif depth > DEEPEST:
                raise NestedTooDeep(DEEPEST, mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if refusal:
            raise yaml.MarkedYAMLError(problem=refusal, problem_mark=mark)


def _control_character(match: re.Match[str], text: str, file: str) -> Problem:
    place = _place_after(text[: match.start()], file)
    return problem(place, "control-character", code=ord(match[0]))


def _place_after(before: str, file: str) -> Mark:
    """Returns the place at the end of ``before``, the text of a file up to there."""
    return Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
