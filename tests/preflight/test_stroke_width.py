"""The thinnest stroke of a letter, as a designer would measure it in a drawing program."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from handbook.preflight._stroke_width import StrokeWidths

Contour = list[tuple[int, int]]

BAR = [(0, 0), (0, 1000), (80, 1000), (80, 0)]
CROSSBAR = [(-300, 480), (-300, 520), (400, 520), (400, 480)]
FRAME = [[(0, 0), (0, 500), (500, 500), (500, 0)], [(30, 60), (440, 60), (440, 440), (30, 440)]]
SHAPES: dict[str, tuple[list[Contour], float]] = {
    "a bar": ([BAR], 0.08),
    "a bar that is drawn the other way round": ([BAR[::-1]], 0.08),
    "a bar and a thinner one across it, which overlap": ([BAR, CROSSBAR], 0.04),
    "a frame, where it is thinnest": (FRAME, 0.03),
    "a space": ([], 0),
    "a point, which is no stroke": ([[(0, 0), (0, 1000), (900, 0)]], 0),
}


def font(pdf: Pdf, contours: list[Contour]) -> Object:
    """A font in a PDF whose glyph 1 is a shape, for an em of 1000 units."""
    pen = TTGlyphPen(None)
    for first, *others in contours:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "shape"])
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "shape": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "shape": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupMaxp()
    file = BytesIO()
    builder.font.save(file)
    descriptor = Dictionary(FontFile2=Stream(pdf, file.getvalue()))
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, DescendantFonts=Array([Dictionary(FontDescriptor=descriptor)]))
    )


@pytest.mark.parametrize("name", SHAPES)
def test_the_thinnest_stroke_of_a_shape(name: str) -> None:
    contours, width = SHAPES[name]
    with Pdf.new() as pdf:
        assert StrokeWidths().thinnest(font(pdf, contours), [1]) == pytest.approx(width, abs=0.001)


def test_a_font_without_a_file_is_not_measured() -> None:
    with Pdf.new() as pdf:
        bare = pdf.make_indirect(Dictionary(Type=Name.Font, BaseFont=Name.Helvetica))
        assert StrokeWidths().thinnest(bare, [1]) == 0


def test_the_hairlines_of_the_covers_title_are_measured(seed: Path) -> None:
    """Newsreader in its cut for large type: some 23 thousandths of its size."""
    with pikepdf.open(seed / "goed-werk-print.pdf") as book:
        title = next(iter(book.pages[0].Resources.Font.values()))
        widths = [StrokeWidths().thinnest(title, [code]) for code in range(1, 400)]
    assert 0.018 < min(width for width in widths if width) < 0.03
