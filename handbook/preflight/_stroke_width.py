"""Measures how thin the strokes of letters are, from their outlines in the fonts of a PDF."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

import uharfbuzz
from pikepdf import Dictionary, Object

EMBEDDED_FILES = ("/FontFile2", "/FontFile3")  # with outlines by glyph number, as this program embeds them
CURVE_STEPS = 4  # edges in place of a curve
OPPOSITE = -0.85  # cosine of the angle between two edges of a stroke, which run in opposite directions
LENGTH = 0.1  # of the type size: how long both sides of a stroke are together, or it is a corner
LONGEST = 0.15  # of the type size: a part of an edge whose middle is measured
NEAR = 1e-4  # of the type size

Point = tuple[float, float]


class _Edge(NamedTuple):
    """A line of an outline, for a type size of 1: where it starts, its direction and its length."""

    x: float
    y: float
    along_x: float
    along_y: float
    length: float


class _Crossing(NamedTuple):
    """Where a ray meets an edge: how far away, into which direction the edge turns, and its angle to the first."""

    distance: float
    turn: int
    cosine: float


@dataclass
class StrokeWidths:
    """The thinnest strokes of the glyphs of a file's fonts; each glyph is measured once."""

    _by_glyph: dict[tuple[tuple[int, int], int], float] = field(default_factory=dict)
    _fonts: dict[tuple[int, int], uharfbuzz.Font | None] = field(default_factory=dict)

    def thinnest(self, font: Object, codes: Iterable[int]) -> float:
        """Returns the thinnest stroke of some glyphs, for a type size of 1; 0 if none of them can be measured."""
        widths = [self._of_glyph(font, code) for code in sorted(set(codes))]
        return min((width for width in widths if width), default=0.0)

    def _of_glyph(self, font: Object, code: int) -> float:
        key = font.objgen, code
        if key not in self._by_glyph:
            if font.objgen not in self._fonts:
                self._fonts[font.objgen] = _open_font(font)
            opened = self._fonts[font.objgen]
            self._by_glyph[key] = _thinnest(list(_edges(opened, code))) if opened else 0.0
        return self._by_glyph[key]


def _open_font(font: Object) -> uharfbuzz.Font | None:
    """Returns the font file of a composite font, or None where it has none whose glyphs are numbered by code."""
    descriptor = font.get("/DescendantFonts", [Dictionary()])[0].get("/FontDescriptor", Dictionary())
    file = next((descriptor[key] for key in EMBEDDED_FILES if key in descriptor), None)
    return None if file is None else uharfbuzz.Font(uharfbuzz.Face(file.read_bytes()))


def _edges(font: uharfbuzz.Font, glyph: int) -> Iterator[_Edge]:
    """Yields the edges of a glyph, with straight ones in place of its curves."""
    contours: list[list[Point]] = []
    functions = uharfbuzz.DrawFuncs()
    functions.set_move_to_func(lambda x, y, _: contours.append([(x, y)]))
    functions.set_line_to_func(lambda x, y, _: contours[-1].append((x, y)))
    functions.set_quadratic_to_func(lambda *values: _add_curve(contours[-1], values[:-1]))
    functions.set_cubic_to_func(lambda *values: _add_curve(contours[-1], values[:-1]))
    font.draw_glyph(glyph, functions)
    size = font.face.upem
    for contour in contours:
        for (x, y), (end_x, end_y) in pairwise([*contour, contour[0]]):
            if length := hypot(end_x - x, end_y - y):
                yield _Edge(x / size, y / size, (end_x - x) / length, (end_y - y) / length, length / size)


def _add_curve(contour: list[Point], values: Sequence[float]) -> None:
    """Adds the points of a quadratic or cubic curve, by the algorithm of de Casteljau."""
    controls = [contour[-1], *zip(values[::2], values[1::2], strict=True)]
    for step in range(1, CURVE_STEPS + 1):
        t, points = step / CURVE_STEPS, controls
        while len(points) > 1:
            points = [(x + t * (to_x - x), y + t * (to_y - y)) for (x, y), (to_x, to_y) in pairwise(points)]
        contour.append(points[0])


def _thinnest(edges: list[_Edge]) -> float:
    """Returns the width of the thinnest stroke between some edges; 0 if there are none.

    Where two strokes join they may be thinner for a moment, which does no harm.
    """
    parts = [part for edge in edges for part in _parts(edge)]
    measured = sorted((width, part.length) for part in parts if (width := _width(part, edges)))
    length = 0.0
    for width, edge_length in measured:
        length += edge_length
        if length >= LENGTH:
            return width
    return 0.0


def _parts(edge: _Edge) -> Iterator[_Edge]:
    """Yields the parts of an edge, which are short: another outline may cross it."""
    count = ceil(edge.length / LONGEST)
    length = edge.length / count
    for number in range(count):
        start = number * length
        yield edge._replace(x=edge.x + start * edge.along_x, y=edge.y + start * edge.along_y, length=length)


def _width(edge: _Edge, edges: list[_Edge]) -> float:
    """Returns how thick the stroke behind the middle of an edge is; 0 where it is no side of a stroke."""
    sides = [_crossings(edge, side, edges) for side in (1, -1)]
    # Outlines may overlap: there is ink where they wind around a point, whatever edges are in it.
    one, other = (sum(crossing.turn for crossing in side) for side in sides)
    if bool(one) == bool(other):
        return 0.0
    winding = one or other
    for crossing in sorted(sides[0] if one else sides[1]):
        winding -= crossing.turn
        if not winding:
            return crossing.distance if crossing.cosine < OPPOSITE else 0.0
    return 0.0


def _crossings(edge: _Edge, side: int, edges: list[_Edge]) -> list[_Crossing]:
    """Returns where a ray from the middle of an edge, at right angles to it, meets other edges."""
    x, y = edge.x + edge.along_x * edge.length / 2, edge.y + edge.along_y * edge.length / 2
    ray_x, ray_y = -side * edge.along_y, side * edge.along_x
    found = []
    for other in edges:
        slope = ray_x * other.along_y - ray_y * other.along_x
        if abs(slope) > NEAR:
            to_x, to_y = other.x - x, other.y - y
            distance = (to_x * other.along_y - to_y * other.along_x) / slope
            if distance > NEAR and 0 <= (to_x * ray_y - to_y * ray_x) / slope < other.length:
                cosine = edge.along_x * other.along_x + edge.along_y * other.along_y
                found.append(_Crossing(distance, 1 if slope > 0 else -1, cosine))
    return found
