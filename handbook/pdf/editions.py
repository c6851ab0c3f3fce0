"""The editions of a book: what is made of its pages, which are laid out once. Frozen data, no I/O."""

from dataclasses import dataclass
from typing import NamedTuple


class ImageSettings(NamedTuple):
    """How an edition stores its images.

    ``max_ppi`` is the highest resolution of a photo; a drawing, whose edges are sharp, may have ``drawing_factor``
    times as much. ``quality`` and ``subsampling`` (of colour: 0 none, 2 half) are Pillow's for a JPEG.
    """

    max_ppi: int
    drawing_factor: int
    quality: int
    subsampling: int


@dataclass(frozen=True)
class Edition:
    """A version of the book for one use, in colours of the ``mode`` "CMYK", "RGB" or "L", black ink alone."""

    name: str
    mode: str
    images: ImageSettings


# A print shop asks for 300 ppi; more than 400 cannot be seen.
PRINT = Edition("print", "CMYK", ImageSettings(400, 3, 92, 0))
PRINT_BLACK = Edition("print", "L", PRINT.images)  # the pages of a print file that have black ink alone
DESK = Edition("desk", "RGB", ImageSettings(300, 2, 85, 2))  # for the office printer
EMAIL = Edition("email", "RGB", ImageSettings(150, 2, 80, 2))
