"""The paragraphs of a Word file or a plain text, as Markdown that keeps emphasis, lists and links."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from handbook.content import markdown

LARGEST = 200_000_000  # bytes of a Word file when unpacked; its pictures count
LONG_LINE = 120  # characters; a text with such lines is not wrapped by hand, each of its lines is a paragraph
SPECIAL = re.compile(r"([\\`*_\[\]<])")
AT_START = re.compile(r"^(#{1,6}(?= )|[-+>](?= )|={2,}$|-{2,}$|~{3})|^(\d{1,9})([.)])(?= )")
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")
TAG = re.compile(r"<[^>]*>")
ESCAPED = r"\\\1"
BULLET, NUMBER = "- ", "1. "
NUMBERED = re.compile(r"\d{1,2}[.)] ")


class NoText(Exception):
    """A file that cannot be read as a document; the message says why."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: the number of its line or, in Word, its own; its letters; and its Markdown.

    ``item`` is how it starts where it is one of a list: BULLET or NUMBER. ``lost`` says what could not be kept,
    ``heading`` whether Word has it as one.
    """

    number: int
    text: str
    markdown: str
    item: str = ""
    lost: str = ""
    heading: bool = False


def read_document(file: Path) -> tuple[list[Paragraph], list[tuple[int, str]]]:
    """The paragraphs of a .docx or .txt file, and what is left out, each with the number of its place.

    Raises:
        NoText: it cannot be read.
    """
    kind = file.suffix.lower()
    if kind not in (".docx", ".txt"):
        raise NoText("it is no Word file (.docx) and no plain text (.txt)")
    try:
        if file.stat().st_size > LARGEST:
            raise NoText("it is far too large")
        data = file.read_bytes()
    except OSError as error:
        raise NoText(f"it cannot be read ({error.strerror})") from None
    return document(data) if kind == ".docx" else (lines(_decoded(data)), [])


def _decoded(data: bytes) -> str:
    """Plain text as Word and Notepad save it: in UTF-8 or UTF-16, or in the letters of Windows."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return re.sub("\r\n?|[\x0b\x0c\u2028\u2029]", "\n", text)


def lines(data: str) -> list[Paragraph]:
    """The paragraphs of a plain text. They are parted by empty lines, or each is a line of its own."""
    long = any(len(line) > LONG_LINE for line in data.split("\n"))
    found: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(data.split("\n"), 1):
        clean = tidy(line).strip()
        if not clean or long or _item(clean):
            found.append([])
        if clean:
            found[-1].append((number, clean))
    return [_plain(block) for block in found if block]


def _plain(block: list[tuple[int, str]]) -> Paragraph:
    text = " ".join(line for _, line in block)
    item = _item(text)
    own = text.partition(" ")[2].strip() if item else text
    return Paragraph(block[0][0], own, own, item)


def _item(line: str) -> str:
    """How an item of a list starts, where a line is one."""
    if NUMBERED.match(line):
        return NUMBER
    return BULLET if line.startswith(BULLET) or markdown.BULLET.match(line) else ""


def document(data: bytes) -> tuple[list[Paragraph], list[tuple[int, str]]]:
    """The paragraphs of a Word file, and what is left out, each with the number of the paragraph that it is in.

    Raises:
        NoText: it is no Word file, or one that nobody should open.
    """
    from docx import Document  # not needed, and slow to import, when nothing is imported

    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise NoText("it is far too large when it is unpacked")
        book = Document(BytesIO(data))
    except NoText:
        raise
    except Exception:  # python-docx has no word of its own for a damaged file; what its parts raise is many
        raise NoText("it is damaged, or not a Word file (.docx)") from None
    found: list[Paragraph] = []
    left: list[tuple[int, str]] = []
    number = 0
    for element in book.element.body.iter():
        if _name(element) in OUTSIDE:
            if not _inside(element, {*OUTSIDE, "Fallback"}):
                left.append((max(number, 1), OUTSIDE[_name(element)] + _words(element)))
        elif _name(element) == "p" and not _inside(element, OUTSIDE):
            number += 1
            if paragraph := _paragraph(number, element, book.part):
                found.append(paragraph)
    return found, left


