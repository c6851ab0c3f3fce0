"""The ``order:`` of handbook.yaml: the cases that stand in it, and another order in its text."""

from collections.abc import Iterable, Sequence

import yaml

from handbook.fields import LIST
from handbook.model import Mark, Problem
from handbook.source import Unreadable, parse


def named(text: str, file: str) -> list[str]:
    """The slugs that stand in the order; none where the book has none.

    Raises:
        Unreadable: the text is no YAML.
    """
    node = _node(text, file)
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [item.value for item in items if isinstance(item, yaml.ScalarNode)]


def reordered(text: str, file: str, slugs: Sequence[str], gone: str = "") -> str:
    """The text with another order; a line of it goes to its new place with what is said behind it or above it.

    What stands there and is not among the ``slugs`` stays behind what it followed, unless it is ``gone``.

    Raises:
        Unreadable: the text is no YAML, or what stands there is no list of texts.
    """
    node = _node(text, file)
    slugs = _with_others(slugs, [slug for slug in named(text, file) if slug != gone])
    if node is None:
        return text.rstrip("\n") + "\n\norder:\n" + _lines(slugs, "  - ")
    start, end = node.start_mark.index, node.end_mark.index
    if not node.value:  # nothing stands there yet
        line = text.find("\n", end)
        line = len(text) if line < 0 else line
        return text[:start].rstrip(" ") + text[end:line] + "\n" + _lines(slugs, "  - ") + text[line + 1 :]
    if not isinstance(node, yaml.SequenceNode) or not all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        place = Mark(file, node.start_mark.line + 1, node.start_mark.column + 1)
        raise Unreadable(Problem(place, "wrong-type", "'order' should be a list of names", LIST))
    if node.flow_style:
        return text[:start] + f"[{', '.join(slugs)}]" + text[end:]
    return _moved(text, node.value, slugs)


def _node(text: str, file: str) -> yaml.Node | None:
    root = parse(text, file)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == "order"), None)


def _moved(text: str, items: Sequence[yaml.Node], slugs: Iterable[str]) -> str:
    """The text with the lines of its list in another order, and new ones written as the last of them is."""
    start = at = _line(text, items[0])
    before = text[_line(text, items[-1]) : items[-1].start_mark.index]
    lines: dict[str, str] = {}
    for item in items:
        end = text.find("\n", item.end_mark.index) + 1 or len(text)
        lines[item.value], at = text[at:end].rstrip("\n") + "\n", end
    return text[:start] + "".join(lines.get(slug) or _lines([slug], before) for slug in slugs) + text[at:]


def _line(text: str, node: yaml.Node) -> int:
    """Where the line of a node starts."""
    return text.rfind("\n", 0, node.start_mark.index) + 1


def _lines(slugs: Iterable[str], before: str) -> str:
    return "".join(f"{before}{slug}\n" for slug in slugs)


def _with_others(slugs: Sequence[str], before: Sequence[str]) -> list[str]:
    """An order with those of the order before that it lacks, each behind the same one as then."""
    whole, last = list(slugs), ""
    for slug in before:
        if slug not in whole:
            whole.insert(whole.index(last) + 1 if last else 0, slug)
        last = slug
    return whole
