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
MIN_REVERSED_STROKE = 0.5  # pt; the ink around a thinner one runs into it
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


def _check_reversed_strokes(file: PrintFile) -> Result:
    """Checks light text on more than one ink: where a plate is off, its thin strokes fill up.

    A text that no printed page has in two sizes is reported once a page.
    """
    texts = [
        (page, text) for page, text in file.items_of_kind("text") if text.stroke and _inks_below(text, page) > 1
    ]
    thin = {
        (page.number, text.font, text.size): (page, text)
        for page, text in sorted(texts, key=lambda found: -found[1].stroke)
        if text.stroke < MIN_REVERSED_STROKE - LINE_TOLERANCE
    }
    findings = [
        page.finding(text, "reversed.thin", weight=text.stroke, least=MIN_REVERSED_STROKE, severity="warning")
        for page, text in thin.values()
    ]
    if not texts:
        return message("reversed.no-text"), []
    return message("reversed.measured", weight=min(text.stroke for _, text in texts)), findings


def _inks_below(text: DrawnItem, page: PrintPage) -> int:
    """Returns the number of inks that a text has around it, where it is lighter than they are."""
    ground = _ground(text, page)
    if ground is None or (ground.kind == "area" and text.colour.lightness < ground.colour.lightness + LIGHTER):
        return 0
    return len("CMYK") if ground.kind == "picture" and ground.colour.space == "/DeviceCMYK" else ground.colour.inks


def _is_reversed(text: DrawnItem, page: PrintPage) -> bool:
    """Returns whether a text is white, or lighter than a dark ground."""
    if text.colour.ink < MAX_REVERSED_INK:
        return True
    ground = _ground(text, page)
    lightness = ground.colour.lightness if ground and ground.kind == "area" else 1.0
    return lightness < MAX_DARK and text.colour.lightness >= lightness + LIGHTER


def _ground(text: DrawnItem, page: PrintPage) -> DrawnItem | None:
    """Returns the last area or picture that was drawn below a text, if there is one."""
    below = reversed(page.items[: page.items.index(text)])
    grounds = (item for item in below if item.kind in ("area", "picture"))
    return next((item for item in grounds if not item.box.intersection(text.box).is_empty), None)


def _check_line_weight(file: PrintFile) -> Result:
    """Checks areas too: WeasyPrint fills borders and rules."""
    lines = file.items_of_kind("line", "area")
    findings = [_thin_line(page, line) for page, line in lines if line.size < MIN_LINE - LINE_TOLERANCE]
    if not lines:
        return message("line.no-lines"), []
    return message("line.measured", weight=min(line.size for _, line in lines)), findings


def _thin_line(page: PrintPage, line: DrawnItem) -> Finding:
    """Returns an error, or of a drawing a warning: somebody else made it, and may have meant it so."""
    if line.in_picture:
        return page.finding(line, "line.drawn", weight=line.size, least=MIN_LINE, severity="warning")
    return page.finding(line, "line.thin", weight=line.size, least=MIN_LINE)


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
    Rule("reversed", _check_reversed_strokes, {"least": MIN_REVERSED_STROKE}),
    Rule("line", _check_line_weight, {"least": MIN_LINE}),
    Rule(
        "resolution",
        _check_resolution,
        {"photo": GOOD_PHOTO, "least": MIN_PHOTO, "drawing": GOOD_DRAWING},
    ),
)