def _paragraph(number: int, element: Any, part: Any) -> Paragraph | None:
    """A paragraph of Word; None where it is empty."""
    from docx.text.paragraph import Paragraph as WordParagraph

    paragraph = WordParagraph(element, part)
    runs = [
        _run(run, paragraph)
        for run in element.iter()
        if _name(run) == "r" and not _inside(run, GONE | OUTSIDE.keys())
    ]
    text = " ".join("".join(text for text, _, _, _ in runs).split())
    if not text:
        return None
    pieces = []
    for (link, strong, emphasis), same in groupby(runs, lambda run: run[1:]):
        pieces.append(_marked("".join(text for text, *_ in same), link, strong, emphasis))
    rich = AT_START.sub(_escaped, " ".join("".join(pieces).split()))
    safe = AT_START.sub(_escaped, SPECIAL.sub(ESCAPED, text))
    kept = next((way for way in (rich, safe) if _read(way) == text), None)
    item = _listed(paragraph)
    lost = "" if kept == rich else "its emphasis and links"
    heading = str(paragraph.style.name if paragraph.style else "").startswith(("Heading", "Title"))
    return Paragraph(number, text, kept or text, item, lost, heading)


def _run(element: Any, paragraph: Any) -> tuple[str, str, bool, bool]:
    """The text of a run, where it links to, and whether it is strong or emphasised."""
    from docx.text.run import Run

    text = "".join(SIGNS.get(_name(child), child.text or "") for child in element if _name(child) in {*SIGNS, "t"})
    run = Run(element, paragraph)
    strong, emphasis = (
        bool(getattr(run.font, mark) if getattr(run.font, mark) is not None else getattr(run.style.font, mark))
        for mark in ("bold", "italic")
    )
    links = [parent for parent in element.iterancestors() if _name(parent) == "hyperlink"]
    key = next((value for link in links for name, value in link.attrib.items() if name.endswith("}id")), "")
    relation = paragraph.part.rels.get(key) if key else None
    return tidy(text), relation.target_ref if relation and relation.is_external else "", strong, emphasis


def _marked(text: str, link: str, strong: bool, emphasis: bool) -> str:
    """A piece of text in Markdown, the spaces at its ends outside of its marks."""
    core = text.strip()
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    mark = "**" * strong + "*" * emphasis
    inner = f"{mark}{SPECIAL.sub(ESCAPED, core)}{mark[::-1]}"
    return before + (f"[{inner}]({link})" if markdown.LINK.match(link) else inner) + after


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _read(source: str) -> str:
    """The letters that a Markdown text prints, to see that it says what Word said."""
    return " ".join(unescape(TAG.sub("", markdown.html(source))).replace("\u00a0", " ").split())


def _listed(paragraph: Any) -> str:
    """How a paragraph starts that Word shows as an item of a list."""
    properties = [paragraph._p.pPr, *(style.element.pPr for style in _styles(paragraph.style))]
    number = next((group.numPr for group in properties if group is not None and group.numPr is not None), None)
    if number is None or number.numId is None or number.numId.val == 0:  # 0 takes the number of a style away
        return ""
    levels = paragraph.part.numbering_part.element.xpath(
        f"w:abstractNum[@w:abstractNumId = ../w:num[@w:numId='{number.numId.val}']/w:abstractNumId/@w:val]"
        f"/w:lvl[@w:ilvl='{number.ilvl.val if number.ilvl is not None else 0}']/w:numFmt/@w:val"
    )
    return NUMBER if levels and levels[0] != "bullet" else BULLET


def _styles(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def _words(element: Any) -> str:
    words = " ".join(" ".join(element.xpath(".//w:t/text()")).split())
    return f" (“{words[:50]}…”)" if words else ""


def _inside(element: Any, names: Iterable[str]) -> bool:
    return any(_name(parent) in names for parent in element.iterancestors())


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def tidy(text: str) -> str:
    """A text without what Word leaves in it: invisible characters, spaces of other kinds, letters in two parts."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("\u00a0", " ").replace("\u2011", "-")


OUTSIDE = {
    "tbl": "a table",
    "txbxContent": "a text box",
    "drawing": "a picture",
    "pict": "a picture",
    "object": "an object",
    "footnoteReference": "a footnote",
    "endnoteReference": "an endnote",
}
GONE = {"del", "moveFrom"}  # what was taken out while changes were tracked
SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
