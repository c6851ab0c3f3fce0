"""Converts what Pillow decodes to grey, RGB or CMYK of 8 bits a channel, on white where it is transparent."""

from PIL import Image, ImageChops, TiffImagePlugin

WHITE = (255, 255, 255)
PNG_DEPTH = 24  # where a PNG has its number of bits a channel
WHITE_IS_ZERO = 0  # of TIFF; Pillow heeds it for 8 bits only


def to_plain_mode(image: Image.Image, data: bytes) -> Image.Image:
    """Returns a decoded image in Pillow's mode "L", "RGB" or "CMYK"; ``data`` is its file."""
    colours = colours_of(image.mode)
    if image.format == "PNG" and image.mode != "P" and (colour := image.info.get("transparency")) is not None:
        image.info["transparency"] = _in_8_bits(colour, data[PNG_DEPTH])
    if image.mode.startswith("I;16"):
        image = _grey_in_8_bits(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, (*WHITE, 255)), image)
    return image.convert(colours)


def colours_of(mode: str) -> str:
    """Returns the colours of an image in a mode of Pillow: "L" (grey), "RGB" or "CMYK"."""
    if mode in ("1", "L", "LA") or mode.startswith("I;16"):
        return "L"
    return "CMYK" if mode == "CMYK" else "RGB"


def _grey_in_8_bits(image: Image.Image) -> Image.Image:
    """Scales grey of 12 or 16 bits; other colours are scaled by Pillow."""
    bits, is_inverted = 16, False
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        bits = image.tag_v2[TiffImagePlugin.BITSPERSAMPLE][0]
        is_inverted = image.tag_v2.get(TiffImagePlugin.PHOTOMETRIC_INTERPRETATION, WHITE_IS_ZERO) == WHITE_IS_ZERO
    grey = image.convert("I").point(lambda value: value / 2 ** (bits - 8)).convert("L")
    return ImageChops.invert(grey) if is_inverted else grey


def _in_8_bits(colour: int | tuple[int, ...], depth: int) -> int | tuple[int, ...]:
    """Scales the transparent colour of a PNG from its ``depth`` in bits, as Pillow scales pixels."""
    if isinstance(colour, tuple):
        return tuple(value >> 8 for value in colour) if depth == 16 else colour
    return {2: colour * 85, 4: colour * 17, 16: colour >> 8}.get(depth, colour)
