"""What the preflight found, told to people and to programs."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import BytesIO

from pikepdf import Page, Pdf
from PIL import Image, ImageColor

from handbook.pdf.content_stream import Box
from handbook.preflight.ink_coverage import Inked
from handbook.preflight.model import Report
from handbook.preflight.page_proof import WIDTH, Proof, boxes
from handbook.support.problems import Mark, Problem
from handbook.support.units import PT_PER_MM

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


def facts(report: Report, pdf: bytes, proofs: Sequence[Proof], ink: Sequence[Inked]) -> Mapping[str, object]:
    """What the template of the report needs: the report, and each page as a picture with its boxes in mm.

    ``ink`` is the percent of ink of each page, or nothing where it was not measured.
    """
    with Pdf.open(BytesIO(pdf)) as book:
        numbered = enumerate(zip(book.pages, proofs, strict=True), 1)
        pages = [_page(report, number, page, proof) for number, (page, proof) in numbered]
    return {"report": report, "pages": pages, "inks": [(page.most, _ink_map(page.percent)) for page in ink]}


def _page(report: Report, number: int, page: Page, proof: Proof) -> Mapping[str, object]:
    media, bleed, trim = boxes(page)
    return {
        "number": number,
        "picture": base64.b64encode(proof.picture).decode(),
        "media": _from_trim(media, trim),
        "bleed": _from_trim(bleed, trim),
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


def _from_trim(box: Box, trim: Box) -> tuple[float, float, float, float]:
    """A box as x, y, width and height in mm, from the top left of the trim."""
    left, top = (box.left - trim.left) / PT_PER_MM, (trim.top - box.top) / PT_PER_MM
    return (
        round(left, 2),
        round(top, 2),
        round((box.right - box.left) / PT_PER_MM, 2),
        round((box.top - box.bottom) / PT_PER_MM, 2),
    )
