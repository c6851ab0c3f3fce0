"""Wraps the lines of Markdown texts for a file, and joins them for a form."""

import re
import textwrap
from collections.abc import Sequence

from handbook.content.markdown import html

WIDTH = 98  # characters of a line
INDENT = 2  # characters; of a long text in a file
PARAGRAPH_BREAK = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
ITEM = re.compile(r"[-*+>] |\d{1,3}[.)] ")


def wrapped(text: str) -> list[str]:
    """Returns the lines of a Markdown text: an empty one between paragraphs, the items of a list indented."""
    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        lines += ["", *(line for part in paragraph.split("\n") for line in _wrapped_part(part))]
    return lines[1:]


def _wrapped_part(part: str) -> list[str]:
    indent = "  " if part.startswith("- ") else "   " if part[:1].isdigit() and ". " in part[:4] else ""
    return textwrap.wrap(
        part, WIDTH - INDENT, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [""]


def unwrapped(source: str) -> str:
    """Returns a Markdown text with each paragraph and each item of a list on one line."""
    plain = "\n".join(line.rstrip() for line in source.strip().split("\n"))
    paragraphs = PARAGRAPH_BREAK.split(plain)
    candidates = "\n\n".join(map(_joined, paragraphs)), "\n\n".join(paragraphs)
    return next((text for text in candidates if _is_printed_alike(text, source)), plain)


def rewrapped(text: str, before: str) -> Sequence[str]:
    """Returns the lines of a text for its file; a paragraph that the text ``before`` had keeps its lines."""
    known = {_joined(paragraph): paragraph for paragraph in PARAGRAPH_BREAK.split(before.strip())}
    lines: list[str] = []
    for paragraph in PARAGRAPH_BREAK.split(text):
        lines += ["", *(known[paragraph].split("\n") if paragraph in known else wrapped(paragraph))]
    return lines[1:] if _is_printed_alike("\n".join(lines), text) else text.split("\n")


def _joined(paragraph: str) -> str:
    lines = [line.strip() for line in paragraph.split("\n")]
    is_list = bool(ITEM.match(lines[0]))
    text = lines[0]
    for line in lines[1:]:
        text += f"\n{line}" if is_list and ITEM.match(line) else f" {line}"
    return text


def _is_printed_alike(one: str, other: str) -> bool:
    return html(one).split() == html(other).split()
