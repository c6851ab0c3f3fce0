"""Reads the paragraphs of a Word file, as Markdown that keeps emphasis, lists and links."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from handbook.authoring._paragraphs import (
    BULLET,
    LARGEST,
    Block,
    LeftOut,
    NotADocument,
    Note,
    Paragraph,
    without_word_leftovers,
)
from handbook.content import markdown
from handbook.content.line_ends import without_marks
from handbook.content.markdown_limits import LINK

SPECIAL = re.compile(r"([\\`*_\[\]<])")
AT_START = re.compile(r"^(#{1,6}(?= )|[-+>](?= )|={2,}$|-{2,}$|~{3})|^(\d{1,9})([.)])(?= )")
ESCAPED = r"\\\1"
TAG = re.compile(r"<[^>]*>")
LEFT_OUT = {
    "tbl": "element.table",
    "txbxContent": "element.text-box",
    "drawing": "element.picture",
    "pict": "element.picture",
    "object": "element.object",
    "footnoteReference": "element.footnote",
    "endnoteReference": "element.endnote",
}
DELETED = {"del", "moveFrom"}  # elements for tracked changes
CHARACTERS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}  # elements that stand for one character


def read_docx(data: bytes) -> tuple[list[Block], list[Note]]:
    """Returns the paragraphs of a Word file, and what is left out.

    Raises:
        NotADocument: it is not a Word file, or too large when it is unpacked.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise NotADocument("no-document.too-large-unpacked")
        document = Document(BytesIO(data))
    except NotADocument:
        raise
    except Exception:  # python-docx has no exception of its own for a damaged file; its parts raise many
        raise NotADocument("no-document.damaged") from None
    paragraphs: list[Block] = []
    left_out: list[Note] = []
    number = 0
    for element in document.element.body.iter():
        if key := LEFT_OUT.get(_name(element)):
            if not _is_inside(element, {*LEFT_OUT, "Fallback"}):
                left_out.append(LeftOut(max(number, 1), key, _plain_text(element)))
        elif _name(element) == "p" and not _is_inside(element, LEFT_OUT):
            number += 1
            if paragraph := _paragraph(number, element, document.part):
                paragraphs.append(paragraph)
    return paragraphs, left_out


def _paragraph(number: int, element: Any, part: Any) -> Paragraph | None:
    """Reads a paragraph of Word; None where it is empty."""
    paragraph = WordParagraph(element, part)
    runs = [
        _run(run, paragraph)
        for run in element.iter()
        if _name(run) == "r" and not _is_inside(run, DELETED | LEFT_OUT.keys())
    ]
    text = " ".join("".join(text for text, _, _, _ in runs).split())
    if not text:
        return None
    parts = []
    for (link, strong, emphasis), same in groupby(runs, lambda run: run[1:]):
        parts.append(_with_markup("".join(text for text, *_ in same), link, strong, emphasis))
    rich = AT_START.sub(_escaped_start, " ".join("".join(parts).split()))
    plain = AT_START.sub(_escaped_start, SPECIAL.sub(ESCAPED, text))
    source = next((candidate for candidate in (rich, plain) if _printed_text(candidate) == text), None)
    heading = str(paragraph.style.name if paragraph.style else "").startswith(("Heading", "Title"))
    return Paragraph(number, text, source or text, _list_item(paragraph), source != rich, heading)


def _run(element: Any, paragraph: Any) -> tuple[str, str, bool, bool]:
    """Reads the text of a run, the address of its link, and whether it is strong or emphasised."""
    names = {*CHARACTERS, "t"}
    text = "".join(CHARACTERS.get(_name(child), child.text or "") for child in element if _name(child) in names)
    run = Run(element, paragraph)
    strong, emphasis = (
        bool(getattr(run.font, mark) if getattr(run.font, mark) is not None else getattr(run.style.font, mark))
        for mark in ("bold", "italic")
    )
    links = [parent for parent in element.iterancestors() if _name(parent) == "hyperlink"]
    key = next((value for link in links for name, value in link.attrib.items() if name.endswith("}id")), "")
    relation = paragraph.part.rels.get(key) if key else None
    address = relation.target_ref if relation and relation.is_external else ""
    return without_word_leftovers(text), address, strong, emphasis


def _with_markup(text: str, link: str, strong: bool, emphasis: bool) -> str:
    """Returns a part of a text in Markdown, with the spaces at its ends outside its markup."""
    core = text.strip()
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    mark = "**" * strong + "*" * emphasis
    inner = f"{mark}{SPECIAL.sub(ESCAPED, core)}{mark[::-1]}"
    return before + (f"[{inner}]({link})" if LINK.match(link) else inner) + after


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _printed_text(source: str) -> str:
    """Returns the letters that a Markdown text prints, to check that they are those of the Word file."""
    return " ".join(unescape(TAG.sub("", without_marks(markdown.html(source)))).replace("\u00a0", " ").split())


def _list_item(paragraph: Any) -> str:
    """Returns the list marker of a paragraph, BULLET or a number; empty if Word shows no list item."""
    properties = [paragraph._p.pPr, *(style.element.pPr for style in _styles(paragraph.style))]
    number = next((group.numPr for group in properties if group is not None and group.numPr is not None), None)
    if number is None or number.numId is None or number.numId.val == 0:  # 0 overrides the number of a style
        return ""
    levels = paragraph.part.numbering_part.element.xpath(
        f"w:abstractNum[@w:abstractNumId = ../w:num[@w:numId='{number.numId.val}']/w:abstractNumId/@w:val]"
        f"/w:lvl[@w:ilvl='{number.ilvl.val if number.ilvl is not None else 0}']/w:numFmt/@w:val"
    )
    return "1. " if levels and levels[0] != "bullet" else BULLET


def _styles(style: Any) -> Iterator[Any]:
    """Yields a style and those on which it is based."""
    while style is not None:
        yield style
        style = style.base_style


def _plain_text(element: Any) -> str:
    return " ".join(" ".join(element.xpath(".//w:t/text()")).split())


def _is_inside(element: Any, names: Iterable[str]) -> bool:
    return any(_name(parent) in names for parent in element.iterancestors())


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
