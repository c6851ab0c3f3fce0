"""What a rule of the preflight is: what it asks, and the function that judges a file by it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pikepdf import Page, Pdf

from handbook.content.model import Handbook
from handbook.pdf.content_stream import Box, Item
from handbook.preflight.ink_coverage import Inked
from handbook.preflight.model import Finding
from handbook.preflight.page_proof import Boxes, Proof, boxes
from handbook.support.problems import Severity
from handbook.support.units import PT_PER_MM

Origins = Mapping[int, Mapping[str, str]]  # by page, then "text" or "picture": file and field of the content


NOWHERE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Leaf:
    """A page as it is judged: its number from 1, its boxes, all that it draws."""

    number: int
    page: Page
    boxes: Boxes
    items: tuple[Item, ...]
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def media(self) -> Box:
        return self.boxes.media

    @property
    def bleed(self) -> Box:
        return self.boxes.bleed

    @property
    def trim(self) -> Box:
        return self.boxes.trim

    def of(self, kind: str) -> list[Item]:
        return [item for item in self.items if item.kind == kind]

    def place(self, box: Box) -> tuple[float, float]:
        """Where a box starts, in mm from the top left of the trim."""
        return round((box.left - self.trim.left) / PT_PER_MM, 1), round((self.trim.top - box.top) / PT_PER_MM, 1)

    def finding(self, what: Item | Box, message: str, remedy: str, severity: Severity = "error") -> Finding:
        """Something wrong with an item, or in a part of the page."""
        box, kind = (what.box, what.kind) if isinstance(what, Item) else (what, "text")
        origin = self.origins.get("picture" if kind == "picture" else "text", "")
        return Finding(self.number, message, remedy, severity, *self.place(box), origin)


@dataclass(frozen=True)
class File:
    """A print PDF opened to be judged, with the handbook that it is of."""

    book: Pdf
    proofs: Sequence[Proof]
    handbook: Handbook
    origins: Origins
    spine: float | None
    ink: Sequence[Inked]

    @cached_property
    def leaves(self) -> list[Leaf]:
        pages = enumerate(zip(self.book.pages, self.proofs, strict=True), 1)
        return [
            Leaf(number, page, boxes(page), proof.items, self.origins.get(number, NOWHERE))
            for number, (page, proof) in pages
        ]


Verdict = tuple[str, list[Finding]]  # what was measured, what was found


Judge = Callable[[File], Verdict]


@dataclass(frozen=True)
class Rule:
    """What a print file must be, in words, who says so, and the function that judges it."""

    id: str
    asks: str
    source: str
    judge: Judge
