"""Rules of print shops for colour: colour spaces, ink coverage, black text."""

from collections import Counter
from collections.abc import Iterator

from handbook.content.print_settings import MOST_INK
from handbook.pdf.drawn_item import DrawnItem
from handbook.pdf.ink_limits import InkLimits, ink_limits
from handbook.pdf.page_boxes import Box
from handbook.preflight.ink_coverage import InkCoverage
from handbook.preflight.page_proof import INK_AREA
from handbook.preflight.print_file import PrintFile, PrintPage
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import BUG, STYLE_SHEET
from handbook.support.messages import listed, message
from handbook.support.problems import Severity
from handbook.support.units import PT_PER_MM

PRINT_SPACES = ("/DeviceCMYK", "/DeviceGray")
ALL_PLATES = "/All"
SPECK = INK_AREA * PT_PER_MM**2  # square pt of a rendered page with too much ink that are ignored


def _check_colour_spaces(file: PrintFile) -> Result:
    counts: Counter[str] = Counter()
    findings = []
    for page in file.pages:
        for item in page.items:
            space = item.colour.space.strip("/")
            counts[space] += 1
            if item.colour.space not in PRINT_SPACES and not _is_mark(item, page):
                findings.append(page.finding(item, f"colour.{item.kind}", space=space, remedy=STYLE_SHEET))
    measured = [message("colour.measured", items=items, space=space) for space, items in sorted(counts.items())]
    return listed(measured), findings


def _is_mark(item: DrawnItem, page: PrintPage) -> bool:
    """Returns whether something is a printer's mark: in all plates, and outside the bleed."""
    return item.colour.space == ALL_PLATES and item.box.intersection(page.bleed).is_empty


def _check_ink(file: PrintFile) -> Result:
    """Measures the ink of each item that is more than a speck by its colour, that of a picture by its pixels."""
    limits = ink_limits(file.handbook.print)
    most, findings = 0.0, []
    for page in file.pages:
        for item in page.items:
            ink = item.darkest_ink if item.kind == "picture" else item.colour.ink
            if item.box.width * item.box.height < SPECK:
                continue
            most = max(most, ink)
            if severity := limits.severity(ink):
                remedy = message("ink.remedy", safe=limits.safe)
                findings.append(page.finding(item, f"ink.{item.kind}", ink=ink, remedy=remedy, severity=severity))
    return message("ink.measured", ink=most), findings


def _check_rendered_ink(file: PrintFile) -> Result:
    """Measures the ink of the rendered page, where an item can cover the ink of another."""
    limits = ink_limits(file.handbook.print)
    findings = [
        page.finding(box, "ink-drawn.too-much", ink=coverage.maximum, safe=limits.safe, severity=severity)
        for page, coverage in zip(file.pages, file.ink, strict=True)
        for box, severity in _find_excess_ink(page, coverage, limits)
    ]
    return message("ink-drawn.measured", ink=max(coverage.maximum for coverage in file.ink)), findings


def _find_excess_ink(page: PrintPage, coverage: InkCoverage, limits: InkLimits) -> Iterator[tuple[Box, Severity]]:
    """Yields the part of a rendered page with too much ink, if it is more than a speck, and the worst severity."""
    severities: tuple[tuple[float, Severity], ...] = ((limits.most, "error"), (limits.safe, "warning"))
    for limit, severity in severities:
        excess = coverage.image.point(lambda percent, limit=limit: percent - limit).convert("L")
        pixels = excess.width * excess.height - excess.histogram()[0]
        if pixels > SPECK and (box := excess.getbbox()):
            left, top, right, bottom = box
            media = page.media
            yield Box(media.left + left, media.top - bottom, media.left + right, media.top - top), severity
            return


def _check_inks_inside(file: PrintFile) -> Result:
    """Checks that a book with black inside needs one plate for it."""
    if not file.handbook.print.black_inside:
        return message("inside.in-colour"), []
    findings = [
        page.finding(item, f"inside.{item.kind}", remedy=BUG)
        for page in file.inside
        for item in page.items
        if _is_coloured(item)
    ]
    return message("inside.in-black", count=len(file.inside)), findings


def _is_coloured(item: DrawnItem) -> bool:
    """Returns whether something is printed with another ink than black; a picture in CMYK may be."""
    return item.colour.space == "/DeviceCMYK" and (item.kind == "picture" or any(item.colour.values[:-1]))


RULES = (
    Rule("colour", _check_colour_spaces),
    Rule("inside", _check_inks_inside, for_cover_sheets=False),
    Rule("ink", _check_ink, {"most": MOST_INK, "area": INK_AREA}),
    Rule("ink-drawn", _check_rendered_ink, needs_ink=True),
)
