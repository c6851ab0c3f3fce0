"""How wide the text is that a PDF shows, out of the widths that its fonts carry."""

from pikepdf import Array, Object, String


def measure(font: Object | None, shown: Object, size: float) -> tuple[float, int]:
    """The width of a shown text in text space, and how many letters it has."""
    parts = list(shown) if isinstance(shown, Array) else [shown]
    widths = _widths(font, b"".join(bytes(part) for part in parts if isinstance(part, String)))
    back = sum(float(part) for part in parts if not isinstance(part, String))
    return (sum(widths) - back) / 1000 * size, len(widths)


def _widths(font: Object | None, codes: bytes) -> list[float]:
    """The widths of the letters behind some codes, in thousandths of the type size."""
    if font is None:
        return []
    if "/DescendantFonts" not in font:
        first, known = int(font.get("/FirstChar", 0)), font.get("/Widths", Array())
        return [float(known[code - first]) if 0 <= code - first < len(known) else 500.0 for code in codes]
    descendant = font.DescendantFonts[0]
    wide, default = table(descendant), float(descendant.get("/DW", 1000))
    numbers = [codes[at] << 8 | codes[at + 1] for at in range(0, len(codes) - 1, 2)]
    return [wide.get(number, default) for number in numbers]


_MOST = 64  # tables kept, of some 3 kB each; where a text is written, each new letter makes another font
_TABLES: dict[bytes, dict[int, float]] = {}


def table(font: Object) -> dict[int, float]:
    """The array /W of a font as a table: widths by the number of the glyph. It is read once."""
    listed = font.get("/W", Array())
    key = listed.unparse(resolved=True)
    if key not in _TABLES:
        if len(_TABLES) >= _MOST:
            del _TABLES[next(iter(_TABLES))]
        _TABLES[key], at = {}, 0
        while at < len(listed):
            first, second = int(listed[at]), listed[at + 1]
            if isinstance(second, Array):
                _TABLES[key].update({first + step: float(width) for step, width in enumerate(second)})
                at += 2
            else:
                _TABLES[key].update(dict.fromkeys(range(first, int(second) + 1), float(listed[at + 2])))
                at += 3
    return _TABLES[key]
