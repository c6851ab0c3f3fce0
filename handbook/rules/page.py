"""What print shops ask of the pages: their number, size, bleed, and how far text stays from cut and fold."""

from collections import Counter
from collections.abc import Iterator

from PIL import Image, ImageChops

from handbook.drawing import Box
from handbook.model import Finding, Severity
from handbook.preflight import MM, File, Leaf, Rule, Verdict
from handbook.rules.words import PROGRAM, SHOPS, STYLE, TOLERANCE

BLEED = 3  # mm
TEXT_TO_TRIM, NEAR_TRIM = 3, 5  # mm: refused, warned
TEXT_TO_FOLD = 8  # mm
STITCHED = 64  # pages
PALE = 245  # of 255: lighter than this is paper


def _single(file: File) -> Verdict:
    sizes = Counter(_size(leaf.trim) for leaf in file.leaves)
    usual = sizes.most_common(1)[0][0]
    findings = [
        leaf.finding(leaf.trim, f"the page is {_size(leaf.trim)}, others are {usual}", STYLE)
        for leaf in file.leaves
        if _size(leaf.trim) != usual
    ]
    return ", ".join(f"{number} of {size}" for size, number in sizes.items()), findings


def _size(box: Box) -> str:
    return f"{(box.right - box.left) / MM:.1f} x {(box.top - box.bottom) / MM:.1f} mm"


def _marks(file: File) -> Verdict:
    extra = max(max(_margins(leaf.bleed, leaf.media)) for leaf in file.leaves)
    asked = file.handbook.print.marks
    wrong = extra > TOLERANCE and not asked
    findings = [Finding(0, "there is room for printer's marks that were not asked for", PROGRAM)] if wrong else []
    return f"{extra:.1f} mm outside the bleed, marks {'' if asked else 'not '}asked for", findings


def _margins(inner: Box, outer: Box) -> list[float]:
    """What lies between two boxes, in mm, on each side."""
    across = (inner.left - outer.left, outer.right - inner.right)
    up = (inner.bottom - outer.bottom, outer.top - inner.top)
    return [side / MM for side in (*across, *up)]


def _number(file: File) -> Verdict:
    pages, perfect = len(file.leaves), file.handbook.print.perfect
    findings = []
    if pages % (2 if perfect else 4):
        message = f"{pages} pages, which is not a multiple of {2 if perfect else 4}"
        findings.append(Finding(0, message, PROGRAM))
    if pages > STITCHED and not perfect:
        message = f"{pages} pages are many for staples; the booklet will not lie flat"
        findings.append(Finding(0, message, "Ask the print shop, or leave some cases out.", "warning"))
    return f"{pages} pages", findings


def _bleed(file: File) -> Verdict:
    least = min(_least_margin(leaf) for leaf in file.leaves)
    findings = [
        leaf.finding(leaf.trim, f"the bleed is {_least_margin(leaf):.1f} mm", f"At least 3 mm are asked. {STYLE}")
        for leaf in file.leaves
        if _least_margin(leaf) < BLEED - TOLERANCE
    ]
    return f"{least:.2f} mm", findings


def _least_margin(leaf: Leaf) -> float:
    return min(_margins(leaf.trim, leaf.bleed))


def _bleed_drawn(file: File) -> Verdict:
    """Whether colour that reaches the trim goes on to the edge of the bleed, in the page as it is drawn."""
    findings = [
        leaf.finding(box, "colour reaches the cut, but not the bleed", f"Let it run 3 mm over the edge. {STYLE}")
        for leaf, picture in zip(file.leaves, file.pictures, strict=True)
        for box in _bare(leaf, picture)
    ]
    return f"{len(file.leaves)} pages drawn and looked at", findings


