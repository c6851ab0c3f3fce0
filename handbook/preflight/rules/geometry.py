"""What print shops ask of the pages: their number, size, bleed, and how far text stays from cut and fold."""

from collections import Counter

from handbook.pdf.content_stream import Box
from handbook.preflight.model import Finding
from handbook.preflight.page_proof import margins
from handbook.preflight.rule import File, Leaf, Rule, Verdict
from handbook.preflight.rules.wording import PROGRAM, SHOPS, STYLE, TOLERANCE
from handbook.support.problems import Severity
from handbook.support.units import PT_PER_MM

BLEED = 3  # mm
TEXT_TO_TRIM, NEAR_TRIM = 3, 5  # mm: refused, warned
TEXT_TO_FOLD = 8  # mm
STITCHED = 64  # pages


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
    return f"{(box.right - box.left) / PT_PER_MM:.1f} x {(box.top - box.bottom) / PT_PER_MM:.1f} mm"


def _marks(file: File) -> Verdict:
    extra = max(max(margins(leaf.bleed, leaf.media)) for leaf in file.leaves)
    asked = file.handbook.print.marks
    wrong = extra > TOLERANCE and not asked
    findings = [Finding(0, "there is room for printer's marks that were not asked for", PROGRAM)] if wrong else []
    return f"{extra:.1f} mm outside the bleed, marks {'' if asked else 'not '}asked for", findings


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
    least = min(leaf.boxes.margin for leaf in file.leaves)
    findings = [
        leaf.finding(leaf.trim, f"the bleed is {leaf.boxes.margin:.1f} mm", f"At least 3 mm are asked. {STYLE}")
        for leaf in file.leaves
        if leaf.boxes.margin < BLEED - TOLERANCE
    ]
    return f"{least:.2f} mm", findings


def _bleed_drawn(file: File) -> Verdict:
    """Whether colour that reaches the trim goes on to the edge of the bleed, in the page as it is drawn."""
    findings = [
        leaf.finding(box, "colour reaches the cut, but not the bleed", f"Let it run 3 mm over the edge. {STYLE}")
        for leaf, proof in zip(file.leaves, file.proofs, strict=True)
        for box in proof.bare
    ]
    return f"{len(file.leaves)} pages drawn and looked at", findings


def _text_to_trim(file: File) -> Verdict:
    least, findings = 1e6, []
    for leaf in file.leaves:
        for item in leaf.of("text"):
            sides = (item.box.left - leaf.trim.left, leaf.trim.right - item.box.right)
            away = min(*sides, item.box.bottom - leaf.trim.bottom, leaf.trim.top - item.box.top) / PT_PER_MM
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


def _from_fold(box: Box, leaf: Leaf, spine: float | None) -> float:
    """How far text stands from the fold of its page in mm; on a cover sheet, from the nearer side of the spine.

    Text on the spine itself is as far as any text may be: the least that is asked stands there already.
    """
    if spine is None:
        return (box.left - leaf.trim.left if leaf.number % 2 else leaf.trim.right - box.right) / PT_PER_MM
    middle, half = (leaf.trim.left + leaf.trim.right) / 2, spine * PT_PER_MM / 2
    if middle - half < box.left and box.right < middle + half:
        return TEXT_TO_FOLD
    return max(box.left - (middle + half), (middle - half) - box.right) / PT_PER_MM


RULES = (
    Rule("bleed", "At least 3 mm of bleed on every side", SHOPS, _bleed),
    Rule("bleed-drawn", "Colour that reaches the cut runs on through the bleed", SHOPS, _bleed_drawn),
    Rule("text-trim", "Text 3 mm from the cut; better 5 mm", SHOPS, _text_to_trim),
    Rule("text-fold", "Text 8 mm from the fold", SHOPS, _text_to_fold),
    Rule("pages", "A multiple of 4 pages, of 2 when glued; more than 64 are too many for staples", SHOPS, _number),
    Rule("single", "Single pages of one size", SHOPS, _single),
    Rule("marks", "No printer's marks, unless print: marks: yes asks for them", SHOPS, _marks),
)
