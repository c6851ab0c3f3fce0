"""Laid-out sections, with their structure for screen readers. Frozen data, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from handbook.content.text import Text
from handbook.pages.model import Section


@dataclass(frozen=True)
class Overflow:
    """A text that does not fit in any size: ``words`` too many, or a ``word`` that is wider than its line."""

    field: str
    text: Text
    words: int = 0
    word: str = ""


@dataclass(frozen=True)
class Fill:
    """The fitting step of a section, 0 for the normal size, and how full the page of each text is, in percent."""

    step: int
    percent: Mapping[str, int]


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline: level from 1, page of the section from 0, place on it in pt from the bottom left."""

    level: int
    label: str
    page: int
    x: float
    y: float


class Region(NamedTuple):
    """Where a line of a field stands, or a picture: a box in mm from the top left corner of a page, from 0.

    The line has the letters and figures of the field from ``start`` to ``end``.
    """

    page: int
    field: str
    left: float
    top: float
    right: float
    bottom: float
    start: int
    end: int


class ContentReference(NamedTuple):
    """Content of a page, counted from 0: marked content or, for a ``link``, an annotation, by its number there."""

    page: int
    number: int
    link: bool = False


class StructureElement(NamedTuple):
    """A structure element on a page of its section. A picture has a box: left, top, right, bottom in px."""

    role: str
    page: int
    kids: tuple["StructureNode", ...]
    alt: str = ""
    box: tuple[float, ...] = ()


StructureNode = StructureElement | ContentReference


@dataclass(frozen=True)
class LaidOutSection:
    """A section laid out and written as a PDF without its fonts.

    ``pages`` is the number of its pages. ``tags`` is its structure for a screen reader; ``regions`` say where its
    fields stand. ``fonts`` are the digests of the font files that the PDF refers to. ``dependencies`` has the
    digest of each file that was fetched for it, by its address: pictures, font files and imported style sheets.
    """

    section: Section
    pdf: bytes
    pages: int
    fill: Fill
    overflows: tuple[Overflow, ...]
    bookmarks: tuple[Bookmark, ...]
    tags: tuple[StructureNode, ...]
    regions: tuple[Region, ...]
    fonts: frozenset[str]
    dependencies: Mapping[str, str]


Placed = tuple[int, LaidOutSection]  # a section after its place in the book, from 0


@dataclass(frozen=True)
class Book:
    """A laid-out handbook.

    ``sections`` are those from the front cover to the back cover. ``binding`` has what only a perfect-bound book
    has, each a page: the title page, the last page, the spine, and the tint of the insides of its cover. ``spine``
    is the width of the spine in mm, None where the book is saddle-stitched. ``fonts`` holds the font files of all
    sections by the digest of their bytes.
    """

    sections: tuple[LaidOutSection, ...]
    binding: tuple[LaidOutSection, ...]
    spine: float | None
    fonts: Mapping[str, bytes]

    @property
    def pages(self) -> int:
        """The number of pages, without those of the binding."""
        return sum(section.pages for section in self.sections)

    @property
    def overflows(self) -> list[Overflow]:
        return [overflow for section in (*self.sections, *self.binding) for overflow in section.overflows]
