"""How wide the text is that a PDF shows, out of the widths that its fonts carry."""

from functools import lru_cache

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


def table(font: Object) -> dict[int, float]:
    """The array /W of a font as a table: widths by the number of the glyph."""
    return _table(font.get("/W", Array()).unparse())


@lru_cache(
    64
)  # of some 3 kB each: a font has one, and where a text is being written another after each new letter
def _table(written: bytes) -> dict[int, float]:
    listed, widths, at = Array(Object.parse(written)), dict[int, float](), 0
    while at < len(listed):
        first, second = int(listed[at]), listed[at + 1]
        if isinstance(second, Array):
            widths |= {first + step: float(width) for step, width in enumerate(second)}
            at += 2
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(listed[at + 2]))
            at += 3
    return widths
