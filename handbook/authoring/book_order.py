"""The ``order:`` of handbook.yaml: the cases that stand in it, and another order in its place.

Everything else in the file stays. An order that is written in a way that cannot be moved line by line is refused.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from handbook.authoring.safe_write import write
from handbook.content.fields import LIST
from handbook.content.yaml_source import Unreadable, decode, parse
from handbook.support.problems import Mark, Problem

EMPTY = frozenset(("", "[]", "{}", '""', "''", "~", "null"))  # what stands where nothing stands yet
BEFORE = re.compile(r"[ \t]*-[ \t]+")  # an item, on its line


def named(handbook: Path) -> list[str]:
    """The slugs that stand in the order; none where the book has none.

    Raises:
        Unreadable: the file is no YAML.
        OSError: it cannot be read.
    """
    return _named(_node(decode(handbook.read_bytes(), handbook.name), handbook.name))


def put(handbook: Path, slugs: Sequence[str], gone: str | None = None) -> None:
    """Writes another order.

    What stands there and is not among the ``slugs`` stays behind what it followed, unless it is ``gone``.

    Raises:
        Unreadable: the file is no YAML, or its order is refused.
        OSError: it cannot be read or written, or has just been changed.
    """
    data = handbook.read_bytes()
    write(handbook, data, reordered(decode(data, handbook.name), handbook.name, slugs, gone))


def reordered(text: str, file: str, slugs: Sequence[str], gone: str | None = None) -> str:
    """The text with another order, see ``put``.

    Raises:
        Unreadable: the text is no YAML, or its order is refused.
    """
    node = _node(text, file)
    slugs = _with_others(slugs, [slug for slug in _named(node) if slug != gone])
    new = _written(text, node, slugs)
    if not _reads(new, file, slugs):
        place = Mark(file, node.start_mark.line + 1, node.start_mark.column + 1) if node else Mark(file)
        raise Unreadable(Problem(place, "wrong-type", "the order cannot be changed as this is written", LIST))
    return new


def _node(text: str, file: str) -> yaml.Node | None:
    root = parse(text, file)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == "order"), None)


def _named(node: yaml.Node | None) -> list[str]:
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [item.value for item in items if isinstance(item, yaml.ScalarNode)]


def _reads(text: str, file: str, slugs: Sequence[str]) -> bool:
    try:
        return _named(_node(text, file)) == [*slugs]
    except Unreadable:
        return False


def _written(text: str, node: yaml.Node | None, slugs: Sequence[str]) -> str:
    """The text with another order; as it is, where that order is refused."""
    if node is None:
        return text.rstrip("\n") + "\n\norder:\n" + _lines(slugs, "  - ")
    start, end = node.start_mark.index, node.end_mark.index
    own = text[start:end]
    if own in EMPTY:
        line = text.find("\n", end)
        line = len(text) if line < 0 else line
        return text[:start].rstrip(" ") + text[end:line] + "\n" + _lines(slugs, "  - ") + text[line + 1 :]
    if not isinstance(node, yaml.SequenceNode) or len(set(_named(node))) < len(node.value):
        return text
    if node.flow_style:
        return text if "#" in own else f"{text[:start]}[{', '.join(slugs)}]{text[end:]}"
    return moved(text, node.value, slugs)


def moved(text: str, items: Sequence[yaml.Node], slugs: Iterable[str]) -> str:
    """The text with the lines of a list in another order; as it is, where an item is not one line.

    What is said behind an item or above it goes with it, but for what stands above the first: that is said of all.
    A new item, which stands there as YAML, is written as the last one is.
    """
    lines: dict[str, str] = {}
    start = at = text.rfind("\n", 0, items[0].start_mark.index) + 1
    before = ""
    for item in items:
        own = text.rfind("\n", 0, item.start_mark.index) + 1
        before = text[own : item.start_mark.index]
        if not BEFORE.fullmatch(before) or item.start_mark.line != item.end_mark.line:
            return text
        end = text.find("\n", item.end_mark.index) + 1 or len(text)
        lines[item.value] = text[at:end].rstrip("\n") + "\n"
        at = end
    return text[:start] + "".join(lines.get(slug) or _lines([slug], before) for slug in slugs) + text[at:]


def _lines(slugs: Iterable[str], before: str) -> str:
    return "".join(f"{before}{slug}\n" for slug in slugs)


def _with_others(slugs: Sequence[str], before: Sequence[str]) -> list[str]:
    """An order with those of the order before that it lacks, each behind the same one as then."""
    whole, at = list(slugs), 0
    for slug in before:
        if slug not in whole:
            whole.insert(at, slug)
        at = whole.index(slug) + 1
    return whole
