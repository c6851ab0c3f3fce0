"""Imposes the pages of a book as a booklet for an office printer: A4 sheets, to be folded and saddle-stitched."""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from pikepdf import Dictionary, Name, Page, Pdf, Stream

from handbook.pdf.page_boxes import page_boxes
from handbook.support.units import PT_PER_MM

SHEET_WIDTH, SHEET_HEIGHT = 297 * PT_PER_MM, 210 * PT_PER_MM  # A4, landscape
MAX_SADDLE_STITCHED = 64  # pages; a thicker book is more than staples hold, and is folded in signatures
MAX_SIGNATURE = 32  # pages of a signature of a thicker book
DUPLEX_VERSION = "1.7"  # of PDF, from which on a file may tell the printer how to print both sides of a sheet
CREEP = 0.1 * PT_PER_MM  # by which the paper of one sheet pushes those inside it outwards


class SheetSide(NamedTuple):
    """One side of a sheet: the numbers of its left and right page, and of its sheet in the signature, from 0."""

    left: int
    right: int
    sheet: int


def signature_lengths(pages: int) -> list[int]:
    """Returns the number of pages of each signature, a multiple of four; a thin book is one signature."""
    if pages <= MAX_SADDLE_STITCHED:
        return [pages]
    count = -(-pages // MAX_SIGNATURE)
    sheets, remainder = divmod(pages // 4, count)
    return [4 * (sheets + (index < remainder)) for index in range(count)]


def sheet_sides(pages: int) -> list[SheetSide]:
    """Returns all sides in the order of printing, each sheet's front before its back; page numbers start at 1."""
    sides, first = [], 1
    for length in signature_lengths(pages):
        last = first + length - 1
        for sheet in range(length // 4):
            sides.append(SheetSide(last - 2 * sheet, first + 2 * sheet, sheet))
            sides.append(SheetSide(first + 2 * sheet + 1, last - 2 * sheet - 1, sheet))
        first += length
    return sides


def impose_booklet(book: Pdf, flip: str) -> tuple[bytes, int]:
    """Returns a PDF of the sheets of a book of single pages, and their number of sides. Links and tags are lost.

    ``flip`` is the edge over which the printer turns a sheet. For "long" every second side is upside down.
    """
    turn = f"-1 0 0 -1 {SHEET_WIDTH:.3f} {SHEET_HEIGHT:.3f} cm\n"
    with Pdf.new() as booklet:
        for index, side in enumerate(sheet_sides(_padded(len(book.pages)))):
            sheet = booklet.add_blank_page(page_size=(SHEET_WIDTH, SHEET_HEIGHT))
            sheet.Resources = Dictionary(XObject=Dictionary())
            content = turn if flip == "long" and index % 2 else ""
            for name, page, placement in _placed_pages(book, side):
                sheet.Resources.XObject[name] = booklet.copy_foreign(page.as_form_xobject())
                content += f"q {placement} {name} Do Q\n"
            sheet.Contents = Stream(booklet, content.encode())
        booklet.docinfo["/Title"] = book.docinfo["/Title"]
        duplex = Name.DuplexFlipLongEdge if flip == "long" else Name.DuplexFlipShortEdge
        booklet.Root.ViewerPreferences = Dictionary(Duplex=duplex)
        file = BytesIO()
        booklet.save(file, deterministic_id=True, min_version=DUPLEX_VERSION)
        return file.getvalue(), len(booklet.pages)


def _padded(pages: int) -> int:
    """Returns the number of pages with the blank ones that make it a multiple of four."""
    return pages + -pages % 4


def _placed_pages(book: Pdf, side: SheetSide) -> Iterator[tuple[str, Page, str]]:
    """Yields each page of a side with a resource name and the operators that clip it at the fold and place it.

    The blank pages of a perfect-bound book come before its back cover.
    """
    total = len(book.pages)
    back_cover = _padded(total)
    for name, number in (("/Left", side.left), ("/Right", side.right)):
        if number < total or number == back_cover:
            page = book.pages[min(number, total) - 1]
            yield name, page, _placement(page, side.sheet, on_right=name == "/Right")


def _placement(page: Page, sheet: int, *, on_right: bool) -> str:
    """Returns the operators that put a page on its half of a sheet: against the fold, reduced to fit."""
    half, trim = SHEET_WIDTH / 2, page_boxes(page).trim
    scale = min(half / trim.width, SHEET_HEIGHT / trim.height, 1)
    creep = CREEP * sheet * (-1 if on_right else 1)
    x = (half if on_right else half - trim.width * scale) + creep - trim.left * scale
    y = (SHEET_HEIGHT - trim.height * scale) / 2 - trim.bottom * scale
    clip = f"{on_right * half:.3f} 0 {half:.3f} {SHEET_HEIGHT:.3f} re W n"
    return f"{clip} {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm"
