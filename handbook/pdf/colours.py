"""Gives the colours of laid-out pages their values in an edition.

The layout writes the codes of the palette (handbook.pages.palette), and other colours of a house style as that has
them, in sRGB or CMYK. What is not stated for an edition is converted with the profile.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from pikepdf import Array, Dictionary, Name, Object, Page
from PIL import Image

from handbook.content.print_settings import ColourInks
from handbook.pages.palette import Channels, Palette, PaletteColour
from handbook.pdf.ink_limits import NO_LIMIT, limit_ink
from handbook.pdf.resource_tree import canvases
from handbook.support.colour import convert_colours

# The operators with which WeasyPrint sets a colour, each on a line of its own; text is in hexadecimal.
OPERATOR = re.compile(
    rb"^(?:(?P<rgb>[\d.]+ [\d.]+ [\d.]+) (?P<set_rgb>rg|RG)"
    rb"|/DeviceCMYK (?:cs|CS)\n(?P<cmyk>[\d.]+ [\d.]+ [\d.]+ [\d.]+) (?P<set_cmyk>scn|SCN))$",
    re.MULTILINE,
)
CODE_DECIMALS = 6
BLACK_ALONE = (0.0, 0.0, 0.0)  # the other inks of a colour that is printed in black alone
OPERATORS = {3: "rg", 4: "k"}  # by the number of channels
COLOUR_SPACES = {3: Name.DeviceRGB, 4: Name.DeviceCMYK}
WHITE: Channels = (1.0, 1.0, 1.0)

Convert = Callable[[Channels], Channels]  # from a colour of the layout to that of an edition


def colour_converter(
    palette: Palette, mode: str, profile: bytes, inks: ColourInks, most_ink: float = NO_LIMIT
) -> Convert:
    """Returns a function from a colour as it was laid out to its value in the ``mode`` of an edition.

    ``profile`` is that of the printing condition, ``inks`` what the handbook says of some colours. What is
    converted to CMYK gets at most ``most_ink``, in percent. Grey becomes black alone: text in four inks would not
    be sharp. In the mode "L" every colour is black ink alone, but in CMYK: only there black can overprint.
    """
    stated = dict(inks)
    colours = {code: _with_inks(colour, stated) for colour, code in palette.codes.items()}

    @cache
    def convert(channels: Channels) -> Channels:
        colour = colours.get(_rounded(channels)) or _with_inks(_plain(channels), stated)
        value = {"CMYK": colour.cmyk, "RGB": colour.rgb}.get(mode)
        if value is not None:
            return value
        return _converted(colour.cmyk or colour.rgb or channels, mode, profile, most_ink)

    return convert


def _plain(channels: Channels) -> PaletteColour:
    """Returns a colour that is none of the palette."""
    return PaletteColour(channels, None) if len(channels) == len("RGB") else PaletteColour(None, channels)


def _with_inks(colour: PaletteColour, inks: Mapping[Channels, Channels]) -> PaletteColour:
    """Returns a colour with the inks that are stated for its value on a screen, if it has none of its own."""
    if colour.cmyk or colour.rgb is None:
        return colour
    return PaletteColour(colour.rgb, inks.get(_rounded(colour.rgb)))


def _rounded(channels: Channels) -> Channels:
    return tuple(round(channel, CODE_DECIMALS) for channel in channels)


def _converted(channels: Channels, mode: str, profile: bytes, most_ink: float) -> Channels:
    is_black_alone = len(channels) == len("CMYK") and channels[:3] == BLACK_ALONE
    if mode == "L" and is_black_alone:
        return channels
    if mode != "RGB" and len(set(channels)) == 1:
        return (*BLACK_ALONE, 1 - channels[0])
    source = "RGB" if len(channels) == len("RGB") else "CMYK"
    pixel = Image.new(source, (1, 1), tuple(round(255 * channel) for channel in channels))
    converted = convert_colours(pixel, mode, None, profile)
    if mode == "CMYK":
        converted = limit_ink(converted, most_ink)
    values = tuple(value / 255 for value in converted.tobytes())
    return (*BLACK_ALONE, 1 - values[0]) if mode == "L" else values


def convert_page_colours(pages: Iterable[Page], convert: Convert) -> None:
    """Converts the colours of some pages, with their forms, patterns and shadings. Images stay as they are."""
    converted_operator = cache(partial(_converted_operator, convert))
    done: set[tuple[int, int]] = set()
    for stream, resources, _ in canvases(pages):
        data = stream.read_bytes()
        if (converted := OPERATOR.sub(lambda match: converted_operator(match[0]), data)) != data:
            stream.write(converted)
        if resources.objgen not in done or not resources.is_indirect:
            done.add(resources.objgen)
            _convert_shadings(resources, convert)


def _convert_shadings(resources: Object, convert: Convert) -> None:
    for shading in resources.get("/Shading", Dictionary()).values():
        if shading.get("/ColorSpace") == Name.DeviceRGB:
            _convert_function(shading.Function, convert)
            shading.ColorSpace = COLOUR_SPACES[len(convert(WHITE))]


def _convert_function(function: Object, convert: Convert) -> None:
    """Converts the colours between which a shading runs; between several, it is stitched from functions of two."""
    for part in function.get("/Functions", Array()):
        _convert_function(part, convert)
    for end in ("/C0", "/C1"):
        if end in function:
            function[end] = Array(convert(tuple(map(float, function[end]))))


def _converted_operator(convert: Convert, operator: bytes) -> bytes:
    """Returns the operator that sets the converted colour, in place of one that sets a colour."""
    match = OPERATOR.fullmatch(operator)
    assert match, operator
    channels = convert(tuple(map(float, (match["rgb"] or match["cmyk"]).split())))
    name = OPERATORS[len(channels)]
    numbers = " ".join(f"{channel:.6f}".rstrip("0").rstrip(".") for channel in channels)
    is_stroke = (match["set_rgb"] or match["set_cmyk"]).isupper()
    return f"{numbers} {name.upper() if is_stroke else name}".encode()
