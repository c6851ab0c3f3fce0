"""Reads and replaces the ``order:`` of handbook.yaml.

Everything else in the file stays. An order whose items cannot be moved line by line is refused.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import yaml

from handbook.authoring.safe_write import read_still, write
from handbook.content.yaml_source import Unreadable, decode, parse
from handbook.support.input_limits import YAML_FILE
from handbook.support.messages import message
from handbook.support.outside_files import read_outside
from handbook.support.problems import Mark, problem

EMPTY = frozenset(("", "[]", "{}", '""', "''", "~", "null"))  # how an order without a case may be written
ITEM = re.compile(r"[ \t]*-[ \t]+")  # what precedes an item on its line


def read_order(handbook: Path) -> list[str]:
    """Returns the slugs in the order; empty if the book has none.

    Raises:
        Unreadable: the file is not YAML.
        OSError: it cannot be read.
    """
    return _slugs(_node(decode(read_outside(handbook, YAML_FILE), handbook.name), handbook.name))


def write_order(handbook: Path, slugs: Sequence[str], removed: Collection[str] = ()) -> None:
    """Writes another order.

    An item of the old order that is not among the ``slugs`` stays after the one that it followed, unless it is
    among the ``removed``.

    Raises:
        Unreadable: the file is not YAML, or its order is refused.
        OSError: it cannot be read or written, or another program has just changed it.
    """
    data = read_still(handbook)
    write(handbook, data, with_order(decode(data, handbook.name), handbook.name, slugs, removed))


def with_order(text: str, file: str, slugs: Sequence[str], removed: Collection[str] = ()) -> str:
    """Returns the text of a handbook.yaml with another order, see ``write_order``.

    Raises:
        Unreadable: the text is not YAML, or its order is refused.
    """
    node = _node(text, file)
    slugs = _with_others(slugs, [slug for slug in _slugs(node) if slug not in removed])
    new = _with_slugs(text, node, slugs)
    if not _has_order(new, file, slugs):
        place = Mark(file, node.start_mark.line + 1, node.start_mark.column + 1) if node else Mark(file)
        raise Unreadable(problem(place, "wrong-type.order", remedy=message("how-to-write.list")))
    return new


def _node(text: str, file: str) -> yaml.Node | None:
    root = parse(text, file)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == "order"), None)


def _slugs(node: yaml.Node | None) -> list[str]:
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [item.value for item in items if isinstance(item, yaml.ScalarNode)]


def _has_order(text: str, file: str, slugs: Sequence[str]) -> bool:
    try:
        return _slugs(_node(text, file)) == [*slugs]
    except Unreadable:
        return False


def _with_slugs(text: str, node: yaml.Node | None, slugs: Sequence[str]) -> str:
    """Returns the text with another order; unchanged if that order is refused."""
    if node is None:
        return text.rstrip("\n") + "\n\norder:\n" + _lines(slugs, "  - ")
    start, end = node.start_mark.index, node.end_mark.index
    value = text[start:end]
    if value in EMPTY:
        line_end = text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        return text[:start].rstrip(" ") + text[end:line_end] + "\n" + _lines(slugs, "  - ") + text[line_end + 1 :]
    if not isinstance(node, yaml.SequenceNode) or len(set(_slugs(node))) < len(node.value):
        return text
    if node.flow_style:
        return text if "#" in value else f"{text[:start]}[{', '.join(slugs)}]{text[end:]}"
    return move_lines(text, node.value, slugs)


def move_lines(text: str, items: Sequence[yaml.Node], values: Iterable[str]) -> str:
    """Returns the text with the lines of a list in another order; unchanged if an item is not one line.

    Comments after an item or above it move with it, except for those above the first, which are about the whole
    list. A new value, which must be YAML, is written with the indent of the last item.
    """
    lines: dict[str, str] = {}
    start = end = text.rfind("\n", 0, items[0].start_mark.index) + 1
    before = ""
    for item in items:
        line_start = text.rfind("\n", 0, item.start_mark.index) + 1
        before = text[line_start : item.start_mark.index]
        if not ITEM.fullmatch(before) or item.start_mark.line != item.end_mark.line:
            return text
        line_end = text.find("\n", item.end_mark.index) + 1 or len(text)
        lines[item.value] = text[end:line_end].rstrip("\n") + "\n"
        end = line_end
    return text[:start] + "".join(lines.get(value) or _lines([value], before) for value in values) + text[end:]


def _lines(slugs: Iterable[str], before: str) -> str:
    return "".join(f"{before}{slug}\n" for slug in slugs)


def _with_others(slugs: Sequence[str], before: Sequence[str]) -> list[str]:
    """Returns ``slugs`` with those of the order ``before`` that it lacks, each after the one that it followed."""
    result, index = list(slugs), 0
    for slug in before:
        if slug not in result:
            result.insert(index, slug)
        index = result.index(slug) + 1
    return result
