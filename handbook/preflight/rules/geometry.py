"""Rules of print shops for geometry: number and size of pages, bleed, and distance of text from trim and fold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from handbook.pdf.drawn_item import DrawnItem
from handbook.pdf.page_boxes import Box, margins
from handbook.preflight.print_file import PrintFile, PrintPage, file_finding
from handbook.preflight.rule import Result, Rule
from handbook.preflight.rules._shared import BUG, STYLE_SHEET, TOLERANCE
from handbook.support.messages import listed, message
from handbook.support.problems import Severity
from handbook.support.units import PT_PER_MM

MIN_BLEED = 3  # mm
AT_TRIM = 0.3  # mm: a colour that ends this near to the trim was meant to be cut
MIN_TO_TRIM, SAFE_TO_TRIM = 3, 5  # mm from text to the trim: an error below the first, a warning below the second
SAFE_TO_FOLD = 8  # mm from text to the fold: a warning below it
SADDLE_STITCH_MULTIPLE, PERFECT_MULTIPLE = 4, 2  # pages: of a folded sheet, of a leaf
MAX_SADDLE_STITCHED = 64  # pages


def _check_bleed(file: PrintFile) -> Result:
    findings = [
        page.finding(page.trim, "bleed.narrow", width=page.boxes.bleed_width, least=MIN_BLEED)
        for page in file.pages
        if page.boxes.bleed_width < MIN_BLEED - TOLERANCE
    ]
    return message("bleed.measured", width=min(page.boxes.bleed_width for page in file.pages)), findings


def _check_colour_in_bleed(file: PrintFile) -> Result:
    """Checks that colour which reaches the trim continues to the edge of the bleed.

    On the rendered page, and for each area and picture: a tint can be too light to be told from paper, and a
    colour may end on top of another one. A curve that the trim cuts ends where it likes, beyond it too, and in a
    drawing all does.
    """
    findings = []
    for page in file.pages:
        ends = [end for item in page.items if _is_coloured(item) for end in _ends_in_bleed(item.box, page)]
        drawings = [item.box for item in page.items if item.in_picture and item.kind != "picture"]
        gaps = list(_outside(drawings, page.bleed_gaps))
        gaps += _outside(page.bleed_gaps, ends)
        findings += [page.finding(gap, "bleed-drawn.gap", least=MIN_BLEED) for gap in gaps]
    return message("bleed-drawn.measured", pages=len(file.pages)), findings


def _outside(areas: Iterable[Box], boxes: Sequence[Box]) -> Iterator[Box]:
    """Yields the boxes that are more than a millimetre away from some areas."""
    near = [area.enlarged(PT_PER_MM) for area in areas]
    return (box for box in boxes if all(box.intersection(area).is_empty for area in near))


def _is_coloured(item: DrawnItem) -> bool:
    """Returns whether an item has to go on into the bleed; in a drawing its maker decides where areas end."""
    if item.in_picture:
        return item.kind == "picture"
    return item.kind == "picture" or (item.kind == "area" and not item.is_curved and item.colour.ink > 0)


def _ends_in_bleed(box: Box, page: PrintPage) -> Iterator[Box]:
    """Yields the edges of a box that lie in the bleed, or at the trim."""
    trim, bleed, near = page.trim, page.bleed, AT_TRIM * PT_PER_MM
    reach = 2 * TOLERANCE * PT_PER_MM
    if bleed.left + reach < box.left <= trim.left + near:
        yield Box(box.left - reach, box.bottom, box.left, box.top)
    if trim.right - near <= box.right < bleed.right - reach:
        yield Box(box.right, box.bottom, box.right + reach, box.top)
    if bleed.bottom + reach < box.bottom <= trim.bottom + near:
        yield Box(box.left, box.bottom - reach, box.right, box.bottom)
    if trim.top - near <= box.top < bleed.top - reach:
        yield Box(box.left, box.top, box.right, box.top + reach)


def _check_text_to_trim(file: PrintFile) -> Result:
    distances = [(page, text, min(margins(text.box, page.trim))) for page, text in file.items_of_kind("text")]
    findings = []
    for page, text, distance in distances:
        if distance < SAFE_TO_TRIM - TOLERANCE:
            severity: Severity = "error" if distance < MIN_TO_TRIM - TOLERANCE else "warning"
            findings.append(
                page.finding(text, "text-trim.near", distance=distance, remedy=STYLE_SHEET, severity=severity)
            )
    if not distances:
        return message("text-trim.no-text"), []
    return message("text-trim.measured", distance=min(distance for *_, distance in distances)), findings


def _check_text_to_fold(file: PrintFile) -> Result:
    distances = [
        (page, text, _distance_to_fold(text.box, page, file.cover_spine))
        for page, text in file.items_of_kind("text")
    ]
    findings = [
        page.finding(text, "text-fold.near", distance=distance, remedy=STYLE_SHEET, severity="warning")
        for page, text, distance in distances
        if distance < SAFE_TO_FOLD - TOLERANCE
    ]
    if not distances:
        return message("text-fold.no-text"), []
    return message("text-fold.measured", distance=min(distance for *_, distance in distances)), findings


def _distance_to_fold(text: Box, page: PrintPage, cover_spine: float | None) -> float:
    """Returns the distance in mm of a text to the fold; on a cover sheet, to the nearer edge of the spine.

    A text on the spine counts as far enough away: there is no more room between two folds.
    """
    if cover_spine is None:
        return (text.left - page.trim.left if page.number % 2 else page.trim.right - text.right) / PT_PER_MM
    middle, half = (page.trim.left + page.trim.right) / 2, cover_spine * PT_PER_MM / 2
    if middle - half < text.left and text.right < middle + half:
        return SAFE_TO_FOLD
    return max(text.left - (middle + half), (middle - half) - text.right) / PT_PER_MM


def _check_page_count(file: PrintFile) -> Result:
    pages, perfect = len(file.pages), file.handbook.print.perfect
    multiple = PERFECT_MULTIPLE if perfect else SADDLE_STITCH_MULTIPLE
    findings = []
    if pages % multiple:
        findings.append(file_finding("pages.not-a-multiple", pages=pages, multiple=multiple, remedy=BUG))
    if pages > MAX_SADDLE_STITCHED and not perfect:
        findings.append(file_finding("pages.too-many", pages=pages, severity="warning"))
    return message("pages.measured", pages=pages), findings


def _check_page_size(file: PrintFile) -> Result:
    """Checks that each page has the trim size of the handbook; a cover sheet two of them and the spine."""
    width, height = file.handbook.print.trim
    if file.cover_spine is not None:
        width = 2 * width + file.cover_spine
    wanted = message("single.size", width=width, height=height)
    sizes = Counter(_trim_size(page) for page in file.pages)
    findings = [
        page.finding(page.trim, "single.other-size", size=_trim_size(page), wanted=wanted, remedy=STYLE_SHEET)
        for page in file.pages
        if _trim_size(page) != wanted
    ]
    measured = [message("single.measured", pages=pages, size=size) for size, pages in sizes.items()]
    return listed(measured), findings


def _trim_size(page: PrintPage) -> str:
    return message("single.size", width=page.trim.width / PT_PER_MM, height=page.trim.height / PT_PER_MM)


def _check_marks(file: PrintFile) -> Result:
    room = max(max(margins(page.bleed, page.media)) for page in file.pages)
    if file.handbook.print.marks:
        return message("marks.wanted", room=room), []
    if room > TOLERANCE:
        return message("marks.not-wanted", room=room), [file_finding("marks.unwanted", remedy=BUG)]
    return message("marks.none"), []


RULES = (
    Rule("bleed", _check_bleed, {"least": MIN_BLEED}),
    Rule("bleed-drawn", _check_colour_in_bleed),
    Rule("text-trim", _check_text_to_trim, {"least": MIN_TO_TRIM, "safe": SAFE_TO_TRIM}),
    Rule("text-fold", _check_text_to_fold, {"safe": SAFE_TO_FOLD}),
    Rule(
        "pages",
        _check_page_count,
        {"saddle": SADDLE_STITCH_MULTIPLE, "perfect": PERFECT_MULTIPLE, "most": MAX_SADDLE_STITCHED},
        for_cover_sheets=False,
    ),
    Rule("single", _check_page_size),
    Rule("marks", _check_marks),
)
