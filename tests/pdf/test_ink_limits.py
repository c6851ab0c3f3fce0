"""What the program converts itself never has more ink than the paper takes, with a margin."""

import os
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image

from handbook.content.loader import load
from handbook.content.print_settings import PROFILE
from handbook.pages.palette import Palette
from handbook.pdf.colours import colour_converter
from handbook.pdf.editions import PRINT
from handbook.pdf.image_conversion import convert_images
from handbook.pdf.ink_limits import ink_limits
from handbook.support.cache import Cache
from tests.books import SEED

PRINTING = load(SEED).print
DARK = [(r, g, b) for r, g, b in product((0, 10, 25, 45, 80), repeat=3) if len({r, g, b}) > 1]
BLOCK = 40  # px; JPEG blurs what is smaller


def _dark_picture(mode: str) -> Image.Image:
    """A picture of dark colours, each in a stripe of its own; in CMYK, of all inks."""
    image = Image.new("RGB", (len(DARK), 1))
    image.putdata(DARK)
    if mode == "CMYK":
        image = Image.new(mode, image.size, (255, 255, 255, 100))
    return image.resize((BLOCK * len(DARK), BLOCK), Image.Resampling.NEAREST)


def _soft_picture() -> Image.Image:
    """A picture whose dark colours run into each other, as in a photo: JPEG changes all of them a little."""
    plates = [Image.effect_noise((30, 30), 70).point(lambda value: value // 5) for _ in "RGB"]
    return Image.merge("RGB", plates).resize((1500, 1500), Image.Resampling.BICUBIC)


def _printed(image: Image.Image, *, as_jpeg: bool) -> Image.Image:
    """A picture as the print file has it."""
    with Pdf.new() as pdf:
        file = BytesIO()
        image.save(file, "JPEG", quality=95)
        data = file.getvalue() if as_jpeg else image.tobytes()
        stream = Stream(pdf, data, Subtype=Name.Image, Width=image.width, Height=image.height, BitsPerComponent=8)
        stream.ColorSpace = {"RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[image.mode]
        if as_jpeg:
            stream.Filter = Name.DCTDecode
        page = pdf.add_blank_page(page_size=(900, 100))
        page.Resources = Dictionary(XObject=Dictionary(P=pdf.make_indirect(stream)))
        page.Contents = Stream(pdf, b"800 0 0 7 0 0 cm /P Do")
        convert_images(list(pdf.pages), PRINT, PRINTING, Cache(Path(os.devnull)))
        if as_jpeg:
            return Image.open(BytesIO(page.Resources.XObject.P.read_raw_bytes())).convert("CMYK")
        size = int(page.Resources.XObject.P.Width), int(page.Resources.XObject.P.Height)
        return Image.frombytes("CMYK", size, page.Resources.XObject.P.read_bytes())


def _most_ink(image: Image.Image, size: tuple[int, int] = (len(DARK), 1)) -> float:
    small = image.resize(size, Image.Resampling.BOX).tobytes()
    return float(max(sum(pixel) for pixel in zip(*[iter(small)] * 4, strict=True)) * 100 / 255)


@pytest.mark.parametrize("as_jpeg", [True, False], ids=["photo", "drawing"])
def test_a_dark_picture_in_rgb_is_converted_to_no_more_ink_than_is_safe(as_jpeg: bool) -> None:
    ink = _most_ink(_printed(_dark_picture("RGB"), as_jpeg=as_jpeg))
    safe = ink_limits(PRINTING).safe
    assert safe - 15 < ink and ink_limits(PRINTING).severity(ink) is None


def test_what_jpeg_changes_does_not_bring_a_photo_over_it() -> None:
    ink = _most_ink(_printed(_soft_picture(), as_jpeg=True), (400, 400))  # as the preflight looks at it
    assert ink_limits(PRINTING).severity(ink) is None


def test_a_picture_keeps_the_inks_that_its_maker_gave_it() -> None:
    """That they are too many is a finding: who made it has to choose which to take out."""
    assert _most_ink(_printed(_dark_picture("CMYK"), as_jpeg=True)) > 330


def test_a_dark_colour_of_a_house_style_stays_dark_and_keeps_its_hue() -> None:
    limits, colour = ink_limits(PRINTING), (0.067, 0.133, 0.2)
    converters = [
        colour_converter(Palette(()), "CMYK", PROFILE.read_bytes(), (), *most) for most in ((), (limits.safe,))
    ]
    free, limited = (convert(colour) for convert in converters)
    assert 100 * sum(free) > limits.safe >= 100 * sum(limited) > limits.safe - 2
    assert free[3] == limited[3]
    assert [ink / free[0] for ink in free[:3]] == pytest.approx(
        [ink / limited[0] for ink in limited[:3]], abs=0.02
    )
