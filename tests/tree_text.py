"""What the structure tree of a PDF says, as PDFium finds it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object
from pypdfium2 import raw

LINE_END_HYPHEN = "\x02"  # which PDFium has for a soft hyphen at the end of a line


def structure_text(pdf: Path) -> str:
    """The text of the structure tree as a screen reader gets it, one part after the other, without soft hyphens.

    Nothing is added: PDFium's own spaces, where it sees a gap, are left out.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [_marked_texts(page.get_textpage()) for page in document]
    with pikepdf.open(pdf) as book:
        numbers = {page.obj.objgen: number for number, page in enumerate(book.pages)}
        marked = list(_marks(book.Root.StructTreeRoot.K[0], book.pages[0].obj))
        return "".join(texts[numbers[page.objgen]][mark] for page, mark in marked)


def _marked_texts(page: pypdfium2.PdfTextPage) -> Mapping[int, str]:
    """The text of each marked content of a page, by its number."""
    texts: dict[int, str] = defaultdict(str)
    for index in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page, index))
        if not raw.FPDFText_IsGenerated(page, index) and letter not in (LINE_END_HYPHEN, "\u00ad"):
            texts[raw.FPDFPageObj_GetMarkedContentID(raw.FPDFText_GetTextObject(page, index))] += letter
    return texts


def _marks(element: Object, page: Object) -> Iterator[tuple[Object, int]]:
    """The page and the number of each marked content below an element, in reading order."""
    page = element.get("/Pg", page)
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _marks(kid, page)
        elif isinstance(kid, Dictionary):
            if "/MCID" in kid:
                yield kid.get("/Pg", page), int(kid.MCID)
        else:
            yield page, int(kid)
