"""Draws a line of text as outlines: it stands outside the trim, and needs no font in the file."""

from functools import cache
from itertools import accumulate

import uharfbuzz

from handbook.pages.assets import font_path

FONT = "source-sans-3", "SourceSans3[wght].ttf"
SIZE = 7.0  # pt
WEIGHT = 400
THIRD, TWO_THIRDS = 1 / 3, 2 / 3  # of the control point of a quadratic curve, in the two of a cubic one


def slug_line(text: str, x: float, y: float) -> str:
    """Returns the operators that draw a text in black, from its baseline at ``x`` and ``y`` in pt."""
    font = _font()
    line = uharfbuzz.Buffer()
    line.add_str(text)
    line.guess_segment_properties()
    uharfbuzz.shape(font, line)
    advances = accumulate((position.x_advance for position in line.glyph_positions), initial=0)
    scale = SIZE / font.face.upem
    operators = ["q", "0 0 0 1 k", f"{scale:.6f} 0 0 {scale:.6f} {x:.3f} {y:.3f} cm"]
    for glyph, left in zip(line.glyph_infos, advances, strict=False):
        operators += [f"q\n1 0 0 1 {left} 0 cm", *_outline(font, glyph.codepoint), "f", "Q"]
    return "\n".join([*operators, "Q", ""])


@cache
def _font() -> uharfbuzz.Font:
    font = uharfbuzz.Font(uharfbuzz.Face(font_path(*FONT).read_bytes()))
    font.set_variations({"wght": WEIGHT})
    return font


def _outline(font: uharfbuzz.Font, glyph: int) -> list[str]:
    """Returns the operators that construct the path of a glyph."""
    path: list[str] = []
    at = (0.0, 0.0)

    def add(operator: str, *values: float) -> None:
        nonlocal at
        at = values[-2], values[-1]
        path.append(" ".join([*(f"{value:.1f}" for value in values), operator]))

    def add_quadratic(x: float, y: float, to_x: float, to_y: float, _: object) -> None:
        first = (at[0] * THIRD + x * TWO_THIRDS, at[1] * THIRD + y * TWO_THIRDS)
        second = (to_x * THIRD + x * TWO_THIRDS, to_y * THIRD + y * TWO_THIRDS)
        add("c", *first, *second, to_x, to_y)

    functions = uharfbuzz.DrawFuncs()
    functions.set_move_to_func(lambda x, y, _: add("m", x, y))
    functions.set_line_to_func(lambda x, y, _: add("l", x, y))
    functions.set_quadratic_to_func(add_quadratic)
    functions.set_cubic_to_func(lambda *values: add("c", *values[:-1]))
    font.draw_glyph(glyph, functions)
    return path
