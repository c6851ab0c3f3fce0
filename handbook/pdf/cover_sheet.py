"""Makes the cover sheet of a perfect-bound book: back cover, spine and front cover side by side, with bleed."""

from io import BytesIO
from typing import NamedTuple

from pikepdf import Array, Dictionary, Pdf, Stream

from handbook.pdf.page_boxes import page_boxes
from handbook.support.units import PT_PER_MM


class CoverPages(NamedTuple):
    """The pages of a cover sheet in an assembled book, counted from 0."""

    back: int
    spine: int
    front: int


def assemble_cover_sheet(data: bytes, numbers: CoverPages, spine_width: float) -> bytes:
    """Makes a PDF of one page from three pages of a book, each clipped where the next one starts.

    ``spine_width`` is in mm.
    """
    with Pdf.open(BytesIO(data)) as source, Pdf.new() as pdf:
        back, spine, front = (source.pages[number] for number in numbers)
        trim, bleed = page_boxes(back).trim, -page_boxes(back).media.left
        left = trim.width
        right = left + spine_width * PT_PER_MM
        total, height = right + page_boxes(front).trim.width, trim.height
        parts = (  # the spine is drawn first and below the others, so that no hairline of paper shows between them
            ("/Spine", spine, left, left - bleed, right + bleed),
            ("/Back", back, 0.0, -bleed, left),
            ("/Front", front, right, right, total + bleed),
        )
        sheet = pdf.add_blank_page(page_size=(total, height))
        sheet.Resources = Dictionary(XObject=Dictionary())
        content = ""
        for name, page, x, start, end in parts:
            form = pdf.copy_foreign(page.as_form_xobject())
            form.BBox = Array(page_boxes(page).media)  # with the bleed
            sheet.Resources.XObject[name] = form
            clip = f"{start:.3f} {-bleed:.3f} {end - start:.3f} {height + 2 * bleed:.3f} re W n"
            content += f"q {clip} 1 0 0 1 {x:.3f} 0 cm {name} Do Q\n"
        sheet.Contents = Stream(pdf, content.encode())
        sheet.TrimBox = Array([0, 0, total, height])
        sheet.MediaBox = Array([-bleed, -bleed, total + bleed, height + bleed])
        file = BytesIO()
        pdf.save(file, deterministic_id=True)
        return file.getvalue()
