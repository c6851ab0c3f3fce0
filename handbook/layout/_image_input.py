"""Pictures made plain for the layout, and given other colours."""

from io import BytesIO

from PIL import Image, ImageOps

from handbook.support.colour import convert_colours

PLAIN = ("L", "RGB", "CMYK")
WHITE = (255, 255, 255)
SHADES = 2000  # colours in a sample of 128 x 128 pixels; a drawing with soft edges has a few hundred


def upright(data: bytes) -> bytes:
    """A picture as the layout takes it: turned as its camera was held, without transparency, 8 bits a channel.

    What is so already, as most JPEG files are, comes back as it is.
    """
    with Image.open(BytesIO(data)) as image:
        turned = image.getexif().get(0x0112, 1) != 1
        if image.format in ("JPEG", "MPO") and image.mode in PLAIN and not turned:
            return data
        plain = _plain(ImageOps.exif_transpose(image))
        file = BytesIO()
        if plain.mode == "CMYK" or image.format in ("JPEG", "MPO") or _is_photo(plain):
            profile = image.info.get("icc_profile")
            plain.save(file, "JPEG", quality=95, subsampling=0, icc_profile=profile)
        else:
            convert_colours(plain, "RGB", image.info.get("icc_profile"), b"").save(file, "PNG")
        return file.getvalue()


def _is_photo(image: Image.Image) -> bool:
    """Whether a picture has so many colours that JPEG suits it better than PNG."""
    return image.resize((128, 128), Image.Resampling.NEAREST).getcolors(SHADES) is None


def _plain(image: Image.Image) -> Image.Image:
    """A picture in one of the PLAIN modes, on white where it was transparent."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        grey = image.mode in ("LA", "La")
        ground = Image.new("RGBA", image.size, (*WHITE, 255))
        return Image.alpha_composite(ground, image.convert("RGBA")).convert("L" if grey else "RGB")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in PLAIN else image.convert("RGB")
