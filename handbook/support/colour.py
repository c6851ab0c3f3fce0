"""Converts the colours of images with ICC profiles.

The colours of an image are "L" (grey), "RGB" or "CMYK". Without a profile they are the grey of sRGB, sRGB, and the
inks of the printing condition.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from io import BytesIO
from itertools import product

from PIL import Image, ImageChops, ImageCms

PROFILE_SIGNATURE = slice(36, 40), b"acsp"  # in the header of every profile, ICC.1, 7.2
PROFILE_COLOURS = slice(16, 20)  # of the header
PROFILE_SPACES = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK"}
SAMPLE_STEPS = {"L": 52, "RGB": 6, "CMYK": 5}  # of each channel, in a sample of all colours
# In each channel of Lab, of 255: profiles of one colour space by several makers differ by 1, those of two by 16.
SAME_COLOUR = 3
GREY_SPREAD = 8  # of 255, between the channels of a grey photo that JPEG or a scanner has coloured a little
LEAST_CONTRAST = 128  # of 255: how much lighter white is than black in a profile that describes colours
PHOTO = ImageCms.Flags.BLACKPOINTCOMPENSATION  # as the printing trade has it for photos
FEW_PIXELS = ImageCms.Flags.NOOPTIMIZE  # without the table that makes many pixels fast and takes 0.1 s to compute
MAX_PROFILES = 64  # in memory; that of a press has 0.5 to 2 MB

Channels = tuple[float, ...]  # of a colour
Lab = tuple[float, float, float]
Profile = bytes  # an ICC profile, as its file has it


def convert_colours(image: Image.Image, mode: str, profile: Profile | None, cmyk: Profile) -> Image.Image:
    """Converts an image to another colour mode, "L", "RGB" or "CMYK"; grey stays grey: it prints in black alone.

    ``profile`` is that of the image, one that ``is_usable``; ``cmyk`` that of the printing condition.
    """
    if keeps_numbers(image.mode, mode, profile, cmyk):
        return image
    if mode == "L" and image.mode == "CMYK" and (black := _only_black(image)):
        return black
    if mode == "L" and image.mode != "L":
        return convert_colours(image, "RGB", profile, cmyk).convert("L")
    source = profile or _default(image.mode, cmyk)
    if image.mode == "L":
        return _apply(image, source, _srgb(), "RGB").convert("L")
    return _apply(image, source, _default(mode, cmyk), mode)


def convert_channels(colours: Sequence[Channels], mode: str, cmyk: Profile) -> list[Channels]:
    """Converts colours from sRGB to the inks of the printing condition, or back; each channel is from 0 to 1.

    All at once: every call copies the profile.
    """
    source = "RGB" if len(colours[0]) == len("RGB") else "CMYK"
    pixels = bytes(round(255 * channel) for colour in colours for channel in colour)
    image = Image.frombytes(source, (len(colours), 1), pixels)
    values = _apply(image, _default(source, cmyk), _default(mode, cmyk), mode, PHOTO | FEW_PIXELS).tobytes()
    return [tuple(value / 255 for value in pixel) for pixel in zip(*[iter(values)] * len(mode), strict=True)]


def keeps_numbers(colours: str, mode: str, profile: Profile | None, cmyk: Profile) -> bool:
    """Returns whether ``convert_colours`` returns an image of these ``colours`` as it is.

    So it does where the profile describes the same colours as the target's: a profile's way to Lab and back would
    turn black ink into four inks.
    """
    if colours not in ("L", mode):
        return False
    if profile is None:
        return True
    samples = (_sample_in_lab(each, colours) for each in (profile, _default(colours, cmyk)))
    return all(abs(one - other) <= SAME_COLOUR for one, other in zip(*samples, strict=True))


def is_grey(image: Image.Image) -> bool:
    """Returns whether a picture in RGB has no colour: a photo in black and white that was saved so."""
    return image.mode == "RGB" and not any(_spread(image).histogram()[GREY_SPREAD + 1 :])


def with_black_alone(converted: Image.Image, image: Image.Image) -> Image.Image:
    """Returns an image that was ``converted`` to CMYK with black ink alone where the ``image`` itself is grey."""
    if image.mode != "RGB":
        return converted
    none, black = Image.new("L", image.size), ImageChops.invert(image.convert("L"))
    grey = Image.merge("CMYK", (none, none, none, black))
    return Image.composite(grey, converted, _spread(image).point(lambda spread: 0 if spread else 255))


def _spread(image: Image.Image) -> Image.Image:
    """Returns how far the channels of each pixel in RGB lie apart."""
    red, green, blue = image.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return ImageChops.subtract(lightest, ImageChops.darker(ImageChops.darker(red, green), blue))


def _only_black(image: Image.Image) -> Image.Image | None:
    """Returns an image in CMYK that has black ink alone as grey, without the detour of a profile."""
    *others, black = image.split()
    return None if any(plate.getbbox() for plate in others) else ImageChops.invert(black)


def is_usable(profile: Profile, colours: str) -> bool:
    """Returns whether a profile describes these ``colours``; a damaged one may have a good header."""
    place, signature = PROFILE_SIGNATURE
    if profile[place] != signature or profile[PROFILE_COLOURS] != PROFILE_SPACES[colours]:
        return False
    try:
        lightness = _sample_in_lab(profile, colours)[::3]
    except (ImageCms.PyCMSError, OSError):
        return False
    first, last = lightness[0], lightness[-1]
    return (first - last if colours == "CMYK" else last - first) >= LEAST_CONTRAST


def is_press_profile(profile: Profile) -> bool:
    """Returns whether colours can be converted to and from the CMYK that a profile describes."""
    if not is_usable(profile, "CMYK"):
        return False
    try:
        pixels = [Image.new("RGB", (1, 1), name) for name in ("white", "black")]
        white, black = (sum(_apply(pixel, _srgb(), profile, "CMYK", FEW_PIXELS).tobytes()) for pixel in pixels)
    except (ImageCms.PyCMSError, OSError):
        return False
    return black - white >= LEAST_CONTRAST


@lru_cache(MAX_PROFILES)
def _sample_in_lab(profile: Profile, colours: str) -> tuple[int, ...]:
    """Returns what a sample of ``colours``, from all channels 0 to all 255, looks like: L, a, b, L, ...

    Raises:
        ImageCms.PyCMSError, OSError: the profile is damaged.
    """
    steps = range(SAMPLE_STEPS[colours])
    levels = [round(255 * step / steps[-1]) for step in steps]
    pixels = bytes(level for pixel in product(levels, repeat=len(colours)) for level in pixel)
    sample = Image.frombytes(colours, (len(pixels) // len(colours), 1), pixels)
    if profile[PROFILE_COLOURS] == PROFILE_SPACES["RGB"]:
        sample = sample.convert("RGB")  # grey, in a profile that describes grey among its colours
    values = _apply(sample, profile, _lab(), "LAB", FEW_PIXELS).tobytes()
    return tuple(value if index % 3 == 0 else (value + 128) % 256 for index, value in enumerate(values))


def solids_in_lab(profile: Profile) -> list[Lab]:
    """Returns what the paper and each full ink of a profile for CMYK look like, as L*, a*, b* measured on paper.

    Raises:
        ImageCms.PyCMSError, OSError: the profile is damaged, or not for CMYK.
    """
    solids = [bytes(4), *(bytes(255 * (at == ink) for at in range(4)) for ink in range(4))]
    image = Image.frombytes("CMYK", (len(solids), 1), b"".join(solids))
    values = _apply(image, profile, _lab(), "LAB", FEW_PIXELS, ImageCms.Intent.ABSOLUTE_COLORIMETRIC).tobytes()
    channels = [100 * value / 255 if at % 3 == 0 else (value + 128) % 256 - 128 for at, value in enumerate(values)]
    return list(zip(*[iter(channels)] * 3, strict=True))


def _default(colours: str, cmyk: Profile) -> Profile:
    return cmyk if colours == "CMYK" else _srgb()


@cache
def _srgb() -> Profile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@cache
def _lab() -> Profile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def _apply(
    image: Image.Image,
    source: Profile,
    target: Profile,
    mode: str,
    flags: ImageCms.Flags = PHOTO,
    intent: ImageCms.Intent = ImageCms.Intent.RELATIVE_COLORIMETRIC,
) -> Image.Image:
    converted = ImageCms.applyTransform(image, _transform(source, target, image.mode, mode, flags, intent))
    assert converted is not None  # as it is when it works in place
    return converted


@lru_cache(MAX_PROFILES)
def _transform(
    source: Profile,
    target: Profile,
    source_mode: str,
    target_mode: str,
    flags: ImageCms.Flags,
    intent: ImageCms.Intent,
) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(source)),
        ImageCms.ImageCmsProfile(BytesIO(target)),
        source_mode,
        target_mode,
        intent,
        flags,
    )
