"""Converts colours between sRGB and OKLCH, whose lightness, chroma and hue are those that eyes see.

The matrices are those of B. Ottosson, "A perceptual color space for image processing" (2020), as in CSS Color 4.
"""

from collections.abc import Sequence
from math import atan2, cbrt, cos, hypot, sin
from typing import NamedTuple

RGB = tuple[float, float, float]  # in sRGB, each channel from 0 to 1
Matrix = Sequence[Sequence[float]]

TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
FROM_LAB: Matrix = (
    (1, 0.3963377774, 0.2158037573),
    (1, -0.1055613458, -0.0638541728),
    (1, -0.0894841775, -1.2914855480),
)
FROM_CONES: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
HALVINGS = 12  # of the chroma, until it is that of the edge of sRGB
NOTHING = 1e-6  # how far a channel may lie beyond sRGB by rounding


class Oklch(NamedTuple):
    """A colour: lightness from 0 to 1, chroma from 0 (grey) to about 0.3, and hue in radians."""

    lightness: float
    chroma: float
    hue: float


def to_oklch(rgb: Sequence[float]) -> Oklch:
    """Converts a colour from sRGB."""
    cones = _times(TO_CONES, [linear(channel) for channel in rgb])
    lightness, a, b = _times(TO_LAB, [cbrt(cone) for cone in cones])
    return Oklch(lightness, hypot(a, b), atan2(b, a))


def to_rgb(colour: Oklch) -> RGB:
    """Converts a colour to sRGB; one that sRGB does not have gets less chroma, and keeps its lightness and hue."""
    if _is_rgb(rgb := _beyond_rgb(colour)):
        return _clipped(rgb)
    least, most = 0.0, colour.chroma
    for _ in range(HALVINGS):
        middle = (least + most) / 2
        least, most = (middle, most) if _is_rgb(_beyond_rgb(colour._replace(chroma=middle))) else (least, middle)
    return _clipped(_beyond_rgb(colour._replace(chroma=least)))


def linear(channel: float) -> float:
    """Returns the share of light of a channel of sRGB (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _encoded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)


def _beyond_rgb(colour: Oklch) -> list[float]:
    lab = colour.lightness, colour.chroma * cos(colour.hue), colour.chroma * sin(colour.hue)
    cones = [cone**3 for cone in _times(FROM_LAB, lab)]
    return [_encoded(light) for light in _times(FROM_CONES, cones)]


def _is_rgb(rgb: Sequence[float]) -> bool:
    return all(-NOTHING <= channel <= 1 + NOTHING for channel in rgb)


def _clipped(rgb: Sequence[float]) -> RGB:
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in rgb)
    return red, green, blue


def _times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
