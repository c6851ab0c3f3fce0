"""How much ink the paper of a book takes, and how a picture is brought under that."""

from math import ceil
from typing import NamedTuple

from PIL import Image, ImageChops, ImageMath

from handbook.content.print_settings import SAFE_SHARE, Print
from handbook.support.colour import convert_channels
from handbook.support.input_limits import PROFILE
from handbook.support.outside_files import read_checked
from handbook.support.problems import Severity

INK_STEP = 10  # percent; to the next one the ink of a profile's black is rounded up
TOLERANCE = 0.5  # percent
FULL = 255  # of an ink in a picture
NO_LIMIT = 400.0  # percent: four full inks


class InkLimits(NamedTuple):
    """Total area coverages in percent: an error above ``most``, a warning above ``safe``."""

    most: float
    safe: float

    def severity(self, ink: float) -> Severity | None:
        if ink > self.most + TOLERANCE:
            return "error"
        return "warning" if ink > self.safe + TOLERANCE else None


def ink_limits(printing: Print) -> InkLimits:
    """Returns the limits of the paper, at most those of the profile: what it prints where it is darkest."""
    (black,) = convert_channels([(0.0, 0.0, 0.0)], "CMYK", read_checked(printing.profile, PROFILE))
    darkest = INK_STEP * ceil(100 * sum(black) / INK_STEP)
    most = min(printing.most_ink, darkest)
    return InkLimits(most, most * SAFE_SHARE)


def limit_ink(image: Image.Image, most: float) -> Image.Image:
    """Returns an image in CMYK with at most some total area coverage, in percent.

    Where it has more, it gets less of the three colours, in proportion: the hue stays, and black keeps it dark.
    """
    *colours, black = image.split()
    total = int(most * FULL / 100)
    share: Image.Image = ImageMath.lambda_eval(
        lambda inks: inks["convert"](
            inks["min"](FULL * (inks["k"] * -1 + total) / inks["max"](inks["c"] + inks["m"] + inks["y"], 1), FULL),
            "L",
        ),
        **dict(zip("cmyk", image.split(), strict=True)),
    )
    return Image.merge("CMYK", [*(ImageChops.multiply(plate, share) for plate in colours), black])
