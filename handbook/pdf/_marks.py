"""Draws crop marks and fold marks outside the bleed, in all plates: where these lie exactly, the marks do."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from handbook.pdf.page_boxes import PageBoxes
from handbook.support.units import PT_PER_MM

LENGTH, OFFSET = 5 * PT_PER_MM, 1 * PT_PER_MM  # of a mark; the offset is from the bleed
SLUG_AREA = 8 * PT_PER_MM  # outside the bleed, where the marks are
WEIGHT = 0.25  # pt
FOLD_DASH = "[2 1.5] 0 d"  # pt; a line to be folded along is dashed, one to be cut along is not


class _Line(NamedTuple):
    """A straight line, in pt."""

    x: float
    y: float
    to_x: float
    to_y: float


def draw_marks(pdf: Pdf, page: Page, boxes: PageBoxes, folds: Sequence[float]) -> None:
    """Draws marks at the corners of the trim, and above and below each of the ``folds``, in pt from its left."""
    space = Array([Name.Separation, Name.All, Name.DeviceCMYK, _all_plates()])
    name = page.add_resource(space, Name.ColorSpace, Name("/AllPlates"))
    cuts, dashes = (_strokes(lines) for lines in (_crop_lines(boxes), _fold_lines(boxes, folds)))
    content = f"q\n{name} CS\n1 SCN\n{WEIGHT} w\n{cuts}{FOLD_DASH}\n{dashes}Q\n"
    page.contents_add(Stream(pdf, content.encode()), prepend=True)


def _all_plates() -> Dictionary:
    """Returns the function that gives the colour "All" its inks where a program does not know it."""
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([1] * 4), N=1)


def _crop_lines(boxes: PageBoxes) -> Iterator[_Line]:
    trim, start = boxes.trim, boxes.bleed.enlarged(OFFSET)
    end = start.enlarged(LENGTH)
    for x in (trim.left, trim.right):
        yield _Line(x, start.bottom, x, end.bottom)
        yield _Line(x, start.top, x, end.top)
    for y in (trim.bottom, trim.top):
        yield _Line(start.left, y, end.left, y)
        yield _Line(start.right, y, end.right, y)


def _fold_lines(boxes: PageBoxes, folds: Sequence[float]) -> Iterator[_Line]:
    start = boxes.bleed.enlarged(OFFSET)
    end = start.enlarged(LENGTH)
    for fold in folds:
        x = boxes.trim.left + fold
        yield _Line(x, start.bottom, x, end.bottom)
        yield _Line(x, start.top, x, end.top)


def _strokes(lines: Iterator[_Line]) -> str:
    return "".join(f"{x:.3f} {y:.3f} m\n{to_x:.3f} {to_y:.3f} l\nS\n" for x, y, to_x, to_y in lines)
