"""JPEG files keep the bytes of their picture, and lose what is not a picture."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from handbook.layout._image_input import normalize_image

ADOBE = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00"  # without its transform
NOISE = Image.merge("RGB", [Image.effect_noise((64, 48), sigma) for sigma in (20, 40, 60)])


def encoded(image: Image.Image, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, options.pop("format", "JPEG"), **options)
    return file.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2) + content


def after_start(data: bytes, *segments: bytes) -> bytes:
    return data[:2] + b"".join(segments) + data[2:]


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.tobytes()


PLAIN = {
    "rgb": encoded(NOISE),
    "progressive": encoded(NOISE, progressive=True),
    "restart markers": encoded(NOISE, restart_marker_blocks=2),
    "grey": encoded(NOISE.convert("L")),
    "cmyk": encoded(NOISE.convert("CMYK")),
}


@pytest.mark.parametrize("kind", PLAIN)
def test_a_plain_jpeg_stays_as_it_is(kind: str) -> None:
    assert normalize_image(PLAIN[kind]).data == PLAIN[kind]


@pytest.mark.parametrize("kind", PLAIN)
def test_metadata_and_what_follows_the_picture_go(kind: str) -> None:
    plain = PLAIN[kind]
    notes = [segment(0xE1, b"Exif\0\0none"), segment(0xED, b"Photoshop 3.0\0"), segment(0xFE, b"a street")]
    notes += [segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"), segment(0xE2, b"MPF\0none")]
    assert normalize_image(after_start(plain, *notes) + encoded(NOISE) + b"a film").data == plain


def test_the_first_of_several_pictures_stays() -> None:
    several = encoded(NOISE, format="MPO", save_all=True, append_images=[NOISE.rotate(180)])
    assert pixels(normalize_image(several).data) == pixels(several)
    assert len(normalize_image(several).data) < len(several) * 0.6


def test_cmyk_gets_the_marker_that_says_how_it_is_read() -> None:
    plain = PLAIN["cmyk"]
    start = plain.index(b"\xff\xee")
    unmarked = plain[:start] + plain[start + 16 :]
    assert normalize_image(unmarked).data == plain
    assert normalize_image(plain).data == plain


MARKED_RGB = encoded(NOISE, keep_rgb=True)  # without JFIF; a marker of Adobe says that it is RGB
UNMARKED_RGB = MARKED_RGB[:2] + MARKED_RGB[18:]  # only the names of its channels say so: R, G and B
JFIF_END = 20
UNCLEAR = {
    "channels called R, G and B": UNMARKED_RGB,
    "two markers that differ": after_start(encoded(NOISE), ADOBE + b"\0"),
    "a transform that is not of three channels": after_start(UNMARKED_RGB, ADOBE + b"\2"),
    "bytes between segments": PLAIN["rgb"][:JFIF_END] + b"\0\0" + PLAIN["rgb"][JFIF_END:],
}


@pytest.mark.parametrize("kind", UNCLEAR)
def test_what_readers_could_take_for_other_colours_is_packed_anew(kind: str) -> None:
    data = normalize_image(UNCLEAR[kind]).data
    assert data != UNCLEAR[kind] and data[6:10] == b"JFIF" and b"Adobe" not in data
    difference = [abs(a - b) for a, b in zip(pixels(data), pixels(UNCLEAR[kind]), strict=True)]
    assert sum(difference) / len(difference) < 4


def test_red_green_and_blue_with_a_marker_that_says_so_stay() -> None:
    assert normalize_image(MARKED_RGB).data == MARKED_RGB
