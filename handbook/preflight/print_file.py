"""The print file in the form that the rules of the preflight need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pikepdf import Page, Pdf
from pikepdf.models.metadata import PdfMetadata

from handbook.content.model import Handbook
from handbook.pdf.drawn_item import DrawnItem
from handbook.pdf.page_boxes import Box, PageBoxes, page_boxes
from handbook.preflight.ink_coverage import InkCoverage
from handbook.preflight.model import Finding
from handbook.preflight.page_proof import PageProof
from handbook.support.messages import Message, message
from handbook.support.problems import Severity
from handbook.support.units import PT_PER_MM

Origins = Mapping[int, Mapping[str, str]]  # by page, then "text" or "picture": file and field of the content

NO_ORIGINS: Mapping[str, str] = {}


@dataclass(frozen=True)
class PrintPage:
    """A page of a print file: its number from 1, its boxes, the items that it draws, the gaps in its bleed."""

    number: int
    page: Page
    boxes: PageBoxes
    items: tuple[DrawnItem, ...]
    bleed_gaps: tuple[Box, ...]
    origins: Mapping[str, str]

    @property
    def media(self) -> Box:
        return self.boxes.media

    @property
    def bleed(self) -> Box:
        return self.boxes.bleed

    @property
    def trim(self) -> Box:
        return self.boxes.trim

    def finding(
        self,
        place: DrawnItem | Box,
        key: str,
        /,
        *,
        severity: Severity = "error",
        remedy: Message | None = None,
        **values: object,
    ) -> Finding:
        """Returns a finding at an item or a part of the page, with the sentences of ``key`` in the catalogue.

        ``remedy`` replaces the catalogue's own.

        Raises:
            KeyError: the catalogue has no such sentence, or a placeholder has no value.
        """
        box = place.box if isinstance(place, DrawnItem) else place
        in_picture = isinstance(place, DrawnItem) and (place.in_picture or place.kind == "picture")
        x, y = (box.left - self.trim.left) / PT_PER_MM, (self.trim.top - box.top) / PT_PER_MM
        origin = self.origins.get("picture" if in_picture else "text", "")
        return replace(
            file_finding(key, severity=severity, remedy=remedy, **values),
            page=self.number,
            x=round(x, 1),
            y=round(y, 1),
            origin=origin,
        )


def file_finding(
    key: str, /, *, severity: Severity = "error", remedy: Message | None = None, **values: object
) -> Finding:
    """Returns a finding about the file, not one page, with the sentences of ``key`` in the catalogue."""
    remedy = remedy or message(f"{key}.remedy", **values)
    return Finding(0, message(f"{key}.message", **values), remedy, severity)


@dataclass(frozen=True)
class PrintFile:
    """An open print PDF, with the handbook that it was made of.

    ``cover_spine`` is the width of the spine in mm if the file is a cover sheet (back, spine and front on one
    page), otherwise None. ``ink`` has the ink coverage of each page, or nothing if it was not measured.
    """

    pdf: Pdf
    proofs: Sequence[PageProof]
    handbook: Handbook
    origins: Origins
    cover_spine: float | None = None
    ink: Sequence[InkCoverage] = ()

    @cached_property
    def pages(self) -> list[PrintPage]:
        return [
            PrintPage(
                number,
                page,
                page_boxes(page),
                proof.items,
                proof.bleed_gaps,
                self.origins.get(number, NO_ORIGINS),
            )
            for number, (page, proof) in enumerate(zip(self.pdf.pages, self.proofs, strict=True), 1)
        ]

    @property
    def inside(self) -> list[PrintPage]:
        """The pages between the covers, which a perfect-bound book has on a sheet of their own."""
        return self.pages if self.handbook.print.perfect else self.pages[1:-1]

    @cached_property
    def xmp(self) -> PdfMetadata:
        """The XMP metadata, to be read only: in a ``with`` statement pikepdf would write it, and docinfo too."""
        return self.pdf.open_metadata()

    def items_of_kind(self, *kinds: str) -> list[tuple[PrintPage, DrawnItem]]:
        """Returns all items of some kinds in the order of the pages, each with its page."""
        return [(page, item) for page in self.pages for item in page.items if item.kind in kinds]
