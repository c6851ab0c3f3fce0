"""Rules of print shops for colour: colour spaces, ink coverage, black text."""

from collections import Counter
from collections.abc import Iterator

from handbook.pdf.page_boxes import Box
from handbook.preflight.ink_coverage import InkCoverage
from handbook.preflight.print_file import PrintFile, PrintPage
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import STYLE_SHEET
from handbook.support.messages import message
from handbook.support.problems import Severity

PRINT_SPACES = ("/DeviceCMYK", "/DeviceGray")
MAX_INK, SAFE_INK = 300, 260  # percent: an error above the first, a warning above the second
INK_LIMITS: tuple[tuple[int, Severity], ...] = ((MAX_INK, "error"), (SAFE_INK, "warning"))
SPECK = 50  # square pt of a rendered page with too much ink that are ignored


def _check_colour_spaces(file: PrintFile) -> Result:
    counts: Counter[str] = Counter()
    findings = []
    for page in file.pages:
        for item in page.items:
            space = item.colour.space.strip("/")
            counts[space] += 1
            if item.colour.space not in PRINT_SPACES:
                findings.append(page.finding(item, f"colour.{item.kind}", space=space, remedy=STYLE_SHEET))
    measured = [message("colour.measured", items=items, space=space) for space, items in sorted(counts.items())]
    return ", ".join(measured), findings


def _check_ink(file: PrintFile) -> Result:
    """Measures the ink of each item by its colour; of a picture, that of its darkest hundredth."""
    most, findings = 0.0, []
    for page in file.pages:
        for item in page.items:
            ink = item.darkest_ink if item.kind == "picture" else item.colour.ink
            most = max(most, ink)
            limits = [severity for limit, severity in INK_LIMITS if ink > limit + 0.5]
            if limits:
                remedy = message("ink.remedy", safe=SAFE_INK)
                findings.append(page.finding(item, f"ink.{item.kind}", ink=ink, remedy=remedy, severity=limits[0]))
    return message("ink.measured", ink=most), findings


def _check_rendered_ink(file: PrintFile) -> Result:
    """Measures the ink of the rendered page, where an item can cover the ink of another."""
    findings = [
        page.finding(box, "ink-drawn.too-much", ink=coverage.maximum, safe=SAFE_INK, severity=severity)
        for page, coverage in zip(file.pages, file.ink, strict=True)
        for box, severity in _find_excess_ink(page, coverage)
    ]
    return message("ink-drawn.measured", ink=max(coverage.maximum for coverage in file.ink)), findings


def _find_excess_ink(page: PrintPage, coverage: InkCoverage) -> Iterator[tuple[Box, Severity]]:
    """Yields the part of a rendered page with too much ink, if it is more than a speck, and the worst severity."""
    for limit, severity in INK_LIMITS:
        excess = coverage.image.point(lambda percent, limit=limit: percent - limit).convert("L")
        pixels = excess.width * excess.height - excess.histogram()[0]
        if pixels > SPECK and (box := excess.getbbox()):
            left, top, right, bottom = box
            media = page.media
            yield Box(media.left + left, media.top - bottom, media.left + right, media.top - top), severity
            return


RULES = (
    Rule("colour", _check_colour_spaces),
    Rule("ink", _check_ink, {"most": MAX_INK, "safe": SAFE_INK}),
    Rule("ink-drawn", _check_rendered_ink, needs_ink=True),
)
