"""The text of a new case file: with the values that are known, or blank with every field explained."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from handbook.authoring._wrapping import WIDTH, wrapped
from handbook.content.field_docs import describe
from handbook.content.field_kinds import Field, Group, LineList, MarkdownText, declared
from handbook.content.json_schema import schema_line
from handbook.content.model import Case
from handbook.support.messages import message

SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@`")  # a text that starts with one of these needs quotes


def filled_case(folder: Path, values: Mapping[str, str | Sequence[str]]) -> str:
    """Returns the file of a case in ``folder`` that has these values, by field."""
    return schema_line(folder) + "".join(
        _field(name, kind, values[name]) for name, kind in declared(Case).items() if name in values
    )


def blank_case(folder: Path, title: str) -> str:
    """Returns the file of a case in ``folder`` to fill in, with every field explained."""
    parts = [f"{schema_line(folder)}# {message('new-case.head')}\n"]
    for name, kind in declared(Case).items():
        explanation = "".join(f"# {line}\n" for line in textwrap.wrap(describe(kind), WIDTH))
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
        case Group():
            yield f"{name}:"
            yield from (f"  {part}: {inner.example}" for part, inner in declared(kind.group).items())
        case LineList():
            yield from (f"{name}:", f"  - {kind.example}")
        case MarkdownText():
            yield from (f"{name}: |", f"  {kind.example}")
        case _:
            yield f"{name}: {kind.example}"


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
