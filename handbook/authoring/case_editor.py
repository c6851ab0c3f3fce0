"""The fields of a case as a form shows them, and a change of one of them in its file.

A changed field is put in the place of the old one; every other byte of the file, comments and all, stays.
"""

import re
from collections.abc import Mapping, Sequence

import yaml

from handbook.authoring.book_order import moved
from handbook.authoring.case_template import LONG, quoted, wrapped
from handbook.content.field_docs import FIELDS, REQUIRED
from handbook.content.markdown import html
from handbook.content.model import Case, Picture
from handbook.content.yaml_source import CONTROL, parse

Value = str | list[str] | dict[str, str]  # a text; the items of a list; the fields of a picture
LISTS, PICTURES = ("questions", "themes"), ("portrait",)
PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
UNFILLED = re.compile(r"\n +(?=\n|$)")
BLANKS = re.compile(r"(?<=\S) +")
STABLE = 3  # times; to put a text's lines together can make others that belong together
FOLDED = re.compile(r">[-+]?")
BRACKETS = re.compile(r"[][{},]")  # what parts a list between brackets
ITEM = re.compile(r"[-*+>] |\d{1,3}[.)] ")


class Nonsense(Exception):
    """What is asked for cannot be: there is no such field, or it cannot have such a value."""


def fields(text: str, file: str) -> dict[str, Value]:
    """All fields of a case file, empty where it has none; of long texts, each paragraph as one line.

    Raises:
        Unreadable: the file is no YAML.
    """
    nodes = _nodes(text, file)
    return {name: _value(name, nodes[name][1]) if name in nodes else _nothing(name) for name in FIELDS[Case]}


def change(text: str, file: str, name: str, value: Value) -> str:
    """The text of a case file with another value of a field; without the field, where that is empty.

    Raises:
        Unreadable: the file is no YAML.
        Nonsense: this is no field of a case, or no value for it.
    """
    value = clean(name, value)
    nodes = _nodes(text, file)
    changed = _replaced(text, name, value, *nodes[name]) if name in nodes else _added(text, name, value, nodes)
    if fields(changed, file)[name] != value:  # it would not read as it was typed
        raise Nonsense
    return changed


def _replaced(text: str, name: str, value: Value, key: yaml.Node, node: yaml.Node) -> str:
    """The text with another value in the place of one; of a list, the lines that stay are left as they are."""
    new = text
    if isinstance(value, list) and value and {*map(type, node.value)} == {yaml.ScalarNode}:
        assert isinstance(node, yaml.SequenceNode)
        if len(node.value) == len(value) and not (node.flow_style and BRACKETS.search("".join(value))):
            return _items(text, value, node.value)
        if not node.flow_style:
            own = {_line(item.value): str(item.value) for item in node.value}
            alike = len(own) < len(node.value)  # then nobody can tell which line belongs to which
            new = text if alike else moved(text, node.value, [own.get(item, quoted(item)) for item in value])
    return _written_anew(text, name, value, key, node) if new == text else new  # of other length, or no list


def _written_anew(text: str, name: str, value: Value, key: yaml.Node, node: yaml.Node) -> str:
    start, end = key.start_mark.index, _end(node, text)
    if (whole := text[start:end].rstrip()).endswith(":"):  # there was no value
        end = start + len(whole)
    new = _written(name, value, str(node.value) if isinstance(node, yaml.ScalarNode) else "")
    if isinstance(value, str) and "\n" not in value and (head := FOLDED.match(text, node.start_mark.index)):
        new = new.replace("|", head[0], 1)  # a paragraph reads the same with its lines folded
    return text[:start] + new + (text[end:] if new else text[end:].removeprefix("\n"))


def _items(text: str, value: Sequence[str], items: Sequence[yaml.Node]) -> str:
    """The text of a file with other items in a list of as many; what is said of them stays."""
    for item, new in reversed([*zip(items, value, strict=True)]):
        if _line(item.value) != new:
            start = item.start_mark.index
            text = text[:start] + quoted(new) + text[start + len(text[start : item.end_mark.index].rstrip()) :]
    return text


