"""Measures texts in a PDF from the glyph widths that its fonts declare."""

from pikepdf import Array, Object, String

MAX_TABLES = 64  # of some 3 kB each; while an editor types, each new letter makes another font
MISSING_WIDTH = 500.0  # thousandths of the type size, of a code outside a simple font's /Widths
DEFAULT_WIDTH = 1000  # of a composite font without /DW, ISO 32000-1, table 117

_tables: dict[bytes, dict[int, float]] = {}  # by the text of /W


def measure_text(font: Object | None, operand: Object, size: float) -> tuple[float, int]:
    """Returns the advance width, in text space, and the number of glyphs of an operand of ``Tj`` or ``TJ``."""
    parts = list(operand) if isinstance(operand, Array) else [operand]
    widths = _code_widths(font, b"".join(bytes(part) for part in parts if isinstance(part, String)))
    kerning = sum(float(part) for part in parts if not isinstance(part, String))
    return (sum(widths) - kerning) / 1000 * size, len(widths)


def _code_widths(font: Object | None, codes: bytes) -> list[float]:
    """Returns the widths of some character codes, in thousandths of the type size."""
    if font is None:
        return []
    if "/DescendantFonts" not in font:
        first, declared = int(font.get("/FirstChar", 0)), font.get("/Widths", Array())
        indices = [code - first for code in codes]
        return [float(declared[index]) if 0 <= index < len(declared) else MISSING_WIDTH for index in indices]
    descendant = font.DescendantFonts[0]
    widths, default = glyph_widths(descendant), float(descendant.get("/DW", DEFAULT_WIDTH))
    glyphs = [codes[index] << 8 | codes[index + 1] for index in range(0, len(codes) - 1, 2)]
    return [widths.get(glyph, default) for glyph in glyphs]


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
