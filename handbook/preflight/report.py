"""Presents preflight reports: as problems for the terminal, as JSON, and as the context of the HTML report."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import BytesIO

from pikepdf import Page, Pdf
from PIL import Image, ImageColor

from handbook import resources
from handbook.content.model import Handbook
from handbook.pages.dates import printed_date
from handbook.pdf.ink_limits import InkLimits
from handbook.pdf.page_boxes import Box, page_boxes
from handbook.preflight.ink_coverage import InkCoverage
from handbook.preflight.inventory import pages_by_plates
from handbook.preflight.model import Finding, Report
from handbook.preflight.page_proof import IMAGE_WIDTH, PageProof
from handbook.preflight.rules.geometry import SAFE_TO_TRIM
from handbook.support.messages import catalogue_language, message, translate
from handbook.support.problems import Mark, Problem
from handbook.support.units import PT_PER_MM

# The ink map: the colours, by the least ink in percent for which each is used.
INK_COLOURS = {0: "white", 10: "#d8e6ee", 100: "#9cc3d5", 200: "#f2d58a", 270: "#f08a24", 310: "#c01818"}
INK_STEP = 10  # percent; the ink map has 256 steps


def report_problems(reports: Sequence[Report]) -> list[Problem]:
    """Returns the findings as problems, each with its place in the finished file."""
    return [
        Problem(_place(report, finding), check.id, _with_origin(finding), finding.remedy, finding.severity)
        for report in reports
        for check, finding in report.findings
    ]


def _place(report: Report, finding: Finding) -> Mark:
    if not finding.page:
        return Mark(report.file)
    return Mark(message("preflight.place", file=report.file, page=finding.page, x=finding.x, y=finding.y))


def _with_origin(finding: Finding) -> str:
    if not finding.origin:
        return finding.message
    return message("preflight.with-origin", finding=finding.message, origin=finding.origin)


def reports_as_json(reports: Sequence[Report]) -> bytes:
    """Returns the reports as JSON."""
    return (json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=2) + "\n").encode()


def report_context(
    handbook: Handbook, files: Sequence[Mapping[str, object]], limits: InkLimits
) -> Mapping[str, object]:
    """Returns the context of the template ``report``; ``files`` are the contexts of its files.

    Its words are in the language of the handbook: ``say`` makes a sentence, ``translate`` translates one.
    """
    language = handbook.language
    return {
        "files": files,
        "ink_colours": INK_COLOURS,
        "safe_to_trim": SAFE_TO_TRIM,
        "ink_limits": limits,
        "handbook": handbook,
        "date": printed_date(handbook.date, handbook.labels["months"]),
        "version": resources.VERSION,
        "language": catalogue_language(language),
        "say": lambda key, **values: translate(message(key, **values), language),
        "translate": lambda text: translate(text, language),
    }


def file_context(
    report: Report, pdf: bytes, proofs: Sequence[PageProof], ink: Sequence[InkCoverage]
) -> Mapping[str, object]:
    """Returns the context of a file: its report, the pages by their plates, an image of each page, its ink maps.

    ``ink`` is the ink coverage of each page, or nothing if it was not measured.
    """
    with Pdf.open(BytesIO(pdf)) as file:
        numbered = enumerate(zip(file.pages, proofs, strict=True), 1)
        pages = [_page_context(report, number, page, proof) for number, (page, proof) in numbered]
    ink_maps = [(coverage.maximum, _ink_map(coverage.image)) for coverage in ink]
    plates = pages_by_plates(report.inventory.plates)
    return {"report": report, "pages": pages, "ink_maps": ink_maps, "plates": plates}


def _page_context(report: Report, number: int, page: Page, proof: PageProof) -> Mapping[str, object]:
    media, bleed, trim = page_boxes(page)
    return {
        "number": number,
        "image": base64.b64encode(proof.image).decode(),
        "media": _from_trim(media, trim),
        "bleed": _from_trim(bleed, trim),
        "trim": _from_trim(trim, trim),
        "findings": [finding for _, finding in report.findings if finding.page == number],
    }


def _from_trim(box: Box, trim: Box) -> tuple[float, float, float, float]:
    """Returns a box as x, y, width and height in mm, from the top left of the trim."""
    left, top = (box.left - trim.left) / PT_PER_MM, (trim.top - box.top) / PT_PER_MM
    return (round(left, 2), round(top, 2), round(box.width / PT_PER_MM, 2), round(box.height / PT_PER_MM, 2))


def _ink_map(coverage: Image.Image) -> str:
    """Returns a page in INK_COLOURS, as PNG in base64."""
    steps = coverage.point(lambda percent: percent * (1 / INK_STEP)).convert("L")
    ink_map = steps.resize(
        (IMAGE_WIDTH, round(IMAGE_WIDTH * coverage.height / coverage.width)), Image.Resampling.NEAREST
    )
    colours = [_ink_colour(INK_STEP * step) for step in range(256)]
    ink_map.putpalette([value for colour in colours for value in colour])
    file = BytesIO()
    ink_map.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def _ink_colour(percent: int) -> tuple[int, ...]:
    return ImageColor.getrgb(INK_COLOURS[max(least for least in INK_COLOURS if least <= percent)])
