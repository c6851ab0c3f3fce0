"""Shortens the text operators that WeasyPrint writes.

Why: WeasyPrint ends the string before each glyph whose width its font gives, and moves on by 0.
Measured: without these the content stream of a spread is half as long, and all that reads it later is faster.
Guard: test_text_operators.py.
Remove it when: WeasyPrint writes a number between two glyphs only where they are kerned.
"""

import pydyf

NO_KERNING = (b">0<", b">0.0<", b">-0.0<")


def drop_zero_kerning(pdf: pydyf.PDF) -> None:
    """Joins strings of glyphs with nothing but 0 between them, on all pages."""
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream):
            entry.stream[:] = [_joined(operator) for operator in entry.stream]


def _joined(operator: object) -> object:
    if isinstance(operator, bytes) and operator.endswith(b"] TJ"):
        for number in NO_KERNING:
            operator = operator.replace(number, b"")
    return operator
