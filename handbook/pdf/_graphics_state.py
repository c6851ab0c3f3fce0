"""The graphics state of a content stream, and the operators that only change this state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pikepdf import Array, Dictionary, Matrix, Name, Object, Stream

from handbook.pdf.drawn_item import UNBOUNDED, Colour
from handbook.pdf.page_boxes import Box

IDENTITY = Array([1, 0, 0, 1, 0, 0])
BLACK = Colour("/DeviceGray", (0.0,))
DEVICE_SPACES = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}  # by the operator for filling

Target = Literal["fill", "stroke"]


@dataclass(frozen=True)
class GraphicsState:
    """The part of the graphics state that decides what an object on the page looks like.

    ``pattern`` is the resource name of the pattern that fills areas, or empty. ``line_width`` and ``font_size``
    are lengths before ``matrix`` is applied. ``clip_is_curved`` says whether ``clip``, a box, stands for a shape
    with a curve. ``fill_overprints`` and ``stroke_overprints`` say whether a colour
    leaves the inks below it that it does not have itself.
    """

    matrix: Matrix = field(default_factory=Matrix)
    clip: Box = UNBOUNDED
    clip_is_curved: bool = False
    fill: Colour = BLACK
    stroke: Colour = BLACK
    pattern: str = ""
    line_width: float = 1.0
    font: Object | None = None
    font_size: float = 0.0
    fill_overprints: bool = False
    stroke_overprints: bool = False

    def transform(self, x: float, y: float) -> tuple[float, float]:
        """Returns a point in the page's coordinates."""
        return self.matrix.transform((x, y))

    def in_form(self, form: Stream) -> "GraphicsState":
        """Returns the state at the start of a form, which shows nothing outside its box."""
        matrix = matrix_of(form) @ self.matrix
        left, bottom, right, top = (float(value) for value in form.BBox)
        box = Box.around(matrix.transform((x, y)) for x in (left, right) for y in (bottom, top))
        return replace(self, matrix=matrix, clip=box.intersection(self.clip))

    def with_colour(self, target: Target, colour: Colour) -> "GraphicsState":
        return replace(self, fill=colour) if target == "fill" else replace(self, stroke=colour)


# Takes the state, the operands and the resources of the stream; returns the new state.
Operator = Callable[[GraphicsState, Sequence[Object], Object], GraphicsState]


def to_matrix(operands: Sequence[Object]) -> Matrix:
    """Returns a matrix of six numbers."""
    return Matrix(*(float(value) for value in operands))


def matrix_of(stream: Stream) -> Matrix:
    """Returns the matrix of a form or a pattern."""
    return to_matrix(list(stream.get("/Matrix", IDENTITY)))


def space_name(space: Object) -> str:
    """Returns the name of a colour space, or of its family where it is an array; "/All" for all plates at once."""
    if isinstance(space, Array) and space[0] == Name.Separation and space[1] == Name.All:
        return str(space[1])
    return str(space[0]) if isinstance(space, Array) else str(space)


def _concatenate_matrix(state: GraphicsState, operands: Sequence[Object], resources: Object) -> GraphicsState:
    return replace(state, matrix=to_matrix(operands) @ state.matrix)


def _set_line_width(state: GraphicsState, operands: Sequence[Object], resources: Object) -> GraphicsState:
    return replace(state, line_width=float(operands[0]))


def _set_font(state: GraphicsState, operands: Sequence[Object], resources: Object) -> GraphicsState:
    font = resources.get("/Font", Dictionary()).get(str(operands[0]))
    return replace(state, font=font, font_size=float(operands[1]))


def _set_overprint(state: GraphicsState, operands: Sequence[Object], resources: Object) -> GraphicsState:
    """Reads whether a graphics state overprints, in the mode that keeps the inks below (OPM 1)."""
    entries = resources.get("/ExtGState", Dictionary()).get(str(operands[0]), Dictionary())
    if "/OP" not in entries and "/op" not in entries:
        return state
    keeps_inks = entries.get("/OPM", 0) == 1
    stroke = bool(entries.get("/OP", state.stroke_overprints)) and keeps_inks
    fill = bool(entries.get("/op", entries.get("/OP", False))) and keeps_inks
    return replace(state, fill_overprints=fill, stroke_overprints=stroke)


def _colour_setter(target: Target, space: str = "") -> Operator:
    """Returns an operator that sets a colour in ``space``, by default the current one, or a fill pattern."""

    def set_colour(state: GraphicsState, operands: Sequence[Object], resources: Object) -> GraphicsState:
        values = tuple(float(value) for value in operands if not isinstance(value, Name))
        names = [str(value) for value in operands if isinstance(value, Name)]
        current: Colour = getattr(state, target)
        state = state.with_colour(target, Colour(space or current.space, values))
        return replace(state, pattern=next(iter(names), "")) if target == "fill" else state

    return set_colour


def _space_setter(target: Target) -> Operator:
    """Returns an operator that sets the colour space, a device space or one of the resources."""

    def set_space(state: GraphicsState, operands: Sequence[Object], resources: Object) -> GraphicsState:
        name = str(operands[0])
        space = resources.get("/ColorSpace", Dictionary()).get(name)
        return state.with_colour(target, Colour(name if space is None else space_name(space), (0.0,)))

    return set_space


STATE_OPERATORS: Mapping[str, Operator] = {
    "cm": _concatenate_matrix,
    "w": _set_line_width,
    "Tf": _set_font,
    "gs": _set_overprint,
    **{name: _colour_setter("fill", space) for name, space in DEVICE_SPACES.items()},
    **{name.upper(): _colour_setter("stroke", space) for name, space in DEVICE_SPACES.items()},
    **{name: _colour_setter("fill") for name in ("sc", "scn")},
    **{name: _colour_setter("stroke") for name in ("SC", "SCN")},
    "cs": _space_setter("fill"),
    "CS": _space_setter("stroke"),
}
