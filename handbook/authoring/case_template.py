"""Writes the text of a new file: with values, or blank with every field explained."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from handbook.authoring._wrapping import WIDTH, wrapped
from handbook.content.case_model import Case
from handbook.content.field_docs import explain
from handbook.content.field_kinds import (
    Choice,
    Field,
    Group,
    GroupList,
    LabelGroup,
    LineList,
    MarkdownText,
    fields_by_name,
)
from handbook.content.json_schema import schema_line
from handbook.content.model import Handbook
from handbook.support.messages import message, translate

SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@`")  # a text that starts with one of these needs quotes


def filled_case(folder: Path, values: Mapping[str, str | Sequence[str]]) -> str:
    """Returns the file of a case in ``folder`` that has these values, by field."""
    return schema_line(folder, Case) + "".join(
        _field(name, kind, values[name]) for name, kind in fields_by_name(Case).items() if name in values
    )


def blank_case(folder: Path, title: str, language: str) -> str:
    """Returns the file of a case in ``folder`` to fill in, with every field explained in a language."""
    return _blank(Case, folder, title, language)


def blank_handbook(folder: Path, title: str, language: str) -> str:
    """Returns the file handbook.yaml in ``folder``, with every field explained in a language."""
    return _blank(Handbook, folder, title, language)


def _blank(group: type, folder: Path, title: str, language: str) -> str:
    """Returns a file with this title and its other fields to fill in, as comments where they may be missing."""
    parts = [f"{schema_line(folder, group)}# {translate(message('new-case.head'), language)}\n"]
    for name, kind in fields_by_name(group).items():
        explanation = "".join(f"# {line}\n" for line in textwrap.wrap(explain(group, name, language), WIDTH))
        if name == "title":
            parts.append(explanation + _field(name, kind, title))
        elif kind.required:
            parts.append(explanation + (f"{name}: |\n  \n" if isinstance(kind, MarkdownText) else f"{name}:\n"))
        else:
            parts.append(explanation + "".join(f"# {line}\n" for line in _example(name, kind)))
    return "\n".join(parts)


def _example(name: str, kind: Field) -> Iterator[str]:
    """Yields the lines of a field with the example that it declares."""
    match kind:
        case GroupList():
            first, *others = _examples(kind.group)
            yield from (f"{name}:", f"  - {first}", *(f"    {line}" for line in others))
        case Group():
            yield from (f"{name}:", *(f"  {line}" for line in _examples(kind.group)))
        case LabelGroup():
            yield from (f"{name}:", f"  {kind.example}")
        case LineList():
            yield from (f"{name}:", f"  - {kind.example}")
        case MarkdownText():
            yield from (f"{name}: |", f"  {kind.example}")
        case Choice():
            yield f"{name}: {kind.names[0]}"
        case _:
            yield f"{name}: {kind.example}"


def _examples(group: type) -> list[str]:
    return [line for name, kind in fields_by_name(group).items() for line in _example(name, kind)]


def _field(name: str, kind: Field, value: str | Sequence[str]) -> str:
    if isinstance(kind, MarkdownText) and isinstance(value, str):
        return f"{name}: |\n" + "".join(f"  {line}\n" if line else "\n" for line in wrapped(value))
    if isinstance(value, str):
        return f"{name}: {quoted(value)}\n".replace(": \n", ":\n")
    return f"{name}:\n" + "".join(f"  - {quoted(item)}\n" for item in value)


def quoted(text: str) -> str:
    """Returns a text of one line as YAML, in quotes where it needs them."""
    is_plain = text[:1] not in SPECIAL and ": " not in text and " #" not in text and not text.endswith(":")
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
