"""Works out with which inks a colour is printed, and how well one can be read on another."""

from collections.abc import Sequence
from functools import cache

from handbook.content.print_settings import SAFE_SHARE, Print
from handbook.pages.palette import Channels, PaletteColour
from handbook.support.colour import convert_channels
from handbook.support.input_limits import PROFILE
from handbook.support.oklch import linear
from handbook.support.outside_files import read_checked

CONTRAST = 4.5  # between letters and their ground, WCAG 2.2, 1.4.3; in a book, large letters too
LIGHT_WEIGHTS = (0.2126, 0.7152, 0.0722)  # of red, green and blue in the luminance, WCAG 2.2
GLARE = 0.05  # is added to both luminances, WCAG 2.2
MOST_INK = 2.4  # the four inks together: what dries on any coated paper, and does not set off
MOST_BLACK = 0.88  # beside other inks: with 90 % the preflight takes letters for rich black
GREY = 2.5 / 255  # how far the channels of a grey lie apart at most; it is printed in black alone
STEP = 0.05  # of an ink


class Press:
    """The printing condition of a book."""

    def __init__(self, printing: Print) -> None:
        self.profile = read_checked(printing.profile, PROFILE)
        self.most_ink = min(MOST_INK, printing.most_ink * SAFE_SHARE / 100)
        self.screen = cache(self._screen)

    def with_inks(self, colours: Sequence[Channels]) -> list[PaletteColour]:
        """Returns colours of a screen with their inks: those of the profile, or fewer and more black."""
        converted = convert_channels(colours, "CMYK", self.profile)
        return [PaletteColour(rgb, self._inks(rgb, cmyk)) for rgb, cmyk in zip(colours, converted, strict=True)]

    def contrast(self, one: PaletteColour, other: PaletteColour) -> float:
        """Returns the contrast of two colours, in both values, on a screen or on paper, whichever is less."""
        on_paper = contrast(self.screen(one.cmyk or ()), self.screen(other.cmyk or ()))
        return min(on_paper, contrast(one.rgb or (), other.rgb or ()))

    def _screen(self, cmyk: Channels) -> Channels:
        return convert_channels([cmyk], "RGB", self.profile)[0]

    def _inks(self, rgb: Channels, cmyk: Channels) -> Channels:
        if max(rgb) - min(rgb) <= GREY:
            return 0.0, 0.0, 0.0, 1 - sum(rgb) / len(rgb)
        others, black, target = cmyk[:3], min(cmyk[3], MOST_BLACK), luminance(rgb)
        while sum(others) + black > self.most_ink and min(others) > 0:
            others = tuple(max(0.0, ink - STEP) for ink in others)
            black = self._black_for(others, target)
        excess = max(0.0, sum(others) + black - self.most_ink)
        share = 1 - excess / sum(others) if sum(others) else 1
        return *(round(ink * share, 3) for ink in others), round(black, 3)

    def _black_for(self, others: Channels, target: float) -> float:
        """Returns how much black makes a colour as dark as a luminance, or nearly."""
        ramp = [percent / 100 for percent in range(0, round(100 * MOST_BLACK) + 1, 2)]
        screens = convert_channels([(*others, black) for black in ramp], "RGB", self.profile)
        return next((ramp[n] for n, screen in enumerate(screens) if luminance(screen) <= target), MOST_BLACK)


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """Returns the contrast of two colours in sRGB, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + GLARE) / (dark + GLARE)


def luminance(rgb: Sequence[float]) -> float:
    """Returns the relative luminance of a colour in sRGB (WCAG 2.2)."""
    return sum(weight * linear(channel) for weight, channel in zip(LIGHT_WEIGHTS, rgb, strict=True))
