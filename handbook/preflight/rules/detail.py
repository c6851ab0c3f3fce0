"""Rules of print shops for fine detail: type sizes, line weights, image resolution."""

from handbook.pdf.drawn_item import DrawnItem
from handbook.preflight.model import Finding
from handbook.preflight.print_file import PrintFile, PrintPage
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import TOLERANCE
from handbook.support.messages import message
from handbook.support.problems import Severity

MIN_TYPE, MIN_REVERSED_TYPE = 6, 8  # pt
MAX_REVERSED_INK = 5  # percent: text with less ink is white on colour
MAX_DARK, LIGHTER = 0.5, 0.2  # lightness of a dark ground, and by how much light text on it is lighter
MIN_LINE = 0.25  # pt
LINE_TOLERANCE = 0.01  # pt
MIN_PHOTO, GOOD_PHOTO, GOOD_DRAWING = 225, 300, 600  # ppi: an error below the first, a warning below the others
PPI_TOLERANCE = 0.5


def _check_type_size(file: PrintFile) -> Result:
    texts = file.items_of_kind("text")
    findings = []
    for page, text in texts:
        if text.size < MIN_TYPE - TOLERANCE:
            findings.append(page.finding(text, "type.small", size=text.size, least=MIN_TYPE))
        elif text.size < MIN_REVERSED_TYPE - TOLERANCE and _is_reversed(text, page):
            least = MIN_REVERSED_TYPE
            findings.append(page.finding(text, "type.reversed", size=text.size, least=least, severity="warning"))
    if not texts:
        return message("type.no-text"), []
    return message("type.measured", size=min(text.size for _, text in texts)), findings


def _is_reversed(text: DrawnItem, page: PrintPage) -> bool:
    """Returns whether a text is white, or lighter than a dark ground."""
    if text.colour.ink < MAX_REVERSED_INK:
        return True
    below = page.items[: page.items.index(text)]
    grounds = [item for item in below if item.kind == "area" and not item.box.intersection(text.box).is_empty]
    ground = grounds[-1].colour.lightness if grounds else 1.0
    return ground < MAX_DARK and text.colour.lightness >= ground + LIGHTER


def _check_line_weight(file: PrintFile) -> Result:
    """Checks areas too: WeasyPrint fills borders and rules."""
    lines = file.items_of_kind("line", "area")
    findings = [
        page.finding(line, "line.thin", weight=line.size, least=MIN_LINE)
        for page, line in lines
        if line.size < MIN_LINE - LINE_TOLERANCE
    ]
    if not lines:
        return message("line.no-lines"), []
    return message("line.measured", weight=min(line.size for _, line in lines)), findings


def _check_resolution(file: PrintFile) -> Result:
    pictures = file.items_of_kind("picture")
    findings = []
    for page, picture in pictures:
        good = GOOD_PHOTO if picture.is_photo else GOOD_DRAWING
        if picture.is_photo and picture.ppi < MIN_PHOTO:
            findings.append(_low_resolution(page, picture, good, "error"))
        elif picture.ppi < good - PPI_TOLERANCE:
            findings.append(_low_resolution(page, picture, good, "warning"))
    if not pictures:
        return message("resolution.no-pictures"), []
    return message("resolution.measured", ppi=min(picture.ppi for _, picture in pictures)), findings


def _low_resolution(page: PrintPage, picture: DrawnItem, good: int, severity: Severity) -> Finding:
    """Returns a finding that names the width in px that the picture needs at this size."""
    pixels = round(picture.pixels[0] * good / picture.ppi)
    return page.finding(picture, "resolution.low", ppi=picture.ppi, pixels=pixels, severity=severity)


RULES = (
    Rule("type", _check_type_size, {"least": MIN_TYPE, "reversed": MIN_REVERSED_TYPE}),
    Rule("line", _check_line_weight, {"least": MIN_LINE}),
    Rule(
        "resolution",
        _check_resolution,
        {"photo": GOOD_PHOTO, "least": MIN_PHOTO, "drawing": GOOD_DRAWING},
    ),
)
