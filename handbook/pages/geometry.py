"""The sizes of a page and a spine, from ``print:`` in the handbook. Pure functions, in mm."""

from handbook.content.print_settings import A5, Print


def page_properties(printing: Print) -> str:
    """Returns the trim size and the bleed as CSS custom properties, in mm, for ``templates/css/tokens.css``.

    A5, the size for which the style sheets are designed, is included.
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
    """Returns the width of the spine in mm, to the hundredth; None where the book is saddle-stitched.

    ``pages`` is the number of inside pages: those of the print file, without the cover sheet. Two of them are a
    leaf. A width from the print shop overrides the computed one. It is 0 where neither that nor the paper is said,
    which is a problem of the handbook.
    """
    if not printing.perfect:
        return None
    return round(printing.spine_override or pages / 2 * printing.leaf / 1000, 2)
