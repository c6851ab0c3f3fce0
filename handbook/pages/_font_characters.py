"""Reads which characters a font file has."""

from io import BytesIO

# fontTools has a dozen exceptions for a damaged font; the layout reports such a font by name.
DAMAGED = (Exception,)


def code_points(font: bytes) -> set[int]:
    """Returns the code points in the character map of a font."""
    from uharfbuzz import Face  # slow to import, and needed only for text outside ASCII

    if code_points := set(Face(font).unicodes):
        return code_points
    from fontTools.ttLib import TTFont  # takes 50 ms to import, and only a web font has to be unpacked

    with TTFont(BytesIO(font), lazy=True) as unpacked:
        return set(unpacked.getBestCmap() or ())
