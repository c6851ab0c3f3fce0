"""Colours of pictures converted by their profiles."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageCms


def convert_colours(image: Image.Image, mode: str, profile: bytes | None, cmyk: bytes) -> Image.Image:
    """A picture in another colour mode; grey stays grey, which prints in black alone."""
    if image.mode == "L" or (image.mode == mode and not profile):
        return image
    fits = (
        profile is not None
        and profile[16:20].decode("latin-1").strip() == image.mode
        and profile[36:40] == b"acsp"
    )
    source = profile if profile and fits else _srgb() if image.mode == "RGB" else cmyk
    target = _srgb() if mode == "RGB" else cmyk
    return ImageCms.applyTransform(image, _transform(source, target, image.mode, mode)) or image


@cache
def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@cache
def _transform(source: bytes, target: bytes, before: str, after: str) -> ImageCms.ImageCmsTransform:
    """Relative colorimetric with black-point compensation, the habit of the printing trade for photos."""
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(source)),
        ImageCms.ImageCmsProfile(BytesIO(target)),
        before,
        after,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
