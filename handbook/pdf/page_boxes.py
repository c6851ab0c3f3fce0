"""The boxes of a page: the sheet (MediaBox), the bleed and the trim."""

from collections.abc import Iterable
from typing import NamedTuple

from pikepdf import Object, Page

from handbook.support.units import PT_PER_MM


class Box(NamedTuple):
    """A rectangle in pt; the origin is the bottom left corner of the page's coordinate system."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> "Box":
        """Returns the smallest box that holds all points."""
        x, y = zip(*points, strict=True)
        return cls(min(x), min(y), max(x), max(y))

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def is_empty(self) -> bool:
        return self.left >= self.right or self.bottom >= self.top

    def intersection(self, other: "Box") -> "Box":
        """Returns what both boxes cover; an empty box where they do not overlap."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def enlarged(self, distance: float) -> "Box":
        """This box with ``distance`` pt more on every side."""
        return Box(self.left - distance, self.bottom - distance, self.right + distance, self.top + distance)


class PageBoxes(NamedTuple):
    """The boxes of a page, from the outermost to the innermost."""

    media: Box
    bleed: Box
    trim: Box

    @property
    def bleed_width(self) -> float:
        """How far the bleed extends beyond the trim, in mm, on the side where it extends least."""
        return min(margins(self.trim, self.bleed))


def page_boxes(page: Page | Object) -> PageBoxes:
    """Reads the boxes of a page; a missing box is the same as the next larger one."""
    media = Box(*map(float, page.MediaBox))
    bleed = Box(*map(float, page.BleedBox)) if "/BleedBox" in page else media
    return PageBoxes(media, bleed, Box(*map(float, page.TrimBox)) if "/TrimBox" in page else bleed)


def margins(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    """Returns how far ``outer`` extends beyond ``inner`` on the left, bottom, right and top, in mm."""
    return (
        (inner.left - outer.left) / PT_PER_MM,
        (inner.bottom - outer.bottom) / PT_PER_MM,
        (outer.right - inner.right) / PT_PER_MM,
        (outer.top - inner.top) / PT_PER_MM,
    )
