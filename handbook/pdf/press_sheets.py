"""Imposes a print file for the press of a house print room: two pages up on SRA3, with bleed, marks and a slug.

The stack is folded in the middle, stapled, and cut along the marks.
"""

from io import BytesIO

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from handbook.pdf._marks import draw_marks
from handbook.pdf._slug_line import slug_line
from handbook.pdf.imposition import CREEP, DUPLEX_VERSION, SheetSide, sheet_sides
from handbook.pdf.page_boxes import Box, PageBoxes, page_boxes
from handbook.support.units import PT_PER_MM

SIZES = {"SRA3": (450 * PT_PER_MM, 320 * PT_PER_MM)}  # pt, landscape; ISO 217
SLUG_INDENT = 3 * PT_PER_MM  # of the slug line from the corner of the trim, beside the crop mark
SLUG_DISTANCE = 5 * PT_PER_MM  # of the slug line from the bleed


def impose_sheets(print_file: bytes, size: str) -> tuple[bytes, int]:
    """Returns a PDF of the sheets of a print file of single pages, and their number of sides.

    ``size`` is one of SIZES. The sheets are to be printed on both sides, turned over their short edge.
    """
    with Pdf.open(BytesIO(print_file)) as book, Pdf.new() as sheets:
        sides = sheet_sides(len(book.pages))
        for number, side in enumerate(sides):
            _add_side(sheets, book, side, SIZES[size], _slug(book, side, number, len(sides)))
        sheets.docinfo["/Title"] = book.docinfo["/Title"]
        sheets.Root.OutputIntents = Array([sheets.copy_foreign(intent) for intent in book.Root.OutputIntents])
        sheets.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipShortEdge)
        file = BytesIO()
        sheets.save(file, deterministic_id=True, min_version=DUPLEX_VERSION)
        return file.getvalue(), len(sheets.pages)


def _slug(book: Pdf, side: SheetSide, number: int, count: int) -> str:
    """Returns what stands beside the sheet: the title, which side of which sheet it is, and its pages."""
    sheet = f"{number // 2 + 1}/{count // 2}{'ab'[number % 2]}"
    return f"{book.docinfo['/Title']}    {sheet}    {side.left} | {side.right}"


def _add_side(sheets: Pdf, book: Pdf, side: SheetSide, size: tuple[float, float], slug: str) -> None:
    """Adds a side of a sheet: two pages with their bleed, marks at their outer trim and the fold, and the slug."""
    boxes = page_boxes(book.pages[side.left - 1])
    width, height, bleed = boxes.trim.width, boxes.trim.height, boxes.bleed_width * PT_PER_MM
    left, bottom = size[0] / 2 - width, (size[1] - height) / 2
    trim = Box(left, bottom, left + 2 * width, bottom + height)
    sheet = sheets.add_blank_page(page_size=size)
    sheet.TrimBox, sheet.BleedBox = Array(trim), Array(trim.enlarged(bleed))
    sheet.Resources = Dictionary(XObject=Dictionary())
    content = ""
    for name, number in (("/Left", side.left), ("/Right", side.right)):
        page = book.pages[number - 1]
        form = sheets.copy_foreign(page.as_form_xobject())
        form.BBox = Array(page_boxes(page).bleed)
        sheet.Resources.XObject[name] = form
        placement = _placement(page, trim, CREEP * side.sheet, on_right=name == "/Right")
        content += f"q\n{placement}\n{name} Do\nQ\n"
    content += slug_line(slug, trim.left + SLUG_INDENT, trim.bottom - bleed - SLUG_DISTANCE)
    sheet.Contents = Stream(sheets, content.encode())
    draw_marks(sheets, sheet, PageBoxes(Box(0, 0, *size), trim.enlarged(bleed), trim), [width])


def _placement(page: Page, trim: Box, creep: float, *, on_right: bool) -> str:
    """Returns the operators that put a page on its half of a sheet, moved by ``creep`` towards the fold.

    It is clipped there, and has its bleed on the other sides.
    """
    boxes, fold = page_boxes(page), (trim.left + trim.right) / 2
    bleed = boxes.bleed_width * PT_PER_MM
    start = fold if on_right else trim.left - bleed
    x = (fold - creep if on_right else trim.left + creep) - boxes.trim.left
    clip = f"{start:.3f} {trim.bottom - bleed:.3f} {fold - trim.left + bleed:.3f} {trim.height + 2 * bleed:.3f} re"
    return f"{clip}\nW\nn\n1 0 0 1 {x:.3f} {trim.bottom - boxes.trim.bottom:.3f} cm"
