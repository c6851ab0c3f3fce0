"""What a page of a PDF draws, item by item: text, areas, lines and pictures with their place and colour."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from pikepdf import Array, Dictionary, Matrix, Name, Object, Page, Stream, parse_content_stream

from handbook.pdf._glyph_widths import measure

SPACES = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
ASCENT, DESCENT = 0.75, 0.2  # of the type size, above and below the baseline: what the eye sees of a line
KINKS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4}  # path operators and how many coordinates they take
FILLS, STROKES = ("f", "F", "f*", "B", "B*", "b", "b*"), ("S", "s", "B", "B*", "b", "b*")


class Colour(NamedTuple):
    """A colour as a content stream sets it: its space and its values from 0 to 1."""

    space: str
    values: tuple[float, ...]

    @property
    def ink(self) -> float:
        """Total area coverage in percent; RGB counts as none, for it is refused as such."""
        return 100 * sum(self.values) if self.space == "/DeviceCMYK" else 100 * (1 - sum(self.values[:1]))


BLACK = Colour("/DeviceGray", (0.0,))


class Box(NamedTuple):
    """A rectangle in pt, from the bottom left corner of the page's own coordinates."""

    left: float
    bottom: float
    right: float
    top: float

    def meet(self, other: "Box") -> "Box":
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    @property
    def empty(self) -> bool:
        return self.left >= self.right or self.bottom >= self.top


IDENTITY = Array([1, 0, 0, 1, 0, 0])
EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)


@dataclass(frozen=True)
class Item:
    """Something drawn. ``size`` in pt is the type size, the weight of a line, or the thinnest side of an area."""

    kind: Literal["text", "area", "line", "picture"]
    box: Box
    colour: Colour
    size: float
    letters: int = 0
    font: str = ""
    whole: Box = EVERYWHERE  # of a picture, as what follows: where it would stand uncropped
    pixels: tuple[int, int] = (0, 0)
    photo: bool = False
    darkest: float = 0  # the percent of ink that its darkest hundredth takes, once that is known
    stream: Stream | None = None  # while the file is open

    @property
    def ppi(self) -> float:
        """The pixels an inch of a picture, on its coarser side."""
        across = self.pixels[0] / (self.whole.right - self.whole.left)
        return 72 * min(across, self.pixels[1] / (self.whole.top - self.whole.bottom))


@dataclass(frozen=True)
class State:
    """The graphics state, as far as it matters here."""

    matrix: Matrix = field(default_factory=Matrix)
    clip: Box = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    pattern: str = ""
    weight: float = 1.0
    font: Object | None = None
    size: float = 0.0


def drawn(page: Page) -> list[Item]:
    """Everything that a page draws, in its order, forms included."""
    return list(_Reader().read(page, page.get("/Resources", Dictionary())))


