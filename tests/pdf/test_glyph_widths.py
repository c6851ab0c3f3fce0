"""The widths of glyphs, read out of the fonts of a PDF."""

import tracemalloc

from pikepdf import Array, Dictionary, Pdf

from handbook.pdf._glyph_widths import glyph_widths


def test_the_widths_of_fonts_are_not_kept_for_ever() -> None:
    """Where somebody types, each new letter makes another font of those in a spread."""

    def fonts(numbers: range) -> int:
        for number in numbers:
            glyph_widths(Dictionary(W=Array([3, [number + code for code in range(50)]])))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        few = fonts(range(200))
        assert fonts(range(200, 600)) < 1.1 * few
    finally:
        tracemalloc.stop()


def test_widths_are_those_of_the_font_itself() -> None:
    """Where they stand in the file as a thing of their own, that of another file may have the same number."""

    def widths(width: int) -> dict[int, float]:
        with Pdf.new() as book:
            return dict(glyph_widths(Dictionary(W=book.make_indirect(Array([3, [width]])))))

    assert (widths(400), widths(500)) == ({3: 400}, {3: 500})
