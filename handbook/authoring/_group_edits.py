"""Changes the fields of a group in a file, and the groups of a list, each at its place."""

from collections.abc import Mapping, Sequence

import yaml

from handbook.authoring._field_yaml import as_yaml, end_of, entries, in_brackets, item_lines
from handbook.authoring.field_values import Value, empty_value, parts_of
from handbook.content.field_kinds import Field, MarkdownText
from handbook.content.yaml_source import parse

Path = tuple[str | int, ...]  # from the root of a file: names of fields, numbers of items


def node_at(text: str, file: str, path: Path) -> yaml.Node | None:
    """Returns the value at a path; None if there is none."""
    node = parse(text, file)
    for step in path:
        if isinstance(step, int):
            items = [item for item in node.value if isinstance(item, yaml.MappingNode)] if node else []
            node = items[step] if step < len(items) else None
        else:
            node = entries(node)[step][1] if step in entries(node) else None
    return node


def can_change_fields(node: yaml.Node | None) -> bool:
    """Returns whether a node is a group of which fields can be changed one by one."""
    return isinstance(node, yaml.MappingNode) and bool(node.value)


def with_fields(
    text: str, file: str, path: Path, kind: Field, old: Mapping[str, Value], new: Mapping[str, Value]
) -> str:
    """Returns the file with other values of fields of the group at a path."""
    for name, part in parts_of(kind).items():
        if old[name] != new[name]:
            node = node_at(text, file, path)
            assert isinstance(node, yaml.MappingNode)
            change = _with_field_in_brackets if node.flow_style else _with_field
            text = change(text, node, name, part, new[name])
    return text


def with_groups(
    text: str, file: str, name: str, kind: Field, old: Sequence[Value], new: Sequence[Value]
) -> str | None:
    """Returns the file with other groups in a list; None if the list cannot be changed group by group.

    A group that stays keeps its lines, with the comments above it.
    """
    node = node_at(text, file, (name,))
    if not new or not isinstance(node, yaml.SequenceNode) or node.flow_style or len(node.value) != len(old):
        return None
    if not all(can_change_fields(item) and not item.flow_style for item in node.value):
        return None
    sources = _sources(old, new)
    blocks, start, end = _blocks(text, node.value)
    column = node.value[0].start_mark.column - 2
    added = ["\n".join(f"{' ' * (column - 2)}{line}" for line in item_lines(kind, item)) + "\n" for item in new]
    lines = [added[index] if source is None else blocks[source] for index, source in enumerate(sources)]
    text = text[:start] + "".join(lines) + text[end:]
    for index, source in enumerate(sources):
        one, other = (old[source] if source is not None else None), new[index]
        if isinstance(one, dict) and isinstance(other, dict):
            text = with_fields(text, file, (name, index), kind, one, other)
    return text


def _sources(old: Sequence[Value], new: Sequence[Value]) -> list[int | None]:
    """Returns for each new group the number of the old one that it was: an equal one, or that in its place."""
    free = list(range(len(old)))
    sources: list[int | None] = [None] * len(new)
    for index, item in enumerate(new):
        if equal := [number for number in free if old[number] == item]:
            sources[index] = equal[0]
            free.remove(equal[0])
    for index, source in enumerate(sources):
        if source is None and index in free and len(old) == len(new):
            sources[index] = index
            free.remove(index)
    return sources


def _blocks(text: str, items: Sequence[yaml.Node]) -> tuple[list[str], int, int]:
    """Returns the lines of each item, where the first begins and where the last ends."""
    start = end = text.rfind("\n", 0, items[0].start_mark.index) + 1
    first, blocks = start, []
    for item in items:
        line_end = text.find("\n", end_of(item, text))
        end = len(text) if line_end < 0 else line_end + 1
        blocks.append(text[start:end].rstrip("\n") + "\n")
        start = end
    return blocks, first, end


def _with_field(text: str, group: yaml.MappingNode, name: str, kind: Field, value: Value) -> str:
    """Returns the file with another field in a group of one field a line."""
    column, fields = group.value[0][0].start_mark.column, entries(group)
    known = fields.get(name)
    before = known[1].value if known and isinstance(kind, MarkdownText) else ""
    new = as_yaml(name, kind, value, str(before)) if known or value != empty_value(kind) else ""
    new = new.replace("\n", "\n" + " " * column)
    if known is None:
        end = text.find("\n", end_of(group, text))
        head, rest = (text, "") if end < 0 else (text[:end], text[end:])
        return f"{head}\n{' ' * column}{new}{rest}"
    start, end = known[0].start_mark.index, end_of(known[1], text)
    if (whole := text[start:end].rstrip()).endswith(":") and not known[1].value:
        end = start + len(whole)  # the field had no value
    if new:
        return text[:start] + new + text[end:]
    return _without(text, group, start, end)


def _without(text: str, group: yaml.MappingNode, start: int, end: int) -> str:
    """Returns the file without the field of a group from ``start`` to ``end``."""
    line = text.rfind("\n", 0, start) + 1
    if text[
        line:start
    ].strip():  # the first field stands behind the hyphen of an item: the next one takes its place
        following = [key.start_mark.index for key, _ in group.value[1:]]
        return text[:start] + text[following[0] :] if following else text[:start] + "{}" + text[end:]
    line_end = text.find("\n", end)
    rest = text[end:] if line_end < 0 else text[end:line_end]
    if rest.strip():  # a comment
        return text[:line] + " " * (start - line) + text[end:].lstrip(" ")
    return text[:line] + (text[line_end + 1 :] if line_end >= 0 else "")


def _with_field_in_brackets(text: str, group: yaml.MappingNode, name: str, kind: Field, value: Value) -> str:
    """Returns the file with another field in a group that is written within brackets."""
    fields = entries(group)
    if name in fields and value:
        key, node = fields[name]
        start, end = node.start_mark.index, node.end_mark.index
        space = "" if start > key.end_mark.index + 1 else " "
        return text[:start] + space + in_brackets(kind, value) + text[end:]
    parts = [
        text[key.start_mark.index : node.end_mark.index] for other, (key, node) in fields.items() if other != name
    ]
    parts += [f"{name}: {in_brackets(kind, value)}"] if value else []
    return text[: group.start_mark.index] + "{" + ", ".join(parts) + "}" + text[group.end_mark.index :]