def _added(text: str, name: str, value: Value, nodes: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> str:
    new, at = _written(name, value, ""), _place(text, name, nodes)
    before = text[:at] if text[:at].endswith("\n") or not at else text[:at] + "\n"
    return f"{before}{new}\n{text[at:]}" if new else text


def _nodes(text: str, file: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    root = parse(text, file)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {str(key.value): (key, value) for key, value in pairs}


def _nothing(name: str) -> Value:
    return [] if name in LISTS else dict.fromkeys(FIELDS[Picture], "") if name in PICTURES else ""


def _value(name: str, node: yaml.Node) -> Value:
    if name in LISTS:
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        return [_line(item.value) for item in items if isinstance(item, yaml.ScalarNode)]
    if name in PICTURES:
        own = (
            {key.value: _line(value.value) for key, value in node.value}
            if isinstance(node, yaml.MappingNode)
            else {}
        )
        return {part: own.get(part, "") for part in FIELDS[Picture]}
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    return unwrapped(text) if name in LONG else _line(text)


def clean(name: str, value: Value) -> Value:
    """A value as it can be written: of the field's kind, with nothing in it that no text file should have."""
    kind = type(_nothing(name))
    if name not in FIELDS[Case] or not isinstance(value, kind):
        raise Nonsense
    if isinstance(value, list):
        return [line for line in (_line(CONTROL.sub("", str(item))) for item in value) if line]
    if isinstance(value, dict):
        return {part: _line(CONTROL.sub("", str(value.get(part, "")))) for part in FIELDS[Picture]}
    text = BLANKS.sub(" ", CONTROL.sub("", value.replace("\r\n", "\n")).expandtabs(1))
    if name not in LONG:
        return _line(text)
    for _ in range(STABLE):
        text = unwrapped("\n".join(line.rstrip() for line in text.split("\n")))
    return text


def _line(text: object) -> str:
    return " ".join(str(text).split())


def _end(node: yaml.Node, text: str) -> int:
    """Where a value ends, without the empty lines and comments that YAML counts with it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, text)
    start: int = node.start_mark.index
    end = start + len(text[start : node.end_mark.index].rstrip(" \n"))
    unfilled = UNFILLED.match(text, end) if text[start:end] == "|" else None  # the line that a new file has there
    return unfilled.end() if unfilled else end


def _place(text: str, name: str, nodes: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> int:
    """Where a new field comes: below its example, or behind the field that stands before it in a new file."""
    if example := re.search(rf"^# {name}:.*\n(#   .*\n)*", text, re.MULTILINE):
        return example.end()
    names = list(FIELDS[Case])
    before = [nodes[other][1] for other in names[: names.index(name)] if other in nodes]
    if not before:
        return len(text)
    end = max(_end(node, text) for node in before)
    line = text.find("\n", end)
    return len(text) if line < 0 else line + 1


def _written(name: str, value: Value, old: str) -> str:
    """A field as it stands in a file, without the last line's end; nothing where it is empty and need not be."""
    if isinstance(value, dict):
        lines = [f"  {part}: {quoted(text)}" for part, text in value.items() if text]
    elif isinstance(value, list):
        lines = [f"  - {quoted(item)}" for item in value]
    elif name in LONG:
        lines = [f"  {line}".rstrip() for line in _rewrapped(value, old)] if value else []
        return "\n".join([f"{name}: |", *lines])
    else:
        return f"{name}: {quoted(value)}".rstrip() if value or name in REQUIRED[Case] else ""
    return "\n".join([f"{name}:", *lines]) if lines else ""


def unwrapped(source: str) -> str:
    """A Markdown text with each paragraph and each item of a list on one line, as a form shows it."""
    plain = "\n".join(line.rstrip() for line in source.strip().split("\n"))
    paragraphs = PARAGRAPHS.split(plain)
    ways = "\n\n".join(map(_joined, paragraphs)), "\n\n".join(paragraphs)
    return next((text for text in ways if _same(text, source)), plain)


def _joined(paragraph: str) -> str:
    lines = [line.strip() for line in paragraph.split("\n")]
    listed = bool(ITEM.match(lines[0]))
    text = lines[0]
    for line in lines[1:]:
        text += f"\n{line}" if listed and ITEM.match(line) else f" {line}"
    return text


def _rewrapped(text: str, old: str) -> Sequence[str]:
    """The lines of a text for its file; a paragraph that was there already keeps the lines that it had."""
    known = {_joined(paragraph): paragraph for paragraph in PARAGRAPHS.split(old.strip())}
    lines: list[str] = []
    for paragraph in PARAGRAPHS.split(text):
        lines += ["", *(known[paragraph].split("\n") if paragraph in known else wrapped(paragraph))]
    return lines[1:] if _same("\n".join(lines), text) else text.split("\n")


def _same(one: str, other: str) -> bool:
    """Whether two texts are printed alike."""
    return html(one).split() == html(other).split()
