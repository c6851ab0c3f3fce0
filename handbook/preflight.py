"""Reads a finished print PDF back and judges it, rule by rule, as a print shop does before it accepts a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from pikepdf import Page, Pdf
from PIL import Image
from pypdfium2 import PdfDocument

from handbook.drawing import Box, Item, drawn
from handbook.ink import Inked
from handbook.model import Check, Finding, Handbook, Report, Severity

MM = 72 / 25.4  # pt
Origins = Mapping[int, Mapping[str, str]]  # by page, then "text" or "picture": file and field of the content
NOWHERE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Leaf:
    """A page as it is judged: its number from 1, its boxes in pt, all that it draws."""

    number: int
    page: Page
    media: Box
    bleed: Box
    trim: Box
    items: tuple[Item, ...]
    origins: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> list[Item]:
        return [item for item in self.items if item.kind == kind]

    def place(self, box: Box) -> tuple[float, float]:
        """Where a box starts, in mm from the top left of the trim."""
        return round((box.left - self.trim.left) / MM, 1), round((self.trim.top - box.top) / MM, 1)

    def finding(self, what: Item | Box, message: str, remedy: str, severity: Severity = "error") -> Finding:
        """Something wrong with an item, or in a part of the page."""
        box, kind = (what.box, what.kind) if isinstance(what, Item) else (what, "text")
        origin = self.origins.get("picture" if kind == "picture" else "text", "")
        return Finding(self.number, message, remedy, severity, *self.place(box), origin)


@dataclass(frozen=True)
class File:
    """A print PDF opened to be judged, with the handbook that it is of."""

    data: bytes
    book: Pdf
    handbook: Handbook
    origins: Origins
    spine: float
    ink: Sequence[Inked]

    @cached_property
    def leaves(self) -> list[Leaf]:
        pages = enumerate(self.book.pages, 1)
        return [_leaf(number, page, self.origins.get(number, NOWHERE)) for number, page in pages]

    @cached_property
    def pictures(self) -> list[Image.Image]:
        """Each page drawn at a pixel a point, bleed and marks included."""
        with PdfDocument(self.data) as document:
            return [page.render(scale=1).to_pil().convert("RGB") for page in document]


Verdict = tuple[str, list[Finding]]  # what was measured, what was found
Judge = Callable[[File], Verdict]


@dataclass(frozen=True)
class Rule:
    """What a print file must be, in words, who says so, and the function that judges it."""

    id: str
    asks: str
    source: str
    judge: Judge


def preflight(
    name: str,
    data: bytes,
    handbook: Handbook,
    origins: Origins,
    spine: float = 0,
    ink: Sequence[Inked] = (),
) -> Report:
    """The judgement of every rule on a finished file; ``origins`` tells where what is on its pages comes from.

    ``spine`` is given for a cover sheet, with its back on the left and its front on the right: its width in mm.
    ``ink`` is what ``ink.measure`` found on each page, where it was asked.
    """
    from handbook.rules import INSIDE, MEASURED, RULES  # they need the names above

    left_out = (*(INSIDE if spine else ()), *(() if ink else MEASURED))
    with Pdf.open(BytesIO(data)) as book:
        file = File(data, book, handbook, origins, spine, ink)
        checks = tuple(_check(rule, file) for rule in RULES if rule.id not in left_out)
        return Report(name, len(book.pages), checks)


def _check(rule: Rule, file: File) -> Check:
    measured, findings = rule.judge(file)
    return Check(rule.id, rule.asks, rule.source, measured, tuple(findings))


def _leaf(number: int, page: Page, origins: Mapping[str, str]) -> Leaf:
    media = _box(page, "/MediaBox")
    bleed = _box(page, "/BleedBox") or media
    trim = _box(page, "/TrimBox") or bleed
    assert media and bleed and trim
    return Leaf(number, page, media, bleed, trim, tuple(drawn(page)), origins)


def _box(page: Page, name: str) -> Box | None:
    found = page.get(name)
    return Box(*(float(value) for value in found)) if found is not None else None
