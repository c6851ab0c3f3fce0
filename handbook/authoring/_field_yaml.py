"""Writes a field as YAML, and finds where it stands in a file."""

import re
from collections.abc import Mapping

import yaml

from handbook.authoring._wrapping import rewrapped
from handbook.authoring.case_template import quoted
from handbook.authoring.field_values import Value, empty_value, parts_of
from handbook.content.field_kinds import ColourList, Field, GroupList, InkTable, MarkdownText

Entries = Mapping[str, tuple[yaml.Node, yaml.Node]]  # the key and the value of each field of a group, by its name
EMPTY_LINE_BELOW = re.compile(r"\n +(?=\n|$)")  # a new file has one for each long text
INKS = re.compile(r"\d{1,3}( \d{1,3}){3}")  # of a colour, in percent
SEPARATORS = re.compile(r"[][{},]")  # they end or separate items within brackets


def as_yaml(name: str, kind: Field, value: Value, before: str = "") -> str:
    """Returns a field as YAML without its last line end; nothing where it is empty and not required.

    ``before`` is the long text that the field had.
    """
    lines: list[str] = []
    if isinstance(value, dict):
        lines = [f"  {line}" if line else "" for line in group_lines(kind, value)]
    elif isinstance(kind, ColourList):
        return _colours(name, value)
    elif isinstance(kind, InkTable):
        lines = [f"  {_ink_row(str(row))}" for row in value]
    elif isinstance(value, list):
        lines = [line for item in value for line in item_lines(kind, item)]
    elif isinstance(kind, MarkdownText) and (value or kind.required):
        lines = [f"  {line}".rstrip() for line in rewrapped(value, before)] if value else []
        return "\n".join([f"{name}: |", *lines])
    else:
        return f"{name}: {quoted(value)}".rstrip() if value or kind.required else ""
    return "\n".join([f"{name}:", *lines]) if lines else ""


def group_lines(kind: Field, value: Mapping[str, Value]) -> list[str]:
    """Returns the lines of the fields of a group that have a value."""
    fields = parts_of(kind)
    written = (
        as_yaml(name, fields[name], each) for name, each in value.items() if each != empty_value(fields[name])
    )
    return [line for field in written for line in field.split("\n")]


def item_lines(kind: Field, item: Value) -> list[str]:
    """Returns the lines of an item of a list, indented by two spaces."""
    if isinstance(kind, GroupList) and isinstance(item, dict):
        first, *others = group_lines(kind, item)
        return [f"  - {first}", *(f"    {line}" for line in others)]
    return [f"  - {quoted(str(item))}"]


def entries(node: yaml.Node | None) -> Entries:
    """Returns the fields of a group; none where the node is something else."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {str(key.value): (key, value) for key, value in pairs}


def end_of(node: yaml.Node, text: str) -> int:
    """Returns where a value ends, without the empty lines and comments that YAML counts with it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last, text)
    start: int = node.start_mark.index
    end = start + len(text[start : node.end_mark.index].rstrip(" \n"))
    empty_line = EMPTY_LINE_BELOW.match(text, end) if text[start:end] == "|" else None
    return empty_line.end() if empty_line else end


def in_brackets(kind: Field, value: Value) -> str:
    """Returns the value of a part of a group as YAML, to stand within brackets."""
    if isinstance(kind, InkTable):
        return "{" + ", ".join(_ink_row(str(row)) for row in value) + "}"
    return _text_in_brackets(str(value))


def _text_in_brackets(text: str) -> str:
    if quoted(text) == text and not SEPARATORS.search(text) and text:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _ink_row(text: str) -> str:
    """Returns a colour and the inks that print it, as in "#154273 100 70 0 30", as YAML."""
    colour, *inks = map(_text_in_brackets, text.split())
    return f"{colour}: [{', '.join(inks)}]"


def _colours(name: str, value: Value) -> str:
    colours = [_colour(str(each)) for each in value]
    if len(colours) == 1:
        return f"{name}: {colours[0]}"
    return "\n".join([f"{name}:", *(f"  - {colour}" for colour in colours)]) if colours else ""


def _colour(text: str) -> str:
    return f"[{text.replace(' ', ', ')}]" if INKS.fullmatch(text) else quoted(text)
