"""The cover sheet of a perfect-bound book: back, spine and front side by side, with bleed all round."""

from io import BytesIO

from pikepdf import Array, Dictionary, Page, Pdf, Stream

from handbook.support.units import PT_PER_MM


def wrap(pdf: bytes, spine: float) -> bytes:
    """One page out of three: the back, the ``spine`` of this width in mm and the front cover.

    Each is cut off where the next one starts.
    """
    with Pdf.open(BytesIO(pdf)) as pages, Pdf.new() as sheet:
        back, middle, front = pages.pages
        height, bleed = _height(back), -float(back.MediaBox[0])
        left, right = _width(back), _width(back) + spine * PT_PER_MM
        total = right + _width(front)
        parts = (  # the spine lies below the others, so that no hair of paper shows between them
            ("/Spine", middle, left, left - bleed, right + bleed),
            ("/Back", back, 0.0, -bleed, left),
            ("/Front", front, right, right, total + bleed),
        )
        page = sheet.add_blank_page(page_size=(total, height))
        page.Resources = Dictionary(XObject=Dictionary())
        drawn = ""
        for name, part, x, start, end in parts:
            form = sheet.copy_foreign(part.as_form_xobject())
            form.BBox = Array([float(value) for value in part.MediaBox])  # with the bleed
            page.Resources.XObject[name] = form
            cut = f"{start:.3f} {-bleed:.3f} {end - start:.3f} {height + 2 * bleed:.3f} re W n"
            drawn += f"q {cut} 1 0 0 1 {x:.3f} 0 cm {name} Do Q\n"
        page.Contents = Stream(sheet, drawn.encode())
        page.TrimBox = Array([0, 0, total, height])
        page.MediaBox = Array([-bleed, -bleed, total + bleed, height + bleed])
        file = BytesIO()
        sheet.save(file, deterministic_id=True)
        return file.getvalue()


def _width(page: Page) -> float:
    return float(page.TrimBox[2]) - float(page.TrimBox[0])


def _height(page: Page) -> float:
    return float(page.TrimBox[3]) - float(page.TrimBox[1])
