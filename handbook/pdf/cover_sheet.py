"""Makes the cover sheet of a perfect-bound book: back cover, spine and front cover side by side, with bleed.

Its inside, where it has one, is a second page: the inside of the front cover on the left, that of the back cover
on the right.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from pikepdf import Array, Dictionary, Page, Pdf, Stream

from handbook.pdf.page_boxes import page_boxes
from handbook.support.units import PT_PER_MM

AROUND_FOLD = 1 * PT_PER_MM  # of a cover that goes on over the spine: no fold is exact
GLUED = 5 * PT_PER_MM  # beside the spine, where the first and last page are glued on: glue needs bare paper


class CoverPages(NamedTuple):
    """The pages of a cover sheet in an assembled book, counted from 0.

    ``lining`` is what both insides of the cover show, None where they are not printed.
    """

    back: int
    spine: int
    front: int
    lining: int | None


class _Part(NamedTuple):
    """A page on a sheet: its left edge, and from where to where it is drawn, in pt from the left trim."""

    page: Page
    left: float
    start: float
    end: float


def assemble_cover_sheet(data: bytes, numbers: CoverPages, spine_width: float) -> bytes:
    """Makes a PDF of one page or two from pages of a book.

    ``spine_width`` is in mm.
    """
    with Pdf.open(BytesIO(data)) as source, Pdf.new() as pdf:
        back, spine, front = (source.pages[number] for number in numbers[:3])
        width, bleed = page_boxes(back).trim.width, -page_boxes(back).media.left
        right = width + spine_width * PT_PER_MM
        total = right + width
        # The spine is drawn first and below the others, so that no hairline of paper shows between them.
        _add_sheet(
            pdf,
            [
                _Part(spine, width, width - bleed, right + bleed),
                _Part(back, 0, -bleed, width + AROUND_FOLD),
                _Part(front, right, right - AROUND_FOLD, total + bleed),
            ],
            total,
        )
        if numbers.lining is not None:
            lining = source.pages[numbers.lining]
            halves = [_Part(lining, 0, -bleed, width - GLUED), _Part(lining, right, right + GLUED, total + bleed)]
            _add_sheet(pdf, halves, total)
        file = BytesIO()
        pdf.save(file, deterministic_id=True)
        return file.getvalue()


def _add_sheet(pdf: Pdf, parts: Sequence[_Part], width: float) -> None:
    """Adds a page of parts, each drawn over the one before; ``width`` is that of its trim, in pt."""
    boxes = page_boxes(parts[-1].page)
    height, bleed = boxes.trim.height, -boxes.media.left
    sheet = pdf.add_blank_page(page_size=(width, height))
    sheet.Resources = Dictionary(XObject=Dictionary())
    content = ""
    for number, part in enumerate(parts):
        form = pdf.copy_foreign(part.page.as_form_xobject())
        form.BBox = Array(page_boxes(part.page).media)  # with the bleed
        sheet.Resources.XObject[f"/Part{number}"] = form
        clip = f"{part.start:.3f} {-bleed:.3f} {part.end - part.start:.3f} {height + 2 * bleed:.3f} re W n"
        content += f"q {clip} 1 0 0 1 {part.left:.3f} 0 cm /Part{number} Do Q\n"
    sheet.Contents = Stream(pdf, content.encode())
    sheet.TrimBox = Array([0, 0, width, height])
    sheet.MediaBox = Array([-bleed, -bleed, width + bleed, height + bleed])
