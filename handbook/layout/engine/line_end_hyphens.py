"""Tells readers of a PDF what the hyphen at the end of a line is: one of the layout, or one that was typed.

Why: in most fonts "-", U+2010 and U+00AD are one glyph, and WeasyPrint gives each glyph of a font one text, the
first that it met. So a hyphen of the layout is copied as if it were typed, and a typed one is dropped by readers
that take it for one of the layout. Here the hyphen at the end of a line is drawn in a font of its own, which gives
it the text U+00AD, or "-" and U+00AD where it was typed.
Measured: PDFium joins a divided word by itself. Elsewhere, and in Poppler, words are whole once U+00AD is
removed with the line's end after it; the structure tree has them whole. Poppler ignores /ActualText there.
Guard: test_copied_words.py asks PDFium, Poppler and the structure tree.
Remove it when: WeasyPrint gives a glyph the text that it stands for in each place.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from hashlib import sha256
from typing import Any

from weasyprint import Page
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream

from handbook.content.line_ends import SOFT_HYPHEN

TYPED_HYPHEN = "-"
HYPHEN = re.compile("[-\u2010]")
# The operator that shows text, with its last glyph: glyphs are in angle brackets, with distances between these.
LAST_GLYPH = re.compile(rb"\[(.*)([0-9a-f]{4})>[^<>]*\] TJ", re.DOTALL)


@contextmanager
def telling_line_end_hyphens(pages: Sequence[Page]) -> Iterator[None]:
    """Makes WeasyPrint write the hyphens at the ends of the lines of some pages as what they are."""
    texts = {id(box): text for page in pages for box, text in _line_end_hyphens(page)}
    original = drawing.draw_first_line

    def draw_first_line(stream: Stream, box: boxes.TextBox, *options: object) -> Any:
        if id(box) not in texts:
            return original(stream, box, *options)
        known = {(font.hash, glyph) for font in stream._fonts.values() for glyph in font.to_unicode}
        emojis = original(stream, box, *options)
        if taken := _take_last_glyph(stream):
            font, size, glyph = taken
            _show_hyphen(stream, texts[id(box)], font, size, glyph)
            if (font.hash, glyph) not in known and not HYPHEN.search(box.text[:-1]):
                # Else a typed hyphen would get the text of this one.
                del font.widths[glyph], font.to_unicode[glyph]
        return emojis

    drawing.draw_first_line = draw_first_line
    try:
        yield
    finally:
        drawing.draw_first_line = original


def _line_end_hyphens(page: Page) -> Iterator[tuple[boxes.TextBox, str]]:
    """Yields the last text box of each line that ends in a hyphen, and the text of that hyphen."""
    for line in page._page_box.descendants(placeholders=True):
        if isinstance(line, boxes.LineBox):
            texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text.strip()]
            if texts and texts[-1].text.endswith(texts[-1].style["hyphenate_character"]):
                yield texts[-1], SOFT_HYPHEN
            elif texts and texts[-1].text.endswith(TYPED_HYPHEN):
                yield texts[-1], TYPED_HYPHEN + SOFT_HYPHEN


def _take_last_glyph(stream: Stream) -> tuple[Font, float, int] | None:
    """Takes off the last glyph that was drawn; returns its font, its size and itself, or None if it is raised."""
    if not (shown := LAST_GLYPH.fullmatch(stream.stream[-1])):
        return None
    stream.stream.pop()
    before = shown[1]
    if before != b"<":
        stream.show_text(before[:-1] if before.endswith(b"<") else before + b">")
    (name, size), glyph = stream._current_font, int(shown[2], 16)
    font = next(font for font in stream._fonts.values() if font.hash == name and glyph in font.widths)
    return font, size, glyph


def _show_hyphen(stream: Stream, text: str, font: Font, size: float, glyph: int) -> None:
    """Draws a glyph where the last text ended, in a font of the same face in which it has this text."""
    other = stream._fonts.setdefault((font.hash, text), _font_of_its_own(font, text))
    other.widths[glyph], other.to_unicode[glyph] = font.widths[glyph], text
    stream.set_font_size(other.hash, size)
    stream.show_text(f"<{glyph:04x}>")


def _font_of_its_own(font: Font, text: str) -> Font:
    """Returns a font of the same face, without glyphs, with a name that says for which text it is."""
    other = copy(font)
    other.hash = "".join(chr(65 + byte % 26) for byte in sha256(f"{font.hash} {text}".encode()).digest()[:6])
    other.name = font.name.replace(font.hash.encode(), other.hash.encode(), 1)
    other.widths, other.to_unicode = {}, {}
    return other
