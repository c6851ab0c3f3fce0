"""The booklet for an office printer: A4 sheets, two pages on each side, to fold and staple."""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from pikepdf import Dictionary, Name, Page, Pdf, Stream

from handbook.support.units import PT_PER_MM

SHEET = (297 * PT_PER_MM, 210 * PT_PER_MM)  # A4 lying down
STITCHED = 64  # pages; a thicker book takes more than one staple can hold, and is folded in signatures
THICKEST = 32  # pages of a signature then
CREEP = 0.1 * PT_PER_MM  # what the paper of one sheet pushes those inside it outwards


class Side(NamedTuple):
    """One side of a sheet: the pages on its left and right half, and the sheet's place in its signature from 0."""

    left: int
    right: int
    sheet: int


def signatures(pages: int) -> list[int]:
    """How many pages each signature of a book has, each a multiple of four; one signature for a thin book."""
    if pages <= STITCHED:
        return [pages]
    number = -(-pages // THICKEST)
    sheets, more = divmod(pages // 4, number)
    return [4 * (sheets + (at < more)) for at in range(number)]


def sides(pages: int) -> list[Side]:
    """The sides to print, in their order, each sheet's front before its back; pages count from 1."""
    found, first = [], 1
    for length in signatures(pages):
        last = first + length - 1
        for sheet in range(length // 4):
            found.append(Side(last - 2 * sheet, first + 2 * sheet, sheet))
            found.append(Side(first + 2 * sheet + 1, last - 2 * sheet - 1, sheet))
        first += length
    return found


def impose(pdf: bytes, flip: str) -> tuple[bytes, int]:
    """The sheets of a book with single pages, and how many sides they have; no link or tag is kept.

    ``flip`` is the edge over which the printer turns a sheet: for "long" every second side stands on its head.
    """
    turn = f"-1 0 0 -1 {SHEET[0]:.3f} {SHEET[1]:.3f} cm\n"
    with Pdf.open(BytesIO(pdf)) as book, Pdf.new() as desk:
        total = len(book.pages)
        for number, side in enumerate(sides(total + -total % 4)):
            sheet = desk.add_blank_page(page_size=SHEET)
            sheet.Resources = Dictionary(XObject=Dictionary())
            drawn = turn if flip == "long" and number % 2 else ""
            for name, page, how in _placed(book, side):
                sheet.Resources.XObject[name] = desk.copy_foreign(page.as_form_xobject())
                drawn += f"q {how} {name} Do Q\n"
            sheet.Contents = Stream(desk, drawn.encode())
        desk.docinfo["/Title"] = book.docinfo["/Title"]
        duplex = Name.DuplexFlipLongEdge if flip == "long" else Name.DuplexFlipShortEdge
        desk.Root.ViewerPreferences = Dictionary(Duplex=duplex)
        file = BytesIO()
        desk.save(file, deterministic_id=True)
        return file.getvalue(), len(desk.pages)


def _placed(book: Pdf, side: Side) -> Iterator[tuple[str, Page, str]]:
    """The pages of a side, each with a name and the operators that put it on its half, cut off at the fold.

    What a glued book lacks to a multiple of four stays empty before its back cover.
    """
    half, total = SHEET[0] / 2, len(book.pages)
    for at, (name, number) in enumerate((("/Left", side.left), ("/Right", side.right))):
        if number == total + -total % 4:
            number = total
        elif number >= total:
            continue
        page = book.pages[number - 1]
        left, bottom, right, top = (float(value) for value in page.TrimBox)
        scale = min(half / (right - left), SHEET[1] / (top - bottom), 1)
        inwards = CREEP * side.sheet * (-1 if at else 1)
        x = (half if at else half - (right - left) * scale) + inwards - left * scale
        y = (SHEET[1] - (top - bottom) * scale) / 2 - bottom * scale
        cut = f"{at * half:.3f} 0 {half:.3f} {SHEET[1]:.3f} re W n"
        yield name, page, f"{cut} {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm"
