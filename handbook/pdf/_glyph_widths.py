"""Measures texts in a PDF from the glyph widths that its fonts declare."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from struct import unpack

from pikepdf import Array, Object, String

MAX_TABLES = 64  # of some 3 kB each; while an editor types, each new letter makes another font
MISSING_WIDTH = 500.0  # thousandths of the type size, of a code outside a simple font's /Widths
DEFAULT_WIDTH = 1000  # of a composite font without /DW, ISO 32000-1, table 117

_tables: dict[bytes, dict[int, float]] = {}  # by the text of /W


@dataclass(frozen=True)
class GlyphWidths:
    """The widths of a font's glyphs by character code, in thousandths of the type size.

    ``default`` is that of all other codes. A code has ``code_bytes`` bytes.
    """

    by_code: Mapping[int, float]
    default: float
    code_bytes: int

    def measure(self, operand: Object, size: float) -> tuple[float, tuple[int, ...]]:
        """Returns the advance width, in text space, and the character codes of an operand of ``Tj`` or ``TJ``."""
        parts = list(operand) if isinstance(operand, Array) else [operand]
        text = b"".join(bytes(part) for part in parts if isinstance(part, String))
        codes = tuple(text) if self.code_bytes == 1 else unpack(f">{len(text) // 2}H", text[: len(text) // 2 * 2])
        width = sum(map(self.by_code.get, codes, repeat(self.default)))
        kerning = sum(float(part) for part in parts if not isinstance(part, String))
        return (width - kerning) / 1000 * size, codes


def read_widths(font: Object) -> GlyphWidths:
    """Returns the widths of a simple or a composite font."""
    if "/DescendantFonts" not in font:
        first, declared = int(font.get("/FirstChar", 0)), font.get("/Widths", Array())
        by_code = {first + index: float(width) for index, width in enumerate(declared)}
        return GlyphWidths(by_code, MISSING_WIDTH, 1)
    descendant = font.DescendantFonts[0]
    return GlyphWidths(glyph_widths(descendant), float(descendant.get("/DW", DEFAULT_WIDTH)), 2)


def glyph_widths(font: Object) -> dict[int, float]:
    """Returns the array /W of a CIDFont as a table: widths by glyph number. The last tables are cached."""
    array = font.get("/W", Array())
    key = array.unparse(resolved=True)
    if key not in _tables:
        if len(_tables) >= MAX_TABLES:
            del _tables[next(iter(_tables))]
        _tables[key] = _parse_widths(array)
    return _tables[key]


def _parse_widths(array: Object) -> dict[int, float]:
    """Reads runs of ``first [width width ...]`` and ``first last width``."""
    table: dict[int, float] = {}
    index = 0
    while index < len(array):
        first, second = int(array[index]), array[index + 1]
        if isinstance(second, Array):
            table.update({first + step: float(width) for step, width in enumerate(second)})
            index += 2
        else:
            table.update(dict.fromkeys(range(first, int(second) + 1), float(array[index + 2])))
            index += 3
    return table
