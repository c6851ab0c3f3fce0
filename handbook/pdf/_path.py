"""The path that the operators of a content stream construct."""

from collections.abc import Sequence
from math import hypot

from pikepdf import Matrix

from handbook.pdf._outline import Edge, Outline, Point, parts_of
from handbook.pdf.page_boxes import Box

CONSTRUCTION_OPERATORS = ("m", "l", "c", "v", "y", "h", "re")
FILL_OPERATORS, STROKE_OPERATORS = ("f", "F", "f*", "B", "B*", "b", "b*"), ("S", "s", "B", "B*", "b", "b*")
PAINT_OPERATORS = {*FILL_OPERATORS, *STROKE_OPERATORS, "n"}
EVEN_ODD_OPERATORS = ("f*", "B*", "b*")  # fill what an odd number of outlines surrounds
CURVE_STEPS = 8  # edges in place of a curve


class Path:
    """A path in the page's coordinates; its curves are approximated by edges."""

    def __init__(self) -> None:
        self.subpaths: list[list[Edge]] = []
        self.start = self.current = (0.0, 0.0)

    def extend(self, operator: str, values: Sequence[float], matrix: Matrix) -> None:
        """Carries out one of CONSTRUCTION_OPERATORS, whose operands ``matrix`` turns into page coordinates."""
        if operator == "re":
            x, y, width, height = values
            values = (x, y, x + width, y, x + width, y + height, x, y + height)
        points = [matrix.transform(point) for point in zip(values[::2], values[1::2], strict=True)]
        if operator in ("m", "re") or not self.subpaths:
            self.subpaths.append([])
            self.start = self.current = points.pop(0)
        if operator in ("h", "re"):
            points.append(self.start)
        if operator in ("c", "v", "y"):
            self._curve(operator, points)
        else:
            for point in points:
                self._edge(point, is_straight=True)

    def _edge(self, end: Point, *, is_straight: bool) -> None:
        if end != self.current:
            self.subpaths[-1].append(Edge(self.current, end, is_straight))
        self.current = end

    def _curve(self, operator: str, points: list[Point]) -> None:
        if operator == "v":
            points.insert(0, self.current)
        first, second, end = points if len(points) == 3 else (*points, points[-1])
        controls = (self.current, first, second, end)
        for step in range(1, CURVE_STEPS + 1):
            t = step / CURVE_STEPS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            x, y = (sum(w * p[axis] for w, p in zip(weights, controls, strict=True)) for axis in (0, 1))
            self._edge((x, y), is_straight=False)

    @property
    def box(self) -> Box:
        """The smallest box that holds the path; a point at the origin if it has no edges."""
        points = [point for subpath in self.subpaths for edge in subpath for point in edge[:2]]
        return Box.around(points or [self.start])

    @property
    def is_curved(self) -> bool:
        """Whether a part of its outline is a curve."""
        return any(not edge.is_straight for subpath in self.subpaths for edge in subpath)

    def fill_thickness(self, clip: Box, *, even_odd: bool) -> float:
        """Returns the thickness in pt of the thinnest part that is filled inside ``clip``."""
        outlines = [Outline(subpath) for subpath in self.subpaths if subpath]
        visible = [outline for outline in outlines if not outline.box.intersection(clip).is_empty]
        parts = parts_of(visible, even_odd=even_odd)
        return min((part.thickness(holes, clip) for part, holes in parts), default=0.0)

    def stroke_thickness(self, width: float, matrix: Matrix) -> float:
        """Returns the thickness in pt of a line of some ``width``; ``matrix`` may narrow it in one direction."""
        a, b, c, d, *_ = matrix.shorthand
        scales = [abs(a * d - b * c) ** 0.5] if not any(self.subpaths) else []
        for (start_x, start_y), (end_x, end_y), _ in (edge for subpath in self.subpaths for edge in subpath):
            length = hypot(end_x - start_x, end_y - start_y)
            x, y = (end_x - start_x) / length, (end_y - start_y) / length
            scales.append(hypot(d * x - c * y, a * y - b * x))
        return float(width * min(scales))
