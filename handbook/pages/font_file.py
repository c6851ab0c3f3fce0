"""Reads font files from outside: unpacks those for the web within limits, and finds what is damaged."""

import logging
import zlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from handbook.support.input_limits import UNPACKED_FONT

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

REQUIRED = {"cmap", "head", "hhea", "hmtx", "maxp"}  # of OpenType 1.9, those without which nothing can be laid out
OUTLINES = ("glyf", "CFF ", "CFF2")
PADDING = 3  # bytes after the last outline
# Tables that HarfBuzz passes on as they are, or reads in part only.
READ_AS_WHOLE = ("OS/2", "MVAR", "STAT", "avar", "cmap", "fvar", "hhea", "hmtx", "loca", "name", "post")
MOST_FACES = 20  # of a collection
SILENT = logging.NullHandler()


class DamagedFont(ValueError):
    """A font file that is none, is damaged, or is too large when it is unpacked."""


@lru_cache(maxsize=32)
def unpacked(data: bytes) -> bytes:
    """Returns a font without the compression of WOFF and WOFF2.

    Raises:
        DamagedFont: it cannot be unpacked within the limits.
    """
    if not data.startswith((b"wOFF", b"wOF2")):
        return data
    from fontTools.ttLib import TTFont  # takes 50 ms to import, and only a web font has to be unpacked

    try:
        if sum(map(len, _parts(data))) > UNPACKED_FONT:
            raise DamagedFont
        with TTFont(BytesIO(data)) as font:
            font.flavor = font.flavorData = None
            font.save(plain := BytesIO(), reorderTables=None)
    except Exception as error:  # fontTools raises anything
        raise DamagedFont(str(error)) from None
    return plain.getvalue()


@lru_cache(maxsize=32)
def check_font(data: bytes) -> None:
    """Checks every table of a font file that pages need, in each of its faces.

    Raises:
        DamagedFont: one is missing, or cannot be read.
    """
    plain = unpacked(data)
    faces = int.from_bytes(plain[8:12]) if plain.startswith(b"ttcf") else 1
    if not 0 < faces <= MOST_FACES:
        raise DamagedFont
    for index in range(faces):
        _check_tables(plain, index)
        _check_with_fonttools(plain, index)


def code_points(data: bytes, *, is_ours: bool) -> set[int]:
    """Returns the code points in the character map of a font; one that is not of our packages is checked.

    Raises:
        DamagedFont: it is damaged.
    """
    from uharfbuzz import Face  # slow to import, and needed only for text outside ASCII

    if not is_ours:
        check_font(data)
    if not (found := set(Face(unpacked(data)).unicodes)):
        raise DamagedFont
    return found


def _parts(data: bytes) -> Iterator[bytes]:
    """Yields the unpacked parts of a web font, together little more than the limit; its sizes are not believed."""
    if data.startswith(b"wOF2"):
        from brotli import Decompressor
        from fontTools.ttLib.woff2 import WOFF2DirectoryEntry

        rest = data[48:]
        for _ in range(int.from_bytes(data[12:14])):
            rest = WOFF2DirectoryEntry().fromString(rest)
        compressed = rest[: int.from_bytes(data[20:24])]  # padding may follow
        yield Decompressor().process(compressed, output_buffer_limit=UNPACKED_FONT + 1)
        return
    left = UNPACKED_FONT + 1
    for entry in range(44, 44 + 20 * int.from_bytes(data[12:14]), 20):
        start, packed, size = (int.from_bytes(data[entry + at : entry + at + 4]) for at in (4, 8, 12))
        part = data[start : start + packed]
        if left > 0 and packed < size:
            part = zlib.decompressobj().decompress(part, left)
        left -= len(part)
        yield part


def _check_tables(data: bytes, index: int) -> None:
    """Lets HarfBuzz write the whole face anew: it fails at a table that is damaged, or leaves it out."""
    from uharfbuzz import Face, SubsetFlags, SubsetInput, subset

    face, everything = Face(data, index), SubsetInput()
    everything.keep_everything()
    everything.flags |= SubsetFlags.RETAIN_GIDS
    try:
        written, tags = set(subset(face, everything).table_tags), face.table_tags
    except (RuntimeError, ValueError) as error:  # the name of a table may be no text
        raise DamagedFont(str(error)) from None
    if not written >= REQUIRED or written.isdisjoint(OUTLINES) or not written >= set(tags):
        raise DamagedFont
    if any(not face.reference_table(tag).data for tag in tags):
        raise DamagedFont


def _check_with_fonttools(data: bytes, index: int) -> None:
    """Reads the tables that HarfBuzz does not check, and the outline of each glyph."""
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").addHandler(SILENT)  # it says on the terminal what does no harm
    try:
        with TTFont(BytesIO(data), fontNumber=index, lazy=False) as font:
            for tag in READ_AS_WHOLE:
                if tag in font:
                    _ = font[tag]
            if "glyf" in font:
                _check_outlines(font)
    except Exception as error:  # fontTools raises anything
        raise DamagedFont(str(error)) from None


def _check_outlines(font: "TTFont") -> None:
    """Raises an error if the outlines are not where their index says, are all empty or cannot be read."""
    places, outlines = list(font["loca"]), font["glyf"]
    if places != sorted(places) or not 0 <= font.reader.tables["glyf"].length - places[-1] <= PADDING:
        raise DamagedFont
    if not any(outlines[name].numberOfContours for name in font.getGlyphOrder()):
        raise DamagedFont
