"""Reads the file of a picture: whether it can be used, which way up it is, and what describes its colours.

Content and layout read pictures with this alone, so that what passes the one passes the other.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, UnidentifiedImageError

from handbook.content._picture_pixels import colours_of, to_plain_mode
from handbook.support.colour import is_usable

FORMATS = ("JPEG", "MPO", "PNG", "TIFF", "WEBP")  # MPO is a JPEG with more pictures after it; the first counts
LARGEST = 100_000_000  # pixels; twice what the best cameras give, and 300 MB of memory
LONGEST_SIDE = 65_500  # pixels, of a JPEG that libjpeg writes
MILLION = 1_000_000
ORIENTATION = 0x0112  # a tag of EXIF; 1 is upright
UPRIGHT = 1
TURNS = {  # by the other orientations
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
Image.MAX_IMAGE_PIXELS = LARGEST  # wherever Pillow opens a picture; it refuses twice that, and warns of less
PngImagePlugin.MAX_TEXT_CHUNK = 10_000_000  # bytes of a profile in a PNG; Pillow refuses a picture over 1 MB
SIGNATURES = (b"\xff\xd8", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF")  # with which files of these formats begin
UNKNOWN_PIXELS = "unknown pixel mode"  # what Pillow says of a sound TIFF with pixels that it does not read
UNSCALED_MODES = ("I", "F")  # 32 bits, signed or floats: no file says which number is white
ICC_MARKER = b"ICC_PROFILE\0"  # in front of each part of a profile in a JPEG, and of its number and their count


class UnusablePicture(ValueError):
    """A picture that cannot be used: the ``key`` of the problem in the catalogue, and its ``values``."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True)
class PictureFile:
    """A picture that can be decoded.

    ``orientation`` is that of EXIF, 1 to 8. ``profile`` describes its colours; without one they are sRGB, the grey
    of sRGB, or the inks of the printing condition. ``has_unused_profile`` if the file has one that is damaged or
    for other colours.
    """

    data: bytes
    is_jpeg: bool
    orientation: int
    profile: bytes | None
    has_unused_profile: bool

    def decode(self) -> Image.Image:
        """Returns the picture upright, in Pillow's mode "L", "RGB" or "CMYK", on white where it is transparent."""
        with _decoding(self.data) as image:
            image.load()
            image = to_plain_mode(image, self.data)
        return image.transpose(TURNS[self.orientation]) if self.orientation in TURNS else image


def read_picture(data: bytes) -> PictureFile:
    """Reads a picture to its end.

    Raises:
        UnusablePicture: it is damaged, too large, or of a kind that is not printed.
    """
    with _decoding(data) as image:
        _check_kind(image)
        colours, is_jpeg = colours_of(image.mode), image.format in ("JPEG", "MPO")
        if is_jpeg:
            image.draft("L", (1, 1))  # the quickest way to read a JPEG to its end
        image.load()
        if not is_jpeg:
            to_plain_mode(image, data)  # of a damaged file this may fail, where the layout cannot say so
    profile = _embedded_profile(image)
    usable = profile if profile and is_usable(profile, colours) else None
    return PictureFile(data, is_jpeg, _orientation(image), usable, has_unused_profile=usable != profile)


@contextmanager
def _decoding(data: bytes) -> Iterator[Image.Image]:
    """Opens a picture that may be damaged, and turns what Pillow raises until the end into UnusablePicture."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, prints half a picture without a warning
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the size, whose limit here is the same, and of metadata
        try:
            with Image.open(BytesIO(data)) as image:
                yield image
        except UnusablePicture:
            raise
        except Image.DecompressionBombError:
            raise UnusablePicture("picture-size.far-too-large", most=LARGEST // MILLION) from None
        except UnidentifiedImageError:
            raise UnusablePicture(_why_unidentified(data)) from None
        except Exception:  # damaged data lets Pillow raise anything: OSError, SyntaxError, struct.error, KeyError
            raise UnusablePicture("not-a-picture.damaged") from None


def _why_unidentified(data: bytes) -> str:
    """Returns the key of why Pillow does not know a picture; what it said is lost in its search for a format."""
    if not data.startswith(SIGNATURES):
        return "not-a-picture.other-file"
    try:
        TiffImagePlugin.TiffImageFile(BytesIO(data))
    except Exception as error:  # as above
        return "not-a-picture.pixels" if str(error) == UNKNOWN_PIXELS else "not-a-picture.damaged"
    return "not-a-picture.damaged"


def _check_kind(image: Image.Image) -> None:
    """Refuses a picture that cannot be printed by what its header says.

    Raises:
        UnusablePicture: it is one.
    """
    width, height = image.size
    if image.format not in FORMATS:
        raise UnusablePicture("not-a-picture.format", kind=image.format)
    if not width or not height:
        raise UnusablePicture("not-a-picture.damaged")
    if width * height > LARGEST:
        raise UnusablePicture("picture-size.too-large", width=width, height=height, most=LARGEST // MILLION)
    if max(width, height) > LONGEST_SIDE:
        raise UnusablePicture("picture-size.too-long", width=width, height=height, most=LONGEST_SIDE)
    if image.mode == "LAB":
        raise UnusablePicture("not-a-picture.lab")
    if image.mode in UNSCALED_MODES:
        raise UnusablePicture("not-a-picture.unscaled")


def _orientation(image: Image.Image) -> int:
    """Returns the orientation of EXIF; that of TIFF is none, as Pillow turns it while it decodes."""
    try:
        value = image.getexif().get(ORIENTATION)
    except Exception:  # as above; a picture whose EXIF is damaged can be printed
        return UPRIGHT
    return value if isinstance(value, int) and value in TURNS else UPRIGHT


def _embedded_profile(image: Image.Image) -> bytes | None:
    """Returns the colour profile of a file: None if it has none, empty if it cannot be put together."""
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        parts = [part for name, part in image.applist if name == "APP2" and part.startswith(ICC_MARKER)]
        by_number = {part[12:13]: part for part in parts}  # in a file they may be in any order, and twice
        is_complete = all(part[13:14] == bytes([len(by_number)]) for part in parts)
        data = b"".join(part[14:] for _, part in sorted(by_number.items())) if is_complete else b""
        return data if parts else None
    return (image.info["icc_profile"] or b"") if "icc_profile" in image.info else None
