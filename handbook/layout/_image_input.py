"""Converts pictures to what WeasyPrint embeds without loss: upright, opaque, 8 bits a channel."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from handbook.content.picture_file import UPRIGHT, read_picture
from handbook.layout._jpeg_segments import without_metadata

MAX_DRAWING_COLOURS = 2000  # in a sample of 128 x 128 pixels; a drawing with soft edges has a few hundred


class InputImage(NamedTuple):
    """A picture as WeasyPrint gets it, a JPEG or PNG file, and the profile of its colours if they have one."""

    data: bytes
    profile: bytes | None


@lru_cache(1)  # a section is laid out several times until its texts fit
def normalize_image(data: bytes) -> InputImage:
    """Returns a picture turned upright, without transparency and metadata, with 8 bits a channel.

    A JPEG that is upright keeps the bytes of its picture.

    Raises:
        UnusablePicture: it cannot be used.
    """
    picture = read_picture(data)
    if picture.is_jpeg and picture.orientation == UPRIGHT and (unchanged := without_metadata(data)):
        return InputImage(unchanged, picture.profile)
    image = picture.decode()
    file = BytesIO()
    if picture.is_jpeg or image.mode == "CMYK" or _is_photo(image):
        image.save(file, "JPEG", quality=95, subsampling=0)
    else:
        image.save(file, "PNG")
    return InputImage(file.getvalue(), picture.profile)


def _is_photo(image: Image.Image) -> bool:
    """Returns whether a picture has too many colours for a drawing, so that JPEG suits it better than PNG."""
    sample = image.resize((128, 128), Image.Resampling.NEAREST)
    return sample.getcolors(MAX_DRAWING_COLOURS) is None
