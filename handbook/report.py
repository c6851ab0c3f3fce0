"""What the preflight found, told to people and to programs."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import BytesIO

from pikepdf import Object, Page, Pdf
from PIL import Image, ImageColor
from pypdfium2 import PdfDocument, PdfPage

from handbook.ink import Inked
from handbook.model import Mark, Problem, Report

MM = 72 / 25.4  # pt
WIDTH = 300  # px of a page's picture
# The ink map: a colour, by the percent of ink from which it stands.
HEAT = {0: "white", 10: "#d8e6ee", 100: "#9cc3d5", 200: "#f2d58a", 270: "#f08a24", 310: "#c01818"}


def problems(reports: Sequence[Report]) -> list[Problem]:
    """The findings as problems, each at its place in the finished file."""
    return [
        Problem(
            Mark(f"{report.file}: page {found.page}, x {found.x} y {found.y} mm" if found.page else report.file),
            check.id,
            found.message + (f" ({found.origin})" if found.origin else ""),
            found.remedy,
            found.severity,
        )
        for report in reports
        for check, found in report.findings
    ]


def as_json(reports: Sequence[Report]) -> bytes:
    """The whole reports, for programs."""
    return (json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2) + "\n").encode()


def facts(report: Report, pdf: bytes, ink: Sequence[Inked]) -> Mapping[str, object]:
    """What the template of the report needs: the report, and each page as a picture with its boxes in mm.

    ``ink`` is the percent of ink of each page, or nothing where it was not measured.
    """
    with Pdf.open(BytesIO(pdf)) as book, PdfDocument(pdf) as drawn:
        pages = [_page(report, number, page, drawn[number - 1]) for number, page in enumerate(book.pages, 1)]
    return {"report": report, "pages": pages, "inks": [(page.most, _ink_map(page.percent)) for page in ink]}


def _page(report: Report, number: int, page: Page, drawn: PdfPage) -> Mapping[str, object]:
    trim = _in_mm(page.TrimBox)
    picture = drawn.render(scale=WIDTH / drawn.get_width()).to_pil().convert("RGB")
    return {
        "number": number,
        "picture": _png(picture.quantize(64, Image.Quantize.FASTOCTREE)),
        "media": _from_trim(_in_mm(page.MediaBox), trim),
        "bleed": _from_trim(_in_mm(page.BleedBox), trim),
        "trim": _from_trim(trim, trim),
        "found": [(check, found) for check, found in report.findings if found.page == number],
    }


def _ink_map(page: Image.Image) -> str:
    """A page in the colours of HEAT, each for the ink from its percentage on."""
    tenths = page.point(lambda percent: percent * 0.1).convert("L")
    colours = [ImageColor.getrgb(HEAT[max(least for least in HEAT if least <= 10 * at)]) for at in range(256)]
    mapped = tenths.resize((WIDTH, round(WIDTH * page.height / page.width)), Image.Resampling.NEAREST)
    mapped.putpalette([value for colour in colours for value in colour])
    return _png(mapped)


def _png(picture: Image.Image) -> str:
    file = BytesIO()
    picture.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def _in_mm(box: Object) -> list[float]:
    return [float(value) / MM for value in box]


def _from_trim(box: list[float], trim: list[float]) -> tuple[float, float, float, float]:
    """A box as x, y, width and height in mm, from the top left of the trim."""
    left, bottom, right, top = box
    return round(left - trim[0], 2), round(trim[3] - top, 2), round(right - left, 2), round(top - bottom, 2)
