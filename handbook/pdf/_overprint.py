"""Lets black text and black lines overprint, so that no white shows around them where a plate is off.

PDF can do that for a colour in DeviceCMYK alone (overprint mode 1, ISO 32000-1, 8.6.7). White would disappear and
a tint would mix with what is below it, so everything else knocks out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pikepdf import Dictionary, Matrix, Name, Pdf

from handbook.pdf._path import (
    CONSTRUCTION_OPERATORS,
    EVEN_ODD_OPERATORS,
    FILL_OPERATORS,
    PAINT_OPERATORS,
    STROKE_OPERATORS,
    Path,
)
from handbook.pdf.drawn_item import MAX_LINE, UNBOUNDED
from handbook.pdf.page_boxes import Box
from handbook.pdf.resource_tree import canvases

BLACK = [b"0", b"0", b"0", b"1"]
STATES = {True: "/overprint", False: "/knockout"}
FILLING_MODES, STROKING_MODES = (b"0", b"2", b"4", b"6"), (b"1", b"2", b"5", b"6")  # of text


def overprint_black(pdf: Pdf) -> None:
    """Sets overprint in all content streams of a PDF in CMYK, each operator of which is on a line of its own."""
    states = {
        name: pdf.make_indirect(Dictionary(Type=Name.ExtGState, OP=on, op=on, OPM=int(on)))
        for on, name in STATES.items()
    }
    for stream, resources, _ in canvases(pdf.pages):
        data = stream.read_bytes()
        if (changed := _Rewriter().rewrite(data)) != data:
            stream.write(changed)
            if "/ExtGState" not in resources:
                resources.ExtGState = Dictionary()
            for name, state in states.items():
                resources.ExtGState[name] = state


@dataclass(frozen=True)
class _State:
    """The part of the graphics state that decides what is black, and what is a line."""

    matrix: Matrix = field(default_factory=Matrix)
    clip: Box = UNBOUNDED
    black_fill: bool = False
    black_stroke: bool = False
    text_mode: bytes = b"0"
    overprints: bool = False


class _Rewriter:
    """Rewrites one content stream; it sets overprint before an object that needs another setting than the last."""

    def __init__(self) -> None:
        self.state = _State()
        self.saved_states: list[_State] = []
        self.lines: list[bytes] = []
        self.path, self.path_start, self.clips = Path(), 0, False  # the path, and its first line

    def rewrite(self, data: bytes) -> bytes:
        for line in data.split(b"\n"):
            *operands, operator = line.split(b" ")
            if handle := _HANDLERS.get(operator):
                handle(self, operator, operands)
            self.lines.append(line)
        return b"\n".join(self.lines)

    def _set_overprint(self, wanted: bool, line: int) -> None:
        if wanted != self.state.overprints:
            self.lines.insert(line, f"{STATES[wanted]} gs".encode())
            self.state = replace(self.state, overprints=wanted)

    def save(self, operator: bytes, operands: Sequence[bytes]) -> None:
        self.saved_states.append(self.state)

    def restore(self, operator: bytes, operands: Sequence[bytes]) -> None:
        self.state = self.saved_states.pop() if self.saved_states else self.state

    def transform(self, operator: bytes, operands: Sequence[bytes]) -> None:
        self.state = replace(self.state, matrix=Matrix(*map(float, operands)) @ self.state.matrix)

    def set_fill(self, operator: bytes, operands: Sequence[bytes]) -> None:
        self.state = replace(self.state, black_fill=operator == b"k" and operands == BLACK)

    def set_stroke(self, operator: bytes, operands: Sequence[bytes]) -> None:
        self.state = replace(self.state, black_stroke=operator == b"K" and operands == BLACK)

    def set_text_mode(self, operator: bytes, operands: Sequence[bytes]) -> None:
        self.state = replace(self.state, text_mode=operands[0])

    def extend_path(self, operator: bytes, operands: Sequence[bytes]) -> None:
        if not self.path.subpaths:
            self.path_start = len(self.lines)
        self.path.extend(operator.decode(), [float(operand) for operand in operands], self.state.matrix)

    def clip(self, operator: bytes, operands: Sequence[bytes]) -> None:
        self.clips = True

    def paint_path(self, operator: bytes, operands: Sequence[bytes]) -> None:
        name, state = operator.decode(), self.state
        fills, strokes = name in FILL_OPERATORS, name in STROKE_OPERATORS
        if self.path.subpaths and (fills or strokes):
            is_black = (state.black_fill or not fills) and (state.black_stroke or not strokes)
            self._set_overprint(is_black and (not fills or self._is_line(name)), self.path_start)
        if self.path.subpaths and self.clips:
            self.state = replace(self.state, clip=self.path.box.intersection(state.clip))
        self.path, self.clips = Path(), False

    def _is_line(self, operator: str) -> bool:
        even_odd = operator in EVEN_ODD_OPERATORS
        return self.path.fill_thickness(self.state.clip, even_odd=even_odd) <= MAX_LINE

    def show_text(self, operator: bytes, operands: Sequence[bytes]) -> None:
        mode = self.state.text_mode
        fill = self.state.black_fill or mode not in FILLING_MODES
        self._set_overprint(fill and (self.state.black_stroke or mode not in STROKING_MODES), len(self.lines))

    def draw_other(self, operator: bytes, operands: Sequence[bytes]) -> None:
        self._set_overprint(False, len(self.lines))  # also for what a form draws


_HANDLERS: Mapping[bytes, Callable[[_Rewriter, bytes, Sequence[bytes]], None]] = {
    b"q": _Rewriter.save,
    b"Q": _Rewriter.restore,
    b"cm": _Rewriter.transform,
    b"W": _Rewriter.clip,
    b"W*": _Rewriter.clip,
    b"Tr": _Rewriter.set_text_mode,
    **dict.fromkeys((b"g", b"rg", b"k", b"cs", b"sc", b"scn"), _Rewriter.set_fill),
    **dict.fromkeys((b"G", b"RG", b"K", b"CS", b"SC", b"SCN"), _Rewriter.set_stroke),
    **{name.encode(): _Rewriter.extend_path for name in CONSTRUCTION_OPERATORS},
    **{name.encode(): _Rewriter.paint_path for name in PAINT_OPERATORS},
    **dict.fromkeys((b"Tj", b"TJ"), _Rewriter.show_text),
    **dict.fromkeys((b"Do", b"sh"), _Rewriter.draw_other),
}
