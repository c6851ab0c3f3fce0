"""Finds what a Markdown text of the book must not contain, such as headings and tables."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

REFUSED = {
    "heading_open": "markdown.heading",
    "code_inline": "markdown.code",
    "fence": "markdown.code-block",
    "image": "markdown.image",
    "table_open": "markdown.table",
    "hardbreak": "markdown.line-break",
    "hr": "markdown.dividing-line",
}
DEEPEST = 4  # levels: a list (1, 2) in a quote (3) with a paragraph (4), or emphasis in emphasis
LINK = re.compile(r"https?://[^/\s]|mailto:[^\s@]+@", re.IGNORECASE)
UNREAD_LINK = re.compile(r"\]\([^\s)]*")  # the rest of a link that the parser did not recognise
BULLET = re.compile(r"^\s*([•·▪‣◦●○■□➢✓\uf0a7\uf0b7])\s", re.MULTILINE)
UNDERLINE = re.compile(r"^\s*(={2,}|-{2,})\s*$", re.MULTILINE)


class Refusal(NamedTuple):
    """Something that is refused: characters at its place, the ``key`` of its problem, the address of a link."""

    part: str
    key: str
    address: str = ""


def refusals(blocks: Sequence[Token], lines: Sequence[str]) -> Iterator[Refusal]:
    """Yields what the blocks of a text must not contain; ``lines`` are those of the text."""
    for block in blocks:
        first, last = block.map or (0, 0)
        text = "\n".join(lines[first:last]) if block.type == "inline" else ""
        for token in (block, *(block.children or ())):
            yield from _refused_token(token, lines[first])
        if match := UNDERLINE.search(text):
            yield Refusal(match[1], "markdown.underline")
        if match := BULLET.search(text):
            yield Refusal(match[1], "markdown.bullet")


def _refused_token(token: Token, line: str) -> Iterator[Refusal]:
    if token.type in REFUSED:
        part = f"`{token.content}`" if token.type == "code_inline" else line
        yield Refusal(part, REFUSED[token.type])
    if token.level > DEEPEST and token.nesting >= 0:
        yield Refusal(line.strip(), "markdown.nested")
    for part in UNREAD_LINK.findall(token.content if token.type == "text" else ""):
        yield Refusal(part, "markdown.unread-link")
    if token.type == "link_open" and not LINK.match(address := str(token.attrs["href"])):
        yield Refusal(f"({address}", "markdown.link", address)
