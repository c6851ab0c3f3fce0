"""Strings of glyphs are joined, and no glyph moves."""

from io import BytesIO

import pydyf
import pypdfium2
from pikepdf import Pdf
from weasyprint import HTML

from handbook.layout.engine.text_operators import drop_zero_kerning

TEXT = "<p style='font-variant-numeric: oldstyle-nums'>AVA Tja, vóór 1987 kon\u00ad<em>dat</em> niet.</p>"


def _written(*, dropped: bool) -> bytes:
    def finish(_: object, pdf: pydyf.PDF) -> None:
        if dropped:
            drop_zero_kerning(pdf)

    data: bytes = HTML(string=TEXT).write_pdf(finisher=finish)
    return data


def _letters(pdf: bytes) -> list[tuple[str, tuple[float, ...]]]:
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        return [(text.get_text_range(index, 1), text.get_charbox(index)) for index in range(text.count_chars())]


def test_every_glyph_stays_in_its_place() -> None:
    letters = _letters(_written(dropped=True))
    assert letters == _letters(_written(dropped=False))
    assert "".join(letter for letter, _ in letters).startswith("AVA Tja")


def test_no_number_stands_between_glyphs_that_are_not_kerned() -> None:
    with Pdf.open(BytesIO(_written(dropped=True))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert b"] TJ" in content
    assert b">0<" not in content
    assert b"0.0<" not in content
