"""Measures that a page has from ``print:`` of the handbook. Pure functions, in mm."""

from handbook.content.print_settings import A5, Print


def page_properties(printing: Print) -> str:
    """The trim size and the bleed as CSS declarations of custom properties, for ``templates/css/tokens.css``.

    A5 comes with them: it is the size that the style sheets are drawn for.
    """
    sizes = {
        "print-width": printing.trim[0],
        "print-height": printing.trim[1],
        "print-bleed": printing.bleed,
        "a5-width": A5[0],
        "a5-height": A5[1],
    }
    return "; ".join(f"--{name}: {size:g}mm" for name, size in sizes.items())


def spine_width(printing: Print, pages: int) -> float | None:
    """The width of the spine in mm, to the hundredth; None where the book is saddle-stitched.

    ``pages`` is the number of inside pages: those of the print file, without the cover sheet. Two of them are a
    leaf, whose thickness in micrometres is its weight in g/m2 times the bulk of its paper. A width that the print
    shop gave overrides the computed one.
    """
    if not printing.perfect:
        return None
    return round(printing.spine_override or pages / 2 * printing.paper * printing.bulk / 1000, 2)
