"""Converts the images of a PDF to the colours of an edition, and downsamples them to its resolution."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple
from zlib import compress

from pikepdf import Array, Dictionary, Name, Page, Stream
from PIL import Image

from handbook.content.print_settings import Print
from handbook.pdf.content_stream import drawn_items
from handbook.pdf.editions import Edition, ImageSettings
from handbook.pdf.ink_limits import ink_limits, limit_ink
from handbook.pdf.object_digest import ObjectDigests
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest
from handbook.support.colour import convert_colours, is_grey, keeps_numbers, with_black_alone
from handbook.support.input_limits import PIXELS_KEPT, PROFILE
from handbook.support.outside_files import read_checked

MODES = {1: "L", 3: "RGB", 4: "CMYK"}  # of Pillow, by the number of channels
JPEG_LOSS = 3  # percent of ink that a JPEG may give back above what it got
CHANNELS = {"/DeviceGray": 1, "/DeviceRGB": 3}  # of images without a profile that are not JPEGs


class ConvertedImage(NamedTuple):
    """An image as an edition stores it: Pillow's mode, size in px, and its data, a JPEG or deflated pixels."""

    mode: str
    width: int
    height: int
    is_jpeg: bool
    data: bytes


class _Target(NamedTuple):
    """What images become: the settings and mode of an edition, the profile of CMYK, the most ink in percent."""

    settings: ImageSettings
    mode: str
    cmyk: bytes
    most_ink: float


def convert_images(pages: Sequence[Page], edition: Edition, printing: Print, cache: Cache) -> None:
    """Replaces each image of some pages that has other colours or more pixels than its edition stores.

    The profile of ``printing`` defines CMYK: in print, and for an image without a profile of its own. Converted
    images are cached.
    """
    cmyk = read_checked(printing.profile, PROFILE)
    target = _Target(edition.images, edition.mode, cmyk, ink_limits(printing).safe)
    wanted = digest("image", program_fingerprint(), cmyk, f"{edition.images} {edition.mode} {target.most_ink}")
    digests = ObjectDigests()
    for image, scale in _scales(pages, edition.images):
        key = digest(wanted, str(scale), digests.of(image))
        if (cached := cache.get(key)) is None:
            cached = _serialize(_convert(image, scale, target))
            cache.put(key, cached)
        if cached:
            _replace(image, _deserialize(cached))


def _scales(pages: Sequence[Page], settings: ImageSettings) -> list[tuple[Stream, float]]:
    """Returns each image, and the factor to reduce it by, from its largest use on a page."""
    scales: dict[tuple[int, int], tuple[Stream, float]] = {}
    for page in pages:
        for item in drawn_items(page) if _may_have_images(page) else ():  # interpreting a page is slow
            if (image := item.stream) is not None:
                max_ppi = settings.max_ppi * (1 if item.is_photo else settings.drawing_factor)
                _, largest = scales.get(image.objgen, (image, 0.0))
                scales[image.objgen] = image, max(largest, min(1.0, max_ppi / item.ppi))
    return list(scales.values())


def _may_have_images(page: Page) -> bool:
    """Returns whether a page has images among its resources, or patterns, which may have some."""
    return bool(page.get_images() or page.get("/Resources", Dictionary()).get("/Pattern"))


def _convert(stream: Stream, scale: float, target: _Target) -> ConvertedImage | None:
    """Returns the converted image, or None where the image can stay as it is."""
    is_jpeg = stream.get("/Filter") == Name.DCTDecode
    image, profile = _read(stream), _read_profile(stream)
    width, height = image.size
    if is_jpeg and scale == 1 and keeps_numbers(image.mode, target.mode, profile, target.cmyk):
        return ConvertedImage(image.mode, *image.size, is_jpeg, stream.read_raw_bytes()) if profile else None
    if is_jpeg and image.width * image.height > PIXELS_KEPT:
        image.draft(image.mode, (round(image.width * scale), round(image.height * scale)))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if scale < 1:
        image = image.resize(size, Image.Resampling.LANCZOS)
    image = _in_inks(image, profile, target, is_jpeg=is_jpeg)
    data = _encode_jpeg(image, target.settings) if is_jpeg else compress(image.tobytes())
    return ConvertedImage(image.mode, *size, is_jpeg, data)


def _in_inks(image: Image.Image, profile: bytes | None, target: _Target, *, is_jpeg: bool) -> Image.Image:
    """Returns an image in the colours of an edition; in print, what is grey in it is black ink alone.

    A photo is grey as a whole or not: in four inks its shadows have more depth. A drawing has black lines. An
    image that keeps its own numbers has the ink that its maker gave it, no other has too much.
    """
    mode, cmyk = target.mode, target.cmyk
    if mode == "CMYK" and is_grey(image):
        return convert_colours(image, "L", profile, cmyk)
    converted = convert_colours(image, mode, profile, cmyk)
    if converted.mode != "CMYK" or keeps_numbers(image.mode, mode, profile, cmyk):  # grey stays grey
        return converted
    if is_jpeg:
        return limit_ink(converted, target.most_ink - JPEG_LOSS)
    return with_black_alone(limit_ink(converted, target.most_ink), image)


def _read(stream: Stream) -> Image.Image:
    if stream.get("/Filter") == Name.DCTDecode:
        return Image.open(BytesIO(stream.read_raw_bytes()))
    profile = _profile_stream(stream)
    channels = CHANNELS[str(stream.ColorSpace)] if profile is None else int(profile.N)
    return Image.frombytes(MODES[channels], (int(stream.Width), int(stream.Height)), stream.read_bytes())


def _read_profile(stream: Stream) -> bytes | None:
    """Returns the colour profile of an image, which the layout states as its colour space."""
    profile = _profile_stream(stream)
    return None if profile is None else profile.read_bytes()


def _profile_stream(stream: Stream) -> Stream | None:
    space = stream.ColorSpace
    if not isinstance(space, Array):
        return None
    kind, profile = space
    assert kind == Name.ICCBased and isinstance(profile, Stream), space
    return profile


def _encode_jpeg(image: Image.Image, settings: ImageSettings) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=settings.quality, subsampling=settings.subsampling, optimize=True)
    return file.getvalue()


def _replace(stream: Stream, image: ConvertedImage) -> None:
    """Writes another image into a stream of a PDF."""
    for key in ("/Decode", "/DecodeParms"):
        if key in stream:
            del stream[key]
    stream.Width, stream.Height, stream.BitsPerComponent = image.width, image.height, 8
    stream.ColorSpace = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[image.mode]
    stream.write(image.data, filter=Name.DCTDecode if image.is_jpeg else Name.FlateDecode)
    if image.is_jpeg and image.mode == "CMYK":
        stream.Decode = Array([1, 0] * 4)  # Pillow writes CMYK as Adobe does, inverted


def _serialize(image: ConvertedImage | None) -> bytes:
    return json.dumps(image[:-1]).encode() + b"\n" + image.data if image else b""


def _deserialize(cached: bytes) -> ConvertedImage:
    header, _, data = cached.partition(b"\n")
    mode, width, height, is_jpeg = json.loads(header)
    return ConvertedImage(mode, width, height, is_jpeg, data)
