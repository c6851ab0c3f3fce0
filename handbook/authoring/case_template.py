"""The text of a new case file: filled with what is known, or blank with every field explained."""

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.content.field_docs import FIELDS, REQUIRED
from handbook.content.json_schema import line
from handbook.content.model import Case

WIDTH = 98  # characters of a line of text
LONG = ("experience", "good_work")
QUOTED = frozenset("-?:,[]{}#&*!|>'\"%@`")  # a text that starts with one of these needs quotes
EXAMPLES = {
    "role": "# role: beleidsmedewerker\n",
    "quote": '# quote: "…"\n',
    "questions": '# questions:\n#   - "…?"\n',
    "themes": '# themes:\n#   - "…"\n',
    "portrait": '# portrait:\n#   file: naam.jpg\n#   alt: "…"\n#   credit: "Foto: …"\n#   focus: 50 40\n',
    "language": "# language: en\n",
}


def filled(folder: Path, texts: Mapping[str, str | Sequence[str]]) -> str:
    """The file of a case that has these texts, by the names of their fields."""
    return line(folder) + "".join(_field(name, texts[name]) for name in FIELDS[Case] if name in texts)


def blank(folder: Path, title: str) -> str:
    """The file of a case to fill in, every field explained."""
    head = "# A line that starts with # is not printed. To use a field below, take its # away.\n"
    parts = [line(folder) + head]
    for name, says in FIELDS[Case].items():
        wrapped = "".join(f"# {part}\n" for part in textwrap.wrap(says, WIDTH))
        if name == "title":
            parts.append(wrapped + _field(name, title))
        elif name in REQUIRED[Case]:
            parts.append(wrapped + (f"{name}: |\n  \n" if name in LONG else f"{name}:\n"))
        else:
            parts.append(wrapped + EXAMPLES[name])
    return "\n".join(parts)


def _field(name: str, value: str | Sequence[str]) -> str:
    if name in LONG and isinstance(value, str):
        return f"{name}: |\n" + "".join(f"  {line}\n" if line else "\n" for line in wrapped(value))
    if isinstance(value, str):
        return f"{name}: {quoted(value)}\n".replace(": \n", ":\n")
    return f"{name}:\n" + "".join(f"  - {quoted(item)}\n" for item in value)


def quoted(text: str) -> str:
    """A text of one line as YAML, in quotes where it needs them."""
    plain = text[:1] not in QUOTED and ": " not in text and " #" not in text and not text.endswith(":")
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def wrapped(text: str) -> list[str]:
    """Lines of a Markdown text, its paragraphs parted by an empty line, its list items indented."""
    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        lines += ["", *(line for part in paragraph.split("\n") for line in _lines(part))]
    return lines[1:]


def _lines(part: str) -> list[str]:
    inside = "  " if part.startswith("- ") else "   " if part[:1].isdigit() and ". " in part[:4] else ""
    return textwrap.wrap(
        part, WIDTH - 2, subsequent_indent=inside, break_long_words=False, break_on_hyphens=False
    ) or [""]
