"""The sizes of a page and a spine, from ``print:`` in the handbook. Pure functions, in mm."""

from handbook.content.print_settings import A5, Print
from handbook.support.units import PT_PER_MM


def page_properties(printing: Print) -> str:
    """Returns the trim size and the bleed as CSS custom properties, in mm, for ``templates/css/base.css``.

    A5, the size for which the looks are designed, is included. What ends in "-pt" is a number of points, for style
    sheets that calculate with it.
    """
    sizes = {
        "print-width": printing.trim[0],
        "print-height": printing.trim[1],
        "print-bleed": printing.bleed,
        "a5-width": A5[0],
        "a5-height": A5[1],
    }
    lengths = {name: f"{size:g}mm" for name, size in sizes.items()}
    numbers = {
        "trim-width-pt": printing.trim[0],
        "trim-height-pt": printing.trim[1],
        "bleed-pt": printing.bleed,
        "a5-width-pt": A5[0],
    }
    lengths |= {name: f"{size * PT_PER_MM:.3f}" for name, size in numbers.items()}
    return "; ".join(f"--{name}: {value}" for name, value in lengths.items())


def spine_width(printing: Print, pages: int) -> float | None:
    """Returns the width of the spine in mm, to the hundredth; None where the book is saddle-stitched.

    ``pages`` is the number of inside pages: those of the print file, without the cover sheet. Two of them are a
    leaf. A width from the print shop overrides the computed one. It is 0 where neither that nor the paper is said,
    which is a problem of the handbook.
    """
    if not printing.perfect:
        return None
    return round(printing.spine_override or pages / 2 * printing.leaf / 1000, 2)
