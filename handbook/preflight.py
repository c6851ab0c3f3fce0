"""Reads a finished print PDF back and judges it, rule by rule, as a print shop does before it accepts a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO

from pikepdf import Page, Pdf
from PIL import Image
from pypdfium2 import PdfDocument

from handbook.drawing import Box, Item, drawn
from handbook.model import Check, Finding, Handbook, Report

MM = 72 / 25.4  # pt


@dataclass(frozen=True)
class Leaf:
    """A page as it is judged: its number from 1, its boxes in pt, all that it draws."""

    number: int
    page: Page
    media: Box
    bleed: Box
    trim: Box
    items: tuple[Item, ...]

    def of(self, kind: str) -> list[Item]:
        return [item for item in self.items if item.kind == kind]

    def place(self, box: Box) -> tuple[float, float]:
        """Where a box starts, in mm from the top left of the trim."""
        return round((box.left - self.trim.left) / MM, 1), round((self.trim.top - box.top) / MM, 1)

    def finding(self, box: Box, message: str, remedy: str, severity: str = "error") -> Finding:
        x, y = self.place(box)
        return Finding(self.number, message, remedy, "error" if severity == "error" else "warning", x, y)


@dataclass(frozen=True)
class File:
    """A print PDF opened to be judged, with the handbook that it is of."""

    data: bytes
    book: Pdf
    handbook: Handbook
    spine: float

    @cached_property
    def leaves(self) -> list[Leaf]:
        return [_leaf(number, page) for number, page in enumerate(self.book.pages, 1)]

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


def preflight(name: str, data: bytes, handbook: Handbook, origins: Mapping[int, str], spine: float = 0) -> Report:
    """The judgement of every rule on a finished file; ``origins`` tells where the text of each page comes from.

    ``spine`` is given for a cover sheet, with its back on the left and its front on the right: its width in mm.
    """
    from handbook.rules import INSIDE, RULES  # they need the names above

    asked = [rule for rule in RULES if not spine or rule.id not in INSIDE]
    with Pdf.open(BytesIO(data)) as book:
        file = File(data, book, handbook, spine)
        return Report(name, len(book.pages), tuple(_check(rule, file, origins) for rule in asked))


def _check(rule: Rule, file: File, origins: Mapping[int, str]) -> Check:
    measured, findings = rule.judge(file)
    known = tuple(replace(found, origin=origins.get(found.page, "")) for found in findings)
    return Check(rule.id, rule.asks, rule.source, measured, known)


def _leaf(number: int, page: Page) -> Leaf:
    media = _box(page, "/MediaBox")
    bleed = _box(page, "/BleedBox") or media
    trim = _box(page, "/TrimBox") or bleed
    assert media and bleed and trim
    return Leaf(number, page, media, bleed, trim, tuple(drawn(page)))


def _box(page: Page, name: str) -> Box | None:
    found = page.get(name)
    return Box(*(float(value) for value in found)) if found is not None else None
