"""Writes a changed value of a form into its content file: a case, or handbook.yaml.

A changed field replaces the old one; every other byte of the file, comments included, stays.
"""

import re
from collections.abc import Sequence

import yaml

from handbook.authoring._field_yaml import SEPARATORS, Entries, as_yaml, end_of, entries
from handbook.authoring._group_edits import can_change_fields, with_fields, with_groups
from handbook.authoring.book_order import move_lines
from handbook.authoring.case_template import quoted
from handbook.authoring.field_values import (
    InvalidChange,
    Value,
    clean_value,
    empty_value,
    form_fields,
    one_line,
    parts_of,
    read_values,
)
from handbook.content.field_kinds import Field, GroupList, LineList, fields_by_name
from handbook.content.yaml_source import parse

FOLDED = re.compile(r">[-+]?")


def change_value(group: type, text: str, file: str, name: str, value: Value) -> str:
    """Returns the text of a file that holds a ``group`` with another value of a field.

    A field whose value is empty is left out, unless it is required.

    Raises:
        Unreadable: the file is not YAML.
        InvalidChange: the group has no such field, or it cannot have that value.
    """
    fields = form_fields(group)
    if name not in fields:
        raise InvalidChange
    value, old = clean_value(fields[name], value), read_values(group, text, file)[name]
    if value == old:
        return text
    changed = _changed(group, text, file, name, old, value)
    if read_values(group, changed, file)[name] != value:  # it would be read differently from what was typed
        raise InvalidChange
    return changed


def _changed(group: type, text: str, file: str, name: str, old: Value, value: Value) -> str:
    kind, nodes = form_fields(group)[name], entries(parse(text, file))
    if name not in nodes:
        return _with_field(group, text, name, kind, value, nodes)
    key, node = nodes[name]
    has_others = not entries(node).keys() <= parts_of(kind).keys()  # which no form shows
    if value == empty_value(kind) and not isinstance(value, str) and not has_others:
        return _with_rewritten_field(text, name, kind, value, key, node)
    if isinstance(old, dict) and isinstance(value, dict) and can_change_fields(node):
        return with_fields(text, file, (name,), kind, old, value)
    if isinstance(kind, LineList) and isinstance(value, list):
        return _with_items_or_rewritten(text, name, kind, [str(item) for item in value], key, node)
    if isinstance(kind, GroupList) and isinstance(old, list) and isinstance(value, list):
        new = with_groups(text, file, name, kind, old, value)
        return _with_rewritten_field(text, name, kind, value, key, node) if new is None else new
    return _with_rewritten_field(text, name, kind, value, key, node)


def _with_items_or_rewritten(
    text: str, name: str, kind: Field, value: Sequence[str], key: yaml.Node, node: yaml.Node
) -> str:
    """Returns the file with other items in a list; the lines of items that stay are not touched."""
    if value and {*map(type, node.value)} == {yaml.ScalarNode}:
        assert isinstance(node, yaml.SequenceNode)
        if len(node.value) == len(value) and not (node.flow_style and SEPARATORS.search("".join(value))):
            return _with_items(text, value, node.value)
        if not node.flow_style and (new := _with_list(text, value, node.value)) != text:
            return new
    return _with_rewritten_field(text, name, kind, [*value], key, node)


def _with_items(text: str, value: Sequence[str], items: Sequence[yaml.Node]) -> str:
    """Returns the file with other items in a list of as many; comments after them stay."""
    for item, new in reversed([*zip(items, value, strict=True)]):
        if one_line(item.value) != new:
            start = item.start_mark.index
            end = start + len(text[start : item.end_mark.index].rstrip())
            space = " " if text[:start].endswith("-") else ""  # the item had no text
            text = text[:start] + space + quoted(new) + text[end:]
    return text


def _with_list(text: str, value: Sequence[str], items: Sequence[yaml.Node]) -> str:
    """Returns the file with a list of another length; unchanged where two of its items are equal."""
    written = {one_line(item.value): str(item.value) for item in items}
    if len(written) < len(items):
        return text
    return move_lines(text, items, [written.get(item, quoted(item)) for item in value])


def _with_rewritten_field(text: str, name: str, kind: Field, value: Value, key: yaml.Node, node: yaml.Node) -> str:
    start, end = key.start_mark.index, end_of(node, text)
    if (whole := text[start:end].rstrip()).endswith(":"):  # the field had no value
        end = start + len(whole)
    new = as_yaml(name, kind, value, str(node.value) if isinstance(node, yaml.ScalarNode) else "")
    if isinstance(value, str) and "\n" not in value and (head := FOLDED.match(text, node.start_mark.index)):
        new = new.replace("|", head[0], 1)  # a paragraph reads the same with its lines folded
    return text[:start] + new + (text[end:] if new else text[end:].removeprefix("\n"))


def _with_field(group: type, text: str, name: str, kind: Field, value: Value, nodes: Entries) -> str:
    """Returns the file with a field that it did not have."""
    new, offset = as_yaml(name, kind, value), _offset_for(group, text, name, nodes)
    before = text[:offset] if text[:offset].endswith("\n") or not offset else text[:offset] + "\n"
    return f"{before}{new}\n{text[offset:]}" if new else text


def _offset_for(group: type, text: str, name: str, nodes: Entries) -> int:
    """Returns the offset for a new field: below its example, or after the fields that precede it in a new file."""
    if example := re.search(rf"^# {name}:.*\n(#   .*\n)*", text, re.MULTILINE):
        return example.end()
    names = list(fields_by_name(group))
    before = [nodes[other][1] for other in names[: names.index(name)] if other in nodes]
    if not before:
        return len(text)
    end = max(end_of(node, text) for node in before)
    line_end = text.find("\n", end)
    return len(text) if line_end < 0 else line_end + 1
