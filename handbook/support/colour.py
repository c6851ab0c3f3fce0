"""Converts the colours of images with ICC profiles."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

PROFILE_SIGNATURE = slice(36, 40), b"acsp"  # ICC.1, 7.2: where the header of every profile has it
PROFILE_COLOURS = slice(16, 20)  # of the header: "RGB ", "CMYK" or "GRAY"


def convert_colours(image: Image.Image, mode: str, profile: bytes | None, cmyk: bytes) -> Image.Image:
    """An image in another colour mode, "RGB" or "CMYK"; grey stays grey, which prints in black alone.

    ``profile`` is the one that the image came with, ``cmyk`` that of the printing condition. A profile that is
    damaged or for other colours is ignored.
    """
    if image.mode == "L" or (image.mode == mode and not profile):
        return image
    source = _srgb() if image.mode == "RGB" else cmyk
    if profile and _describes(profile, image.mode):
        source = profile
    target = _srgb() if mode == "RGB" else cmyk
    return ImageCms.applyTransform(image, _transform(source, target, image.mode, mode)) or image


def _describes(profile: bytes, mode: str) -> bool:
    """Whether a profile is one, and is for images of this mode."""
    place, signature = PROFILE_SIGNATURE
    return profile[place] == signature and profile[PROFILE_COLOURS].decode("latin-1").strip() == mode


@cache
def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@cache
def _transform(source: bytes, target: bytes, source_mode: str, target_mode: str) -> ImageCms.ImageCmsTransform:
    """Relative colorimetric with black-point compensation, which the printing trade uses for photos."""
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(source)),
        ImageCms.ImageCmsProfile(BytesIO(target)),
        source_mode,
        target_mode,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
