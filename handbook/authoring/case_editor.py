"""Reads the values of a case for a form, and writes a changed value into its file.

A changed field replaces the old one; every other byte of the file, comments included, stays.
"""

import re
from collections.abc import Mapping, Sequence

import yaml

from handbook.authoring._wrapping import rewrapped, unwrapped
from handbook.authoring.book_order import move_lines
from handbook.authoring.case_template import quoted
from handbook.content.field_kinds import Field, Group, LineList, MarkdownText, fields_by_name
from handbook.content.model import Case
from handbook.content.yaml_source import CONTROL, parse
from handbook.support.names import composed

Value = str | list[str] | dict[str, str]  # a text; the items of a list; the fields of a group
FIELDS = fields_by_name(Case)
EMPTY_LINE_BELOW = re.compile(r"\n +(?=\n|$)")  # a new file has one for each long text
SPACES = re.compile(r"(?<=\S) +")
ROUNDS = 3  # until a text stays the same: joining lines can make other lines that belong together
FOLDED = re.compile(r">[-+]?")
BRACKETS = re.compile(r"[][{},]")  # they end or separate the items of a list in brackets


class InvalidChange(Exception):
    """A change that cannot be made: there is no such field, or it cannot have such a value."""


def read_values(text: str, file: str) -> dict[str, Value]:
    """Returns the values of all fields of a case file, empty where it has none; paragraphs as one line each.

    Raises:
        Unreadable: the file is not YAML.
    """
    nodes = _nodes(text, file)
    return {
        name: _value(kind, nodes[name][1]) if name in nodes else _empty_value(kind)
        for name, kind in FIELDS.items()
    }


def change_value(text: str, file: str, name: str, value: Value) -> str:
    """Returns the text of a case file with another value of a field; without the field, where that is empty.

    Raises:
        Unreadable: the file is not YAML.
        InvalidChange: a case has no such field, or it cannot have that value.
    """
    value = clean_value(name, value)
    nodes = _nodes(text, file)
    changed = (
        _with_value(text, name, value, *nodes[name]) if name in nodes else _with_field(text, name, value, nodes)
    )
    if read_values(changed, file)[name] != value:  # it would be read differently from what was typed
        raise InvalidChange
    return changed


def clean_value(name: str, value: Value) -> Value:
    """Returns a value as it can be written: of the field's kind, without characters that no text file should have.

    Raises:
        InvalidChange: a case has no such field, or it cannot have a value of that type.
    """
    if name not in FIELDS or not isinstance(value, type(_empty_value(FIELDS[name]))):
        raise InvalidChange
    if isinstance(value, list):
        return [line for line in (_one_line(_clean(str(item))) for item in value) if line]
    if isinstance(value, dict):
        parts = _empty_value(FIELDS[name])
        return {part: _one_line(_clean(str(value.get(part, "")))) for part in parts}
    text = SPACES.sub(" ", _clean(value.replace("\r\n", "\n")).expandtabs(1))
    if not isinstance(FIELDS[name], MarkdownText):
        return _one_line(text)
    for _ in range(ROUNDS):
        text = unwrapped("\n".join(line.rstrip() for line in text.split("\n")))
    return text


def _with_value(text: str, name: str, value: Value, key: yaml.Node, node: yaml.Node) -> str:
    """Returns the file with another value of a field; of a list, the lines of items that stay are not touched."""
    if isinstance(value, list) and value and {*map(type, node.value)} == {yaml.ScalarNode}:
        assert isinstance(node, yaml.SequenceNode)
        if len(node.value) == len(value) and not (node.flow_style and BRACKETS.search("".join(value))):
            return _with_items(text, value, node.value)
        if not node.flow_style and (new := _with_list(text, value, node.value)) != text:
            return new
    return _with_rewritten_field(text, name, value, key, node)


def _with_items(text: str, value: Sequence[str], items: Sequence[yaml.Node]) -> str:
    """Returns the file with other items in a list of as many; comments after them stay."""
    for item, new in reversed([*zip(items, value, strict=True)]):
        if _one_line(item.value) != new:
            start = item.start_mark.index
            end = start + len(text[start : item.end_mark.index].rstrip())
            space = " " if text[:start].endswith("-") else ""  # the item had no text
            text = text[:start] + space + quoted(new) + text[end:]
    return text


