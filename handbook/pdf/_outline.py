"""The outlines of a filled path: which of them are holes, and how thick what lies between them is."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import hypot
from statistics import median
from typing import NamedTuple

from handbook.pdf.page_boxes import Box

Point = tuple[float, float]

NOTHING = 0.001  # pt; where two outlines are closer, nothing is painted between them


class Edge(NamedTuple):
    """A line of an outline; not ``is_straight`` if it is part of a curve."""

    start: Point
    end: Point
    is_straight: bool


class Outline:
    """A subpath that is filled, and therefore closed."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        closing = Edge(edges[-1].end, edges[0].start, is_straight=True)
        self.edges = [*edges, closing] if closing.start != closing.end else list(edges)
        self.box = Box.around(edge.start for edge in self.edges)

    @cached_property
    def area(self) -> float:
        """In square pt; negative where the outline runs clockwise."""
        return sum(_cross(edge.start, edge.end) for edge in self.edges) / 2

    def contains(self, other: "Outline") -> bool:
        """Returns whether another outline lies in this one, by their boxes, which may share edges."""
        own, inner = self.box.enlarged(NOTHING), other.box
        return (
            own.left <= inner.left
            and own.bottom <= inner.bottom
            and own.right >= inner.right
            and (own.top >= inner.top)
        )

    def thickness(self, holes: Sequence["Outline"], clip: Box) -> float:
        """Returns how thick this outline is inside ``clip``; between it and its ``holes``, if it has some."""
        if distances := [thickness for hole in holes if (thickness := self._distance(hole, clip)) > NOTHING]:
            return min(distances)
        visible = self.box.intersection(clip)
        return min(self._width, visible.width, visible.height)

    def _distance(self, hole: "Outline", clip: Box) -> float:
        """Returns the least distance of a hole's straight edges, or the usual one of a hole that has only curves.

        A frame with lines on some sides only gets thinner in its round corners, which is no mistake.
        """
        visible = clip.enlarged(NOTHING)
        edges = [edge for edge in hole.edges if _is_inside(_middle(edge), visible)]
        straight = [edge for edge in edges if edge.is_straight]
        distances = [min(_distance(_middle(edge), own) for own in self.edges) for edge in straight or edges]
        distances = [distance for distance in distances if distance > NOTHING]
        if not distances:
            return 0.0
        return min(distances) if straight else median(distances)

    @property
    def _width(self) -> float:
        """The least width of a convex outline; of another one the mean, as if it were a line."""
        perimeter = sum(hypot(*_vector(edge)) for edge in self.edges)
        if not self._is_convex:
            return 2 * abs(self.area) / perimeter
        return min(
            max(abs(_cross(_vector(edge), _difference(other.start, edge.start))) for other in self.edges)
            / hypot(*_vector(edge))
            for edge in self.edges
        )

    @property
    def _is_convex(self) -> bool:
        turns = [_cross(_vector(one), _vector(next_)) for one, next_ in pairwise([*self.edges, self.edges[0]])]
        return min(turns) >= -NOTHING or max(turns) <= NOTHING


def parts_of(outlines: Sequence[Outline], *, even_odd: bool) -> Iterator[tuple[Outline, list[Outline]]]:
    """Yields each outline that surrounds something filled, with the holes in it."""
    ordered = sorted(outlines, key=lambda outline: -abs(outline.area))
    around = [[other for other in ordered[:index] if other.contains(one)] for index, one in enumerate(ordered)]
    is_hole = [
        len(others) % 2 == 1 if even_odd else sum(_direction(other) for other in (one, *others)) == 0
        for one, others in zip(ordered, around, strict=True)
    ]
    for one, others, hole in zip(ordered, around, is_hole, strict=True):
        if not hole:
            yield (
                one,
                [
                    inner
                    for inner, outer, inner_is_hole in zip(ordered, around, is_hole, strict=True)
                    if inner_is_hole and one in outer and len(outer) == len(others) + 1
                ],
            )


def _direction(outline: Outline) -> int:
    return 1 if outline.area > 0 else -1


def _vector(edge: Edge) -> Point:
    return _difference(edge.end, edge.start)


def _difference(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]


def _cross(one: Point, other: Point) -> float:
    return one[0] * other[1] - one[1] * other[0]


def _middle(edge: Edge) -> Point:
    return (edge.start[0] + edge.end[0]) / 2, (edge.start[1] + edge.end[1]) / 2


def _is_inside(point: Point, box: Box) -> bool:
    return box.left <= point[0] <= box.right and box.bottom <= point[1] <= box.top


def _distance(point: Point, edge: Edge) -> float:
    """Returns the distance of a point from the nearest point of an edge."""
    (x, y), (along_x, along_y) = _difference(point, edge.start), _vector(edge)
    share = (x * along_x + y * along_y) / (along_x**2 + along_y**2)
    share = min(1.0, max(0.0, share))
    return hypot(x - share * along_x, y - share * along_y)
