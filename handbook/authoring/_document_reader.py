"""Reads the paragraphs of a Word file or a plain text, as Markdown."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from handbook.authoring._docx_reader import read_docx
from handbook.authoring._odt_reader import read_odt
from handbook.authoring._office_package import Package
from handbook.authoring._paragraphs import (
    BULLET,
    LARGEST,
    Block,
    NotADocument,
    Note,
    Paragraph,
    without_word_leftovers,
)
from handbook.content.markdown_limits import BULLET as BULLET_CHARACTER

KINDS = (".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".txt")
OLD_KINDS = (".doc", ".dot", ".rtf")
LONG_LINE = 120  # characters; a text with such lines is not wrapped by hand, each of its lines is a paragraph
# Whether the line at an index starts a paragraph, without an empty line above.
StartsParagraph = Callable[[Sequence[str], int], bool]
NUMBERED = re.compile(r"(\d{1,2})[.)] ")


def read_document(file: Path, starts_paragraph: StartsParagraph) -> tuple[list[Block], list[Note]]:
    """Returns the paragraphs and tables of a document, and what is not taken over as it is.

    A file is read by what is in it: one of Word may have the suffix of OpenDocument, and the reverse.

    ``starts_paragraph`` parts the lines of a plain text where no empty line does.

    Raises:
        NotADocument: it cannot be read.
    """
    suffix = file.suffix.lower()
    if suffix not in KINDS:
        raise NotADocument("no-document.old-word" if suffix in OLD_KINDS else "no-document.other-kind")
    try:
        if file.stat().st_size > LARGEST:
            raise NotADocument("no-document.too-large")
        data = file.read_bytes()
    except OSError as error:
        raise NotADocument("no-document.unreadable", error.strerror or "") from None
    if suffix == ".txt":
        return [*read_plain_text(_decoded(data), starts_paragraph)], []
    package = Package(data)
    return read_odt(package) if "content.xml" in package else read_docx(package)


def _decoded(data: bytes) -> str:
    """Decodes plain text as Word and Notepad save it: in UTF-8, UTF-16 or the encoding of Windows."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return re.sub("\r\n?|[\x0b\x0c\u2028\u2029]", "\n", text)


def read_plain_text(text: str, starts_paragraph: StartsParagraph) -> list[Paragraph]:
    """Returns the paragraphs of a plain text: between empty lines, or each line where lines are long."""
    lines = [without_word_leftovers(line).strip() for line in text.split("\n")]
    has_long_lines = any(len(line) > LONG_LINE for line in lines)
    blocks: list[list[tuple[int, str]]] = [[]]
    for index, line in enumerate(lines):
        if not line or has_long_lines or _item(line) or starts_paragraph(lines, index):
            blocks.append([])
        if line:
            blocks[-1].append((index + 1, line))
    return [_paragraph(block) for block in blocks if block]


def _paragraph(block: list[tuple[int, str]]) -> Paragraph:
    text = " ".join(line for _, line in block)
    item = _item(text)
    if item:
        text = text.partition(" ")[2].strip()
    return Paragraph(block[0][0], text, text, item)


def _item(line: str) -> str:
    """Returns the list marker of a line, BULLET or its number; empty if it is no list item."""
    if match := NUMBERED.match(line):
        return f"{match[1]}. "
    return BULLET if line.startswith(BULLET) or BULLET_CHARACTER.match(line) else ""
