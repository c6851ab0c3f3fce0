"""Sections laid out, and what a screen reader meets in them. Frozen data, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from handbook.content.text import Text
from handbook.pages.model import Edition, Section


@dataclass(frozen=True)
class Overflow:
    """A text that does not fit at any step: ``words`` too many, or a ``word`` wider than its line."""

    edition: str
    field: str
    text: Text
    words: int = 0
    word: str = ""


@dataclass(frozen=True)
class Fill:
    """How a section came out: the fitting step, and how full the page of each text is, in percent."""

    step: int
    percent: Mapping[str, int]


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline: its level from 1, the page of its section from 0, and where on it, in pt."""

    level: int
    label: str
    page: int
    x: float
    y: float


class Leaf(NamedTuple):
    """What an element holds of a page, counted from 0: a piece of marked content, or a link, by its number."""

    page: int
    number: int
    link: bool = False


class Tag(NamedTuple):
    """A structure element on a page of its section, with its kids. A picture has a box, in px from top left."""

    role: str
    page: int
    kids: tuple["Tag | Leaf", ...]
    alt: str = ""
    box: tuple[float, ...] = ()


Kid = Tag | Leaf


@dataclass(frozen=True)
class Piece:
    """A section laid out and written, without its fonts: how many pages it has, and what does not fit.

    ``tags`` are what a screen reader meets in it, on paper none.
    """

    section: Section
    pdf: bytes
    pages: int
    fill: Fill
    overflows: tuple[Overflow, ...]
    bookmarks: tuple[Bookmark, ...]
    tags: tuple["Kid", ...]


@dataclass(frozen=True)
class Book:
    """An edition laid out and written, section by section, and the seconds that took.

    ``cover`` is back, spine and front where they make a sheet of their own. ``fonts`` has the font files that all
    sections name, by the digest of their bytes.
    """

    edition: Edition
    parts: tuple[Piece, ...]
    cover: tuple[Piece, ...]
    fonts: Mapping[str, bytes]
    seconds: float

    @property
    def sections(self) -> list[Section]:
        return [part.section for part in self.parts]

    @property
    def pages(self) -> int:
        return sum(part.pages for part in self.parts)

    @property
    def overflows(self) -> list[Overflow]:
        return [found for part in (*self.parts, *self.cover) for found in part.overflows]
