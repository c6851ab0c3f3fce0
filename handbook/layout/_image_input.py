"""Converts pictures to what WeasyPrint embeds without loss: upright, opaque, 8 bits a channel."""

from io import BytesIO

from PIL import Image, ImageOps

from handbook.support.colour import convert_colours

PLAIN_MODES = ("L", "RGB", "CMYK")
WHITE = (255, 255, 255)
ORIENTATION = 0x0112  # a tag of EXIF; 1 is upright
MAX_DRAWING_COLOURS = 2000  # in a sample of 128 x 128 pixels; a drawing with soft edges has a few hundred


def normalize_image(data: bytes) -> bytes:
    """Returns a picture as JPEG or PNG, turned upright, without transparency, 8 bits a channel.

    A picture that has this form already, as most JPEG files have, is returned unchanged.

    Raises:
        OSError, SyntaxError, ValueError, Image.DecompressionBombError: it cannot be read.
    """
    with Image.open(BytesIO(data)) as image:
        upright = image.getexif().get(ORIENTATION, 1) == 1
        if image.format in ("JPEG", "MPO") and image.mode in PLAIN_MODES and upright:
            return data
        plain = _to_plain_mode(ImageOps.exif_transpose(image))
        file = BytesIO()
        if plain.mode == "CMYK" or image.format in ("JPEG", "MPO") or _is_photo(plain):
            profile = image.info.get("icc_profile")
            plain.save(file, "JPEG", quality=95, subsampling=0, icc_profile=profile)
        else:
            convert_colours(plain, "RGB", image.info.get("icc_profile"), b"").save(file, "PNG")
        return file.getvalue()


def _is_photo(image: Image.Image) -> bool:
    """Returns whether a picture has too many colours for a drawing, so that JPEG suits it better than PNG."""
    sample = image.resize((128, 128), Image.Resampling.NEAREST)
    return sample.getcolors(MAX_DRAWING_COLOURS) is None


def _to_plain_mode(image: Image.Image) -> Image.Image:
    """Converts a picture to one of the PLAIN_MODES, on white where it is transparent."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        grey = image.mode in ("LA", "La")
        background = Image.new("RGBA", image.size, (*WHITE, 255))
        return Image.alpha_composite(background, image.convert("RGBA")).convert("L" if grey else "RGB")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in PLAIN_MODES else image.convert("RGB")
