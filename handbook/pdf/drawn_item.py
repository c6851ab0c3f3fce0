"""The items that a page draws: texts, areas, lines and pictures, each with its place, colour and size."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pikepdf import Object, Stream

from handbook.pdf.page_boxes import Box
from handbook.support.units import PT_PER_INCH

UNBOUNDED = Box(-1e6, -1e6, 1e6, 1e6)
MAX_LINE = 6.0  # pt; a thicker black area does not overprint, or a picture below it would show through


class Colour(NamedTuple):
    """A colour as a content stream sets it: its colour space and its components from 0 to 1."""

    space: str
    values: tuple[float, ...]

    @property
    def ink(self) -> float:
        """Total area coverage in percent. RGB counts as 0: the preflight refuses it anyway."""
        return 100 * sum(self.values) if self.space == "/DeviceCMYK" else 100 * (1 - sum(self.values[:1]))

    @property
    def cmyk(self) -> tuple[float, ...]:
        """Its four inks; empty for a picture, a gradient, and RGB."""
        if self.space == "/DeviceGray" and len(self.values) == 1:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        return self.values if self.space == "/DeviceCMYK" and len(self.values) == len("CMYK") else ()

    @property
    def inks(self) -> int:
        """The number of inks that it is printed with. RGB counts as in ``ink``."""
        values = self.values if self.space == "/DeviceCMYK" else (self.ink,)
        return sum(value > 0 for value in values)

    @property
    def lightness(self) -> float:
        """From 0 for black to 1 for paper, roughly. RGB and gradients count as in ``ink``."""
        if self.space != "/DeviceCMYK" or len(self.values) < len("CMYK"):
            return 1 - self.ink / 100
        cyan, magenta, yellow, black = self.values
        return max(0.0, 1 - black - 0.3 * cyan - 0.59 * magenta - 0.11 * yellow)

    @property
    def in_words(self) -> str:
        """The colour as a designer writes it: CMYK 0 0 0 100."""
        values = " ".join(f"{100 * value:.0f}" for value in self.values)
        return f"{self.space.removeprefix('/Device')} {values}"


@dataclass(frozen=True)
class DrawnItem:
    """One object on a page.

    ``box`` is where it is; of an area or a picture the part inside the clipping path. ``size`` in pt is the type
    size of a text, or the thickness of a line or an area where it is thinnest. ``overprints`` says whether it
    leaves the inks below it that it does not have itself, ``is_curved`` whether an area has a curved outline.
    ``stroke`` is how thick the thinnest stroke of a light text is, in pt, once measured; 0 for other items.
    ``glyphs`` are the font and the character codes of a text while the file is open. ``in_picture`` says whether
    it is part of a picture: in a drawing everything is.

    The ``colour`` of a picture has the most of each ink in it, once measured. The fields from ``uncropped`` on are
    for pictures: the box of the whole picture, its size in pixels, whether it
    is a photo (a JPEG), the total area coverage in percent that its darkest parts have, once measured, and its
    stream while the file is open.
    """

    kind: Literal["text", "area", "line", "picture"]
    box: Box
    colour: Colour
    size: float
    letters: int = 0
    font: str = ""
    overprints: bool = False
    is_curved: bool = False
    stroke: float = 0
    glyphs: tuple[Object, tuple[int, ...]] | None = None
    in_picture: bool = False
    uncropped: Box = UNBOUNDED
    pixels: tuple[int, int] = (0, 0)
    is_photo: bool = False
    darkest_ink: float = 0
    stream: Stream | None = None

    @property
    def ppi(self) -> float:
        """Pixels per inch of a picture, in the direction where they are fewer."""
        return PT_PER_INCH * min(self.pixels[0] / self.uncropped.width, self.pixels[1] / self.uncropped.height)