def _with_list(text: str, value: Sequence[str], items: Sequence[yaml.Node]) -> str:
    """Returns the file with a list of another length; unchanged where two of its items are equal."""
    written = {_one_line(item.value): str(item.value) for item in items}
    if len(written) < len(items):
        return text
    return move_lines(text, items, [written.get(item, quoted(item)) for item in value])


def _with_rewritten_field(text: str, name: str, value: Value, key: yaml.Node, node: yaml.Node) -> str:
    start, end = key.start_mark.index, _end(node, text)
    if (whole := text[start:end].rstrip()).endswith(":"):  # the field had no value
        end = start + len(whole)
    new = _as_yaml(name, value, str(node.value) if isinstance(node, yaml.ScalarNode) else "")
    if isinstance(value, str) and "\n" not in value and (head := FOLDED.match(text, node.start_mark.index)):
        new = new.replace("|", head[0], 1)  # a paragraph reads the same with its lines folded
    return text[:start] + new + (text[end:] if new else text[end:].removeprefix("\n"))


def _with_field(text: str, name: str, value: Value, nodes: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> str:
    """Returns the file with a field that it did not have."""
    new, offset = _as_yaml(name, value, ""), _offset_for(text, name, nodes)
    before = text[:offset] if text[:offset].endswith("\n") or not offset else text[:offset] + "\n"
    return f"{before}{new}\n{text[offset:]}" if new else text


def _nodes(text: str, file: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    root = parse(text, file)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {str(key.value): (key, value) for key, value in pairs}


def _empty_value(kind: Field) -> Value:
    match kind:
        case LineList():
            return []
        case Group():
            return dict.fromkeys(fields_by_name(kind.group), "")
    return ""


def _value(kind: Field, node: yaml.Node) -> Value:
    match kind:
        case LineList():
            items = node.value if isinstance(node, yaml.SequenceNode) else []
            return [_one_line(item.value) for item in items if isinstance(item, yaml.ScalarNode)]
        case Group():
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            texts = {str(key.value): value.value for key, value in pairs if isinstance(value, yaml.ScalarNode)}
            return {part: _one_line(texts.get(part, "")) for part in fields_by_name(kind.group)}
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    return unwrapped(text) if isinstance(kind, MarkdownText) else _one_line(text)


def _clean(text: str) -> str:
    """Returns a text in NFC, without characters that no text file should have."""
    return composed(CONTROL.sub("", text))


def _one_line(text: object) -> str:
    return " ".join(str(text).split())


def _end(node: yaml.Node, text: str) -> int:
    """Returns where a value ends, without the empty lines and comments that YAML counts with it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, text)
    start: int = node.start_mark.index
    end = start + len(text[start : node.end_mark.index].rstrip(" \n"))
    empty_line = EMPTY_LINE_BELOW.match(text, end) if text[start:end] == "|" else None
    return empty_line.end() if empty_line else end


def _offset_for(text: str, name: str, nodes: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> int:
    """Returns the offset for a new field: below its example, or after the fields that precede it in a new file."""
    if example := re.search(rf"^# {name}:.*\n(#   .*\n)*", text, re.MULTILINE):
        return example.end()
    names = list(FIELDS)
    before = [nodes[other][1] for other in names[: names.index(name)] if other in nodes]
    if not before:
        return len(text)
    end = max(_end(node, text) for node in before)
    line_end = text.find("\n", end)
    return len(text) if line_end < 0 else line_end + 1


def _as_yaml(name: str, value: Value, before: str) -> str:
    """Returns a field as YAML without its last line end; nothing where it is empty and not required.

    ``before`` is the long text that the field had.
    """
    kind = FIELDS[name]
    if isinstance(value, dict):
        lines = [f"  {part}: {quoted(text)}" for part, text in value.items() if text]
    elif isinstance(value, list):
        lines = [f"  - {quoted(item)}" for item in value]
    elif isinstance(kind, MarkdownText) and (value or kind.required):
        lines = [f"  {line}".rstrip() for line in rewrapped(value, before)] if value else []
        return "\n".join([f"{name}: |", *lines])
    else:
        return f"{name}: {quoted(value)}".rstrip() if value or kind.required else ""
    return "\n".join([f"{name}:", *lines]) if lines else ""