def _bare(leaf: Leaf, picture: Image.Image) -> Iterator[Box]:
    """The edges of a drawn page that are coloured just inside the trim and bare at the outside of the bleed."""
    left, top = leaf.trim.left - leaf.media.left, leaf.media.top - leaf.trim.top
    width, height = leaf.trim.right - leaf.trim.left, leaf.trim.top - leaf.trim.bottom
    out = int(_least_margin(leaf) * MM) - 1
    edges = {
        "left": ((left + 1, top), (left - out, top), (1, height)),
        "right": ((left + width - 2, top), (left + width + out, top), (1, height)),
        "top": ((left, top + 1), (left, top - out), (width, 1)),
        "bottom": ((left, top + height - 2), (left, top + height + out), (width, 1)),
    }
    for (x, y), (out_x, out_y), (across, down) in edges.values():
        inside = _strip(picture, x, y, across, down)
        outside = _strip(picture, out_x, out_y, across, down)
        lost = ImageChops.subtract(outside, inside)
        if (where := lost.getbbox()) and max(where[2] - where[0], where[3] - where[1]) > 2:
            at, up = x + where[0] + leaf.media.left, leaf.media.top - y - where[1]
            yield Box(at, up - down, at + across, up)


def _strip(picture: Image.Image, x: float, y: float, across: float, down: float) -> Image.Image:
    """A strip of a picture, white where it shows paper and black where it shows ink."""
    left, top = min(picture.width, max(0, round(x))), min(picture.height, max(0, round(y)))
    box = (left, top, min(picture.width, left + round(across)), min(picture.height, top + round(down)))
    return picture.crop(box).convert("L").point([0] * PALE + [255] * (256 - PALE))


def _text_to_trim(file: File) -> Verdict:
    least, findings = 1e6, []
    for leaf in file.leaves:
        for item in leaf.of("text"):
            sides = (item.box.left - leaf.trim.left, leaf.trim.right - item.box.right)
            away = min(*sides, item.box.bottom - leaf.trim.bottom, leaf.trim.top - item.box.top) / MM
            least = min(least, away)
            if away < NEAR_TRIM - TOLERANCE:
                severity: Severity = "error" if away < TEXT_TO_TRIM - TOLERANCE else "warning"
                findings.append(leaf.finding(item, f"text stands {away:.1f} mm from the cut", STYLE, severity))
    return f"{least:.1f} mm", findings


def _text_to_fold(file: File) -> Verdict:
    least, findings = 1e6, []
    for leaf in file.leaves:
        for item in leaf.of("text"):
            away = _from_fold(item.box, leaf, file.spine)
            least = min(least, away)
            if away < TEXT_TO_FOLD - TOLERANCE:
                message = f"text stands {away:.1f} mm from the fold"
                findings.append(leaf.finding(item, message, STYLE, "warning"))
    return f"{least:.1f} mm", findings


def _from_fold(box: Box, leaf: Leaf, spine: float) -> float:
    """How far text stands from the fold of its page in mm; on a cover sheet, from the nearer side of the spine.

    Text on the spine itself is as far as any text may be: the least that is asked stands there already.
    """
    if not spine:
        return (box.left - leaf.trim.left if leaf.number % 2 else leaf.trim.right - box.right) / MM
    middle, half = (leaf.trim.left + leaf.trim.right) / 2, spine * MM / 2
    if middle - half < box.left and box.right < middle + half:
        return TEXT_TO_FOLD
    return max(box.left - (middle + half), (middle - half) - box.right) / MM


RULES = (
    Rule("bleed", "At least 3 mm of bleed on every side", SHOPS, _bleed),
    Rule("bleed-drawn", "Colour that reaches the cut runs on through the bleed", SHOPS, _bleed_drawn),
    Rule("text-trim", "Text 3 mm from the cut; better 5 mm", SHOPS, _text_to_trim),
    Rule("text-fold", "Text 8 mm from the fold", SHOPS, _text_to_fold),
    Rule("pages", "A multiple of 4 pages, of 2 when glued; more than 64 are too many for staples", SHOPS, _number),
    Rule("single", "Single pages of one size", SHOPS, _single),
    Rule("marks", "No printer's marks, unless print: marks: yes asks for them", SHOPS, _marks),
)