class _Reader:
    """Follows a content stream; an operator that has a method here changes the state or draws."""

    def __init__(self, state: State | None = None) -> None:
        self.state = state or State()
        self.stack: list[State] = []
        self.path: list[tuple[float, float]] = []
        self.clips = False
        self.text, self.line = Matrix(), Matrix()
        self.resources: Object = Dictionary()

    def read(self, stream: Page | Stream, resources: Object) -> Iterator[Item]:
        self.resources = resources
        for instruction in parse_content_stream(stream):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator in KINKS:
                self._reach([float(value) for value in operands])
            elif operator in FILLS or operator in STROKES or operator == "n":
                yield from self._paint(operator)
            elif operator in ("Tj", "TJ", "'", '"'):
                yield from self._show(operands[-1])
            elif operator == "sh":
                yield from self.shade(str(operands[0]))
            elif operator == "Do":
                yield from self._do(str(operands[0]))
            elif act := _ACTS.get(operator):
                act(self, operands)

    def _reach(self, values: Sequence[float]) -> None:
        points = zip(values[::2], values[1::2], strict=True)
        self.path += [_at(self.state.matrix, x, y) for x, y in points]

    def rectangle(self, operands: Sequence[Object]) -> None:
        x, y, width, height = (float(value) for value in operands)
        self._reach([x, y, x + width, y, x + width, y + height, x, y + height])

    def push(self, operands: Sequence[Object]) -> None:
        self.stack.append(self.state)

    def pop(self, operands: Sequence[Object]) -> None:
        self.state = self.stack.pop() if self.stack else self.state

    def concat(self, operands: Sequence[Object]) -> None:
        self.state = replace(self.state, matrix=_matrix(operands) @ self.state.matrix)

    def clip(self, operands: Sequence[Object]) -> None:
        self.clips = True

    def weigh(self, operands: Sequence[Object]) -> None:
        self.state = replace(self.state, weight=float(operands[0]))

    def set_font(self, operands: Sequence[Object]) -> None:
        font = self.resources.get("/Font", Dictionary()).get(str(operands[0]))
        self.state = replace(self.state, font=font, size=float(operands[1]))

    def begin_text(self, operands: Sequence[Object]) -> None:
        self.text = self.line = Matrix()

    def set_text(self, operands: Sequence[Object]) -> None:
        self.text = self.line = _matrix(operands)

    def move_text(self, operands: Sequence[Object]) -> None:
        self.text = self.line = Matrix(1, 0, 0, 1, float(operands[0]), float(operands[1])) @ self.line

    def _paint(self, operator: str) -> Iterator[Item]:
        if self.path:
            around = _around(self.path)
            seen = around.meet(self.state.clip)
            if operator in FILLS and not seen.empty:
                thin = min(seen.right - seen.left, seen.top - seen.bottom)
                yield from self._fill(seen, thin)
            if operator in STROKES:
                yield Item("line", around, self.state.stroke, self.state.weight * _scale(self.state.matrix))
            if self.clips:
                self.state = replace(self.state, clip=seen)
        self.path, self.clips = [], False

    def _fill(self, box: Box, thin: float) -> Iterator[Item]:
        """An area in a colour, or what its pattern draws."""
        pattern = self.resources.get("/Pattern", Dictionary()).get(self.state.pattern or "/")
        if self.state.fill.space != "/Pattern" or pattern is None:
            yield Item("area", box, self.state.fill, thin)
        elif isinstance(pattern, Stream):
            inside = _Reader(State(matrix=_matrix(list(pattern.get("/Matrix", IDENTITY))), clip=box))
            yield from inside.read(pattern, pattern.get("/Resources", self.resources))
        else:
            yield Item("area", box, _shade(pattern.Shading), thin)

    def shade(self, name: str) -> Iterator[Item]:
        """A shading over everything that is not clipped."""
        found = self.resources.get("/Shading", Dictionary()).get(name)
        if found is not None:
            yield Item("area", self.state.clip, _shade(found), 1)

    def _show(self, shown: Object) -> Iterator[Item]:
        size = self.state.size
        advance, letters = measure(self.state.font, shown, size)
        placed = self.text @ self.state.matrix
        corners = [_at(placed, x, y * size) for x in (0, advance) for y in (-DESCENT, ASCENT)]
        self.text = Matrix(1, 0, 0, 1, advance, 0) @ self.text
        if letters and self.state.font is not None:
            type_size = size * (placed.c**2 + placed.d**2) ** 0.5
            font = str(self.state.font.get("/BaseFont", ""))
            yield Item("text", _around(corners), self.state.fill, type_size, letters, font)

    def _do(self, name: str) -> Iterator[Item]:
        found = self.resources.get("/XObject", Dictionary()).get(name)
        if not isinstance(found, Stream):
            return
        if found.get("/Subtype") == Name.Image:
            whole = _around([_at(self.state.matrix, x, y) for x in (0, 1) for y in (0, 1)])
            colour = Colour(_space(found.get("/ColorSpace", Name.DeviceGray)), ())
            pixels, photo = (int(found.Width), int(found.Height)), found.get("/Filter") == Name.DCTDecode
            seen = whole.meet(self.state.clip)
            yield Item("picture", seen, colour, 0, whole=whole, pixels=pixels, photo=photo, stream=found)
        elif found.get("/Subtype") == Name.Form:
            own = _matrix(list(found.Matrix)) if "/Matrix" in found else Matrix()
            inside = _Reader(replace(self.state, matrix=own @ self.state.matrix))
            yield from inside.read(found, found.get("/Resources", self.resources))


def _shade(shading: Object) -> Colour:
    """The colour space of a shading; how dark it gets is not computed."""
    return Colour(_space(shading.get("/ColorSpace", Name.DeviceGray)), (0.0,))


def _space(space: Object) -> str:
    """The name of a colour space, or of its family."""
    return str(space[0]) if isinstance(space, Array) else str(space)


def _coloured(state: State, place: Literal["fill", "stroke"], colour: Colour) -> State:
    return replace(state, fill=colour) if place == "fill" else replace(state, stroke=colour)


def _set_colour(place: Literal["fill", "stroke"], space: str) -> Callable[[_Reader, Sequence[Object]], None]:
    def act(reader: _Reader, operands: Sequence[Object]) -> None:
        values = tuple(float(value) for value in operands if not isinstance(value, Name))
        known = space or getattr(reader.state, place).space
        reader.state = _coloured(reader.state, place, Colour(known, values))
        named = [str(value) for value in operands if isinstance(value, Name)]
        if place == "fill":
            reader.state = replace(reader.state, pattern=named[0] if named else "")

    return act


def _set_space(place: Literal["fill", "stroke"]) -> Callable[[_Reader, Sequence[Object]], None]:
    def act(reader: _Reader, operands: Sequence[Object]) -> None:
        name = str(operands[0])
        found = reader.resources.get("/ColorSpace", Dictionary()).get(name)
        kind = name if found is None else _space(found)
        reader.state = _coloured(reader.state, place, Colour(kind, (0.0,)))

    return act


_ACTS: dict[str, Callable[[_Reader, Sequence[Object]], None]] = {
    "q": _Reader.push,
    "Q": _Reader.pop,
    "cm": _Reader.concat,
    "re": _Reader.rectangle,
    "W": _Reader.clip,
    "W*": _Reader.clip,
    "w": _Reader.weigh,
    "Tf": _Reader.set_font,
    "BT": _Reader.begin_text,
    "Tm": _Reader.set_text,
    "Td": _Reader.move_text,
    **{name: _set_colour("fill", space) for name, space in SPACES.items()},
    **{name.upper(): _set_colour("stroke", space) for name, space in SPACES.items()},
    **{name: _set_colour("fill", "") for name in ("sc", "scn")},
    **{name: _set_colour("stroke", "") for name in ("SC", "SCN")},
    "cs": _set_space("fill"),
    "CS": _set_space("stroke"),
}


def _matrix(operands: Sequence[Object]) -> Matrix:
    return Matrix(*(float(value) for value in operands))


def _scale(matrix: Matrix) -> float:
    return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return (matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)


def _around(points: Sequence[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))
