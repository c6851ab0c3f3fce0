"""The values of a content file as a form has them: read from its YAML, and cleaned of what no file should have."""

import re
from collections.abc import Mapping
from typing import TypeAlias

import yaml

from handbook.authoring._typed_values import as_written
from handbook.authoring._wrapping import unwrapped
from handbook.content.field_kinds import (
    ColourList,
    Field,
    Group,
    GroupList,
    InkTable,
    LabelGroup,
    Line,
    LineList,
    MarkdownText,
    YesNo,
    fields_by_name,
)
from handbook.content.field_reader import YES
from handbook.content.labels import default_labels
from handbook.content.yaml_source import CONTROL, parse
from handbook.support.invisible import as_read

# A text; the items of a list, texts or groups; the fields of a group, by name.
Value: TypeAlias = "str | list[Value] | dict[str, Value]"
LABEL = Line("A word that the book prints.")
INK_SIGNS = re.compile(r"[][:,\"']")  # around the colours and the inks of a table
SPACES = re.compile(r"(?<=\S) +")
ROUNDS = 3  # until a text stays the same: joining lines can make other lines that belong together


class InvalidChange(Exception):
    """A change that cannot be made: there is no such field, or it cannot have such a value."""


def form_fields(group: type) -> Mapping[str, Field]:
    """Returns the fields of a class of the model that a form has, by their names in a file."""
    return {name: kind for name, kind in fields_by_name(group).items() if kind.form_label}


def parts_of(kind: Field) -> Mapping[str, Field]:
    """Returns the fields of a group, or of each group in a list; none of any other kind."""
    match kind:
        case Group() | GroupList():
            return form_fields(kind.group)
        case LabelGroup():
            return dict.fromkeys(default_labels("en"), LABEL)
    return {}


def read_values(group: type, text: str, file: str) -> dict[str, Value]:
    """Returns the values of all fields of a file that holds a ``group``, empty where it has none.

    Paragraphs are one line each.

    Raises:
        Unreadable: the file is not YAML.
    """
    return _values(form_fields(group), parse(text, file))


def empty_value(kind: Field) -> Value:
    """Returns the value of a field that the file does not have."""
    match kind:
        case LineList() | GroupList() | ColourList() | InkTable():
            return []
        case Group() | LabelGroup():
            return {name: empty_value(part) for name, part in parts_of(kind).items()}
        case YesNo():
            return "yes" if kind.default else "no"
    return ""


def clean_value(kind: Field, value: Value) -> Value:
    """Returns a value as it can be written: of its kind, without characters that no text file should have.

    Raises:
        InvalidChange: the field cannot have a value of that type.
    """
    if not isinstance(value, type(empty_value(kind))):
        raise InvalidChange
    if isinstance(kind, GroupList):
        groups = [_clean_group(kind, item) for item in value]
        return [group for group in groups if any(group.values())]
    if isinstance(kind, InkTable):
        value = [INK_SIGNS.sub(" ", str(row)) for row in value]
    if isinstance(value, list):
        return [line for line in (one_line(_clean(str(item))) for item in value) if line]
    if isinstance(value, dict):
        return {**_clean_group(kind, value)}
    if not isinstance(kind, MarkdownText):
        return as_written(kind, one_line(_clean(value)))
    text = SPACES.sub(" ", _clean(value.replace("\r\n", "\n")).expandtabs(1))
    for _ in range(ROUNDS):
        text = unwrapped("\n".join(line.rstrip() for line in text.split("\n")))
    return text


def one_line(text: object) -> str:
    """Returns a text as one line."""
    return " ".join(str(text).split())


def _clean_group(kind: Field, value: Value) -> dict[str, Value]:
    if not isinstance(value, dict):
        raise InvalidChange
    return {name: clean_value(part, value.get(name, empty_value(part))) for name, part in parts_of(kind).items()}


def _values(fields: Mapping[str, Field], node: yaml.Node | None) -> dict[str, Value]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    nodes = {str(key.value): value for key, value in pairs}
    return {
        name: _value(kind, nodes[name]) if name in nodes else empty_value(kind) for name, kind in fields.items()
    }


def _value(kind: Field, node: yaml.Node) -> Value:
    match kind:
        case LineList():
            items = node.value if isinstance(node, yaml.SequenceNode) else []
            return [one_line(item.value) for item in items if isinstance(item, yaml.ScalarNode)]
        case ColourList():
            return _colours(node)
        case InkTable():
            return _ink_rows(node)
        case GroupList():
            items = node.value if isinstance(node, yaml.SequenceNode) else []
            return [_values(parts_of(kind), item) for item in items if isinstance(item, yaml.MappingNode)]
        case Group() | LabelGroup():
            return {**_values(parts_of(kind), node)}
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    if isinstance(kind, YesNo):
        return ("yes" if text.lower() in YES else "no") if text else empty_value(kind)
    return unwrapped(text) if isinstance(kind, MarkdownText) else one_line(text)


def _colours(node: yaml.Node) -> list[Value]:
    """Returns colours, each as one text; one in inks as four numbers."""
    if isinstance(node, yaml.ScalarNode):
        return [one_line(node.value)] if node.value else []
    rows = [item.value if isinstance(item, yaml.SequenceNode) else [item] for item in node.value]
    texts = [one_line(" ".join(str(each.value) for each in row)) for row in rows]
    is_inks = len(texts) > 1 and all(text.isdigit() for text in texts)
    return [" ".join(texts)] if is_inks else [*texts]


def _ink_rows(node: yaml.Node) -> list[Value]:
    """Returns the colours of a table, each as one text with the inks that print it: "#154273 100 70 0 30"."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    inks = ((key, value.value if isinstance(value, yaml.SequenceNode) else [value]) for key, value in pairs)
    texts = (" ".join(str(each.value) for each in (key, *row)) for key, row in inks)
    return [one_line(INK_SIGNS.sub(" ", text)) for text in texts]


def _clean(text: str) -> str:
    """Returns a text as it is read, without characters that no text file should have."""
    return as_read(CONTROL.sub("", text))
