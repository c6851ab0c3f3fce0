"""Reads the file of a picture: whether it can be used, which way up it is, and what describes its colours.

Content and layout read pictures with this alone, so that what passes the one passes the other.
"""

import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from io import BytesIO
from math import ceil, sqrt

from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, UnidentifiedImageError

from handbook.content._decoder_messages import caught_messages
from handbook.content._picture_pixels import colours_of, to_plain_mode
from handbook.content.picture_kind import FORMATS, UnusablePicture, check_header, kind_of
from handbook.support.colour import is_usable
from handbook.support.input_limits import LONGEST_SIDE, MEGABYTE, PIXELS, PIXELS_KEPT, PROGRESSIVE_SAMPLES

ORIENTATION = 0x0112  # a tag of EXIF; 1 is upright
LONGEST_EXIF = 200_000  # bytes; more are not read, as each entry may name all of them
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
Image.MAX_IMAGE_PIXELS = PIXELS  # wherever Pillow opens a picture; it refuses twice that, and warns of less
PngImagePlugin.MAX_TEXT_CHUNK = 10_000_000  # bytes of a profile in a PNG; Pillow refuses a picture over 1 MB
STRIP = 256  # pixels
UNKNOWN_PIXELS = "unknown pixel mode"  # what Pillow says of a sound TIFF with pixels that it does not read
UNSCALED_MODES = ("I", "F")  # 32 bits, signed or floats: no file says which number is white
ICC_MARKER = b"ICC_PROFILE\0"  # in front of each part of a profile in a JPEG, and of its number and their count


@dataclass(frozen=True)
class PictureFile:
    """A picture that can be decoded.

    ``orientation`` is that of EXIF, 1 to 8. ``profile`` describes its colours; without one they are sRGB, the grey
    of sRGB, or the inks of the printing condition. ``has_unused_profile`` if the file has one that is damaged or
    for other colours, ``is_damaged`` if its decoder read it in spite of mistakes.
    """

    data: bytes
    is_jpeg: bool
    orientation: int
    profile: bytes | None
    has_unused_profile: bool
    is_damaged: bool = False

    def decode(self) -> Image.Image:
        """Returns the picture upright, in Pillow's mode "L", "RGB" or "CMYK", on white where it is transparent."""
        with _messages(self.data), _decoding(self.data) as image:
            factor = _reduction(image)
            image.draft(image.mode, (image.width // factor, image.height // factor))
            image.load()
            image = to_plain_mode(_reduced(image), self.data)
        image.info = {}  # comments, which Pillow would write into a JPEG
        return image.transpose(TURNS[self.orientation]) if self.orientation in TURNS else image


def read_picture(data: bytes) -> PictureFile:
    """Reads a picture to its end, as far as it is printed: not its metadata, nor more pixels than a page shows.

    Raises:
        UnusablePicture: it is damaged, too large, or of a kind that is not printed.
    """
    with _messages(data) as messages, _decoding(data) as image:
        _check_kind(image)
        colours, is_jpeg = colours_of(image.mode), image.format in ("JPEG", "MPO")
        if is_jpeg:
            image.draft("L", (1, 1))  # the quickest way to read a JPEG to its end
        image.load()
        if not is_jpeg:
            to_plain_mode(_reduced(image), data)  # of a damaged file this may fail, where the layout cannot say so
    profile = _embedded_profile(image)
    usable = profile if profile and is_usable(profile, colours) else None
    return PictureFile(data, is_jpeg, _orientation(image), usable, usable != profile, is_damaged=bool(messages))


def _messages(data: bytes) -> AbstractContextManager[list[str]]:
    """Catches what the decoder says; that of TIFF alone says anything."""
    return caught_messages() if kind_of(data) == "TIFF" else nullcontext([])


@contextmanager
def _decoding(data: bytes) -> Iterator[Image.Image]:
    """Opens a picture that may be damaged, and turns what Pillow raises until the end into UnusablePicture."""
    kind = kind_of(data)
    check_header(kind, data)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, prints half a picture without a warning
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the size, whose limit here is the same, and of metadata
        try:
            with Image.open(BytesIO(data), formats=FORMATS[kind]) as image:
                yield image
        except UnusablePicture:
            raise
        except Image.DecompressionBombError:
            raise UnusablePicture("picture-size.far-too-large", most=PIXELS // MEGABYTE) from None
        except UnidentifiedImageError:
            raise UnusablePicture(_why_unidentified(data)) from None
        except Exception:  # damaged data lets Pillow raise anything: OSError, SyntaxError, struct.error, KeyError
            raise UnusablePicture("not-a-picture.damaged") from None


def _why_unidentified(data: bytes) -> str:
    """Returns the key of why Pillow does not know a picture; what it said is lost in its search for a format."""
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
    if not width or not height:
        raise UnusablePicture("not-a-picture.damaged")
    most = _most_pixels(image)
    if width * height > most:
        raise UnusablePicture("picture-size.too-large", width=width, height=height, most=most // MEGABYTE)
    if max(width, height) > LONGEST_SIDE:
        raise UnusablePicture("picture-size.too-long", width=width, height=height, most=LONGEST_SIDE)
    if image.mode == "LAB":
        raise UnusablePicture("not-a-picture.lab")
    if image.mode in UNSCALED_MODES:
        raise UnusablePicture("not-a-picture.unscaled")


def _most_pixels(image: Image.Image) -> int:
    """Returns how many pixels a picture may have, so that its decoder stays within 300 MB."""
    if image.info.get("progressive"):
        return min(PIXELS, PROGRESSIVE_SAMPLES // len(image.getbands()))
    return PIXELS


def _reduction(image: Image.Image) -> int:
    """Returns by which whole number the sides of a picture are divided before anything else is done with it."""
    return ceil(sqrt(image.width * image.height / PIXELS_KEPT))


def _reduced(image: Image.Image) -> Image.Image:
    """Returns a decoded picture with no more pixels than a page can show."""
    if (factor := _reduction(image)) == 1:
        return image
    if image.mode in ("1", "P", "PA") or image.mode.startswith("I;16"):  # of which Pillow makes no average
        size = (max(1, image.width // factor), max(1, image.height // factor))
        reduced = image.resize(size, Image.Resampling.NEAREST)
    elif image.has_transparency_data:
        reduced = _reduced_in_strips(image, factor)
    else:
        reduced = image.reduce(factor)
    reduced.format, reduced.info = image.format, image.info
    return reduced


def _reduced_in_strips(image: Image.Image, factor: int) -> Image.Image:
    """Reduces a picture with transparency, of which Pillow makes two copies, a strip at a time."""
    height = ceil(image.height / factor)
    reduced = Image.new(image.mode, (ceil(image.width / factor), height))
    for top in range(0, height, STRIP):
        rows = (top * factor, min(image.height, (top + STRIP) * factor))
        reduced.paste(image.crop((0, rows[0], image.width, rows[1])).reduce(factor), (0, top))
    return reduced


def _orientation(image: Image.Image) -> int:
    """Returns the orientation of EXIF; that of TIFF is none, as Pillow turns it while it decodes."""
    if len(image.info.get("exif", b"")) > LONGEST_EXIF:
        return UPRIGHT
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
