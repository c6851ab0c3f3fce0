"""Rules of print shops for colour: colour spaces, ink coverage, black text."""

from collections import Counter
from collections.abc import Iterator

from handbook.pdf.drawn_item import Colour, DrawnItem
from handbook.pdf.page_boxes import Box
from handbook.preflight.ink_coverage import InkCoverage
from handbook.preflight.print_file import PrintFile, PrintPage
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import PRINT_SHOPS, STYLE_SHEET, TOLERANCE
from handbook.support.messages import message
from handbook.support.problems import Severity

PRINT_SPACES = ("/DeviceCMYK", "/DeviceGray")
MAX_INK, SAFE_INK = 300, 260  # percent: an error above the first, a warning above the second
INK_LIMITS: tuple[tuple[int, Severity], ...] = ((MAX_INK, "error"), (SAFE_INK, "warning"))
SPECK = 50  # square pt of a rendered page with too much ink that are ignored
BODY_SIZES = (9, 12)  # pt: running text is smaller than titles and larger than labels
BLACKS = (Colour("/DeviceCMYK", (0.0, 0.0, 0.0, 1.0)), Colour("/DeviceGray", (0.0,)))


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


def _check_body_text(file: PrintFile) -> Result:
    """Checks that the font with the most letters, that of the body, is in black alone at all body sizes."""
    texts = [(page, text) for page, text in file.items_of_kind("text") if _has_body_size(text)]
    letters: Counter[str] = Counter()
    for _, text in texts:
        letters[text.font] += text.letters
    if not letters:
        return message("body.no-text"), []
    body, count = letters.most_common(1)[0]
    findings = [
        page.finding(text, "body.not-black", colour=_in_words(text.colour), remedy=STYLE_SHEET)
        for page, text in texts
        if text.font == body and text.colour not in BLACKS
    ]
    return message("body.measured", font=body.split("+")[-1].strip("/"), letters=count), findings


def _has_body_size(text: DrawnItem) -> bool:
    return BODY_SIZES[0] - TOLERANCE <= text.size < BODY_SIZES[1]


def _in_words(colour: Colour) -> str:
    """Returns a colour as a designer writes it: CMYK 0 0 0 100."""
    values = " ".join(f"{100 * value:.0f}" for value in colour.values)
    return f"{colour.space.removeprefix('/Device')} {values}"


RULES = (
    Rule("colour", PRINT_SHOPS, _check_colour_spaces),
    Rule("ink", PRINT_SHOPS, _check_ink, {"most": MAX_INK, "safe": SAFE_INK}),
    Rule("ink-drawn", PRINT_SHOPS, _check_rendered_ink, needs_ink=True),
    Rule("body", PRINT_SHOPS, _check_body_text, for_cover_sheets=False),
)
