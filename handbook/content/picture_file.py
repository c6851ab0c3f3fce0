"""Reads the file of a picture: whether it can be used, which way up it is, and what describes its colours.

Content and layout read pictures with this alone, so that what passes the one passes the other.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageFile, JpegImagePlugin, TiffImagePlugin, UnidentifiedImageError

from handbook.support.colour import is_usable

FORMATS = ("JPEG", "MPO", "PNG", "TIFF", "WEBP")  # MPO is a JPEG with more pictures after it; the first counts
LARGEST = 100_000_000  # pixels; twice what the best cameras give, and 300 MB of memory
LONGEST_SIDE = 65_500  # pixels, of a JPEG that libjpeg writes
MILLION = 1_000_000
ORIENTATION = 0x0112  # a tag of EXIF; 1 is upright
UPRIGHT = 1
SIGNATURES = (b"\xff\xd8", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF")  # with which files of these formats begin
UNSCALED_MODES = ("I", "F")  # numbers of 32 bits, of which no file says where black and white are
PNG_DEPTH = 24  # where a PNG has its number of bits a channel
WHITE_IS_ZERO = 0  # of TIFF; Pillow heeds it for 8 bits only
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
    mode: str
    orientation: int
    profile: bytes | None
    has_unused_profile: bool

    def decode(self) -> Image.Image:
        """Returns the picture in 8 bits a channel, in any mode of Pillow that these have, not turned yet.

        Raises:
            UnusablePicture: it is damaged.
        """
        with _decoding(self.data) as image:
            image.load()
            return _to_8_bits(image, self.data)


def read_picture(data: bytes) -> PictureFile:
    """Reads a picture to its end.

    Raises:
        UnusablePicture: it is damaged, too large, or of a kind that is not printed.
    """
    with _decoding(data) as image:
        _check_kind(image)
        mode, is_jpeg = image.mode, image.format in ("JPEG", "MPO")
        if is_jpeg:
            image.draft("L", (1, 1))  # the quickest way to read a JPEG to its end
        image.load()
        orientation = _orientation(image)
        profile = _embedded_profile(image)
    usable = profile if profile and is_usable(profile, colours_of(mode)) else None
    return PictureFile(data, is_jpeg, mode, orientation, usable, has_unused_profile=usable != profile)


def colours_of(mode: str) -> str:
    """Returns the colours of a picture in a mode of Pillow: "L" (grey), "RGB" or "CMYK"."""
    if mode in ("1", "L", "LA") or mode.startswith("I;16"):
        return "L"
    return "CMYK" if mode == "CMYK" else "RGB"


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
            kind = "damaged" if data.startswith(SIGNATURES) else "other-file"
            raise UnusablePicture(f"not-a-picture.{kind}") from None
        except (
            Exception
        ):  # damaged data lets Pillow raise anything: OSError, SyntaxError, struct.error, KeyError ...
            raise UnusablePicture("not-a-picture.damaged") from None


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


def _to_8_bits(image: Image.Image, data: bytes) -> Image.Image:
    """Scales grey of 12 or 16 bits, which Pillow only does with colours, and the colour that is transparent."""
    if image.format == "PNG" and image.mode != "P" and (colour := image.info.get("transparency")) is not None:
        image.info["transparency"] = _in_8_bits(colour, data[PNG_DEPTH])
    if not image.mode.startswith("I;16"):
        return image
    bits, is_inverted = 16, False
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        (bits,) = image.tag_v2[TiffImagePlugin.BITSPERSAMPLE]
        is_inverted = image.tag_v2[TiffImagePlugin.PHOTOMETRIC_INTERPRETATION] == WHITE_IS_ZERO
    grey = image.convert("I").point(lambda value: value / 2 ** (bits - 8)).convert("L")
    return ImageChops.invert(grey) if is_inverted else grey


def _in_8_bits(colour: int | tuple[int, ...], depth: int) -> int | tuple[int, ...]:
    """Scales a colour from the ``depth`` in bits of its PNG, as Pillow does with pixels."""
    if isinstance(colour, tuple):
        return tuple(value >> 8 for value in colour) if depth == 16 else colour
    return {2: colour * 85, 4: colour * 17, 16: colour >> 8}.get(depth, colour)


def _orientation(image: Image.Image) -> int:
    """Returns the orientation of EXIF; that of TIFF is none, as Pillow turns it while it decodes."""
    try:
        value = image.getexif().get(ORIENTATION)
    except Exception:  # as above; a picture whose EXIF is damaged can be printed
        return UPRIGHT
    return value if isinstance(value, int) and value in range(UPRIGHT, 9) else UPRIGHT


def _embedded_profile(image: Image.Image) -> bytes | None:
    """Returns the colour profile of a file: None if it has none, empty if it cannot be put together."""
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        parts = [part for name, part in image.applist if name == "APP2" and part.startswith(ICC_MARKER)]
        by_number = {part[12:13]: part for part in parts}  # in a file they may be in any order, and twice
        is_complete = all(part[13:14] == bytes([len(by_number)]) for part in parts)
        data = b"".join(part[14:] for _, part in sorted(by_number.items())) if is_complete else b""
        return data if parts else None
    return (image.info["icc_profile"] or b"") if "icc_profile" in image.info else None
