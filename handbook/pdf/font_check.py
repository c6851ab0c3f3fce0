"""Judges a font file before a book is made with it."""

from contextlib import suppress
from io import BytesIO

from handbook.pdf._font_subset import forbids_embedding

# The tables that a layout or a PDF needs; a font has one of the last three for its outlines.
NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post")
OUTLINES = ("glyf", "CFF ", "CFF2")
READ_TOO = ("GDEF", "GPOS", "GSUB", "fvar", "loca")


def font_problem(data: bytes) -> str:
    """Returns the key of the problem of a font: that it is damaged, or that its licence forbids to embed it."""
    from fontTools.ttLib import TTFont, TTLibFileIsCollectionError  # takes 50 ms to import

    try:
        with suppress(TTLibFileIsCollectionError):  # of several fonts, which the layout reads one by one
            font = TTFont(BytesIO(data), lazy=True)
            for tag in [*NEEDED, *(tag for tag in (*READ_TOO, *OUTLINES) if tag in font)]:
                _ = font[tag]
            if not any(tag in font for tag in OUTLINES):
                return "style.damaged-font"
            return "style.forbidden-font" if forbids_embedding(font["OS/2"].fsType) else ""
    except Exception:  # fontTools has a dozen exceptions for a damaged font
        return "style.damaged-font"
    return ""
