"""The file of a picture: what it shows, in 8 bits and upright, or why it is refused; whatever format and depth."""

import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from handbook.content.loader import load
from handbook.content.picture_file import read_picture
from handbook.content.picture_kind import UnusablePicture
from handbook.content.print_settings import PROFILE
from handbook.layout._image_input import normalize_image
from handbook.resources import SRGB
from tests.books import ROOT, add_picture, build, write

SIZE = (60, 40)
GREY, ORANGE, BLUE, INK = 90, (230, 120, 40), (30, 60, 140), (15, 150, 220, 10)
TOLERANCE = 6  # of 255, for what JPEG and WebP lose
ORIENTATION = 0x0112


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def flat(mode: str, colour: Any) -> Image.Image:
    return Image.new(mode, SIZE, colour)


def png(colour_type: int, depth: int, row: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of one row that is repeated, with other chunks before its pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", *SIZE, depth, colour_type, 0, 0, 0)
    pixels = zlib.compress((b"\0" + row) * SIZE[1])
    all_chunks = [(b"IHDR", header), *chunks, (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in all_chunks)


def tiff(order: str, bits: int, row: bytes, white_is_zero: bool = False, sample_format: int = 1) -> bytes:
    """A TIFF in grey of one row that is repeated; ``order`` is "<" or ">", as struct has it."""
    data = row * SIZE[1]
    tags = {256: SIZE[0], 257: SIZE[1], 258: bits, 259: 1, 262: 0 if white_is_zero else 1, 273: 200, 277: 1}
    tags |= {278: SIZE[1], 279: len(data), 339: sample_format}
    entries = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, value) for tag, value in tags.items())
    header = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, len(tags))
    return (header + entries + bytes(4)).ljust(200, b"\0") + data


def shorts(order: str, value: int) -> bytes:
    return struct.pack(f"{order}{SIZE[0]}H", *[value] * SIZE[0])


DEEP = GREY << 8 | 0x3F
CLEAR = flat("RGBA", (0, 0, 0, 0))
PALETTE = flat("RGB", ORANGE).quantize(4)
KINDS: dict[str, tuple[bytes, object]] = {
    "jpeg": (encoded(flat("RGB", ORANGE), "JPEG"), ORANGE),
    "jpeg progressive": (encoded(flat("RGB", ORANGE), "JPEG", progressive=True), ORANGE),
    "jpeg that stores RGB": (encoded(flat("RGB", ORANGE), "JPEG", keep_rgb=True), ORANGE),
    "jpeg with more pictures": (
        encoded(flat("RGB", ORANGE), "MPO", save_all=True, append_images=[flat("RGB", BLUE)]),
        ORANGE,
    ),
    "jpeg grey": (encoded(flat("L", GREY), "JPEG"), GREY),
    "jpeg cmyk": (encoded(flat("CMYK", INK), "JPEG"), INK),
    "png 1 bit": (encoded(flat("1", 1), "PNG"), 255),
    "png palette": (encoded(PALETTE, "PNG"), ORANGE),
    "png palette, clear": (encoded(PALETTE, "PNG", transparency=0), (255, 255, 255)),
    "png grey": (encoded(flat("L", GREY), "PNG"), GREY),
    "png grey, clear": (encoded(flat("LA", (0, 0)), "PNG"), 255),
    "png clear": (encoded(CLEAR, "PNG"), (255, 255, 255)),
    "png 16 bits grey": (png(0, 16, shorts(">", DEEP)), GREY),
    "png 16 bits grey, clear": (png(0, 16, shorts(">", DEEP), (b"tRNS", struct.pack(">H", DEEP))), 255),
    "png 4 bits grey, clear": (png(0, 4, b"\x11" * 30, (b"tRNS", b"\0\1")), 255),
    "png 16 bits colour": (png(2, 16, struct.pack(">HHH", 0xE6FF, 0x78FF, 0x28FF) * SIZE[0]), ORANGE),
    "png 16 bits colour, clear": (
        png(2, 16, struct.pack(">HHH", 0xE6FF, 0x78FF, 0x28FF) * SIZE[0], (b"tRNS", b"\xe6\xff\x78\xff\x28\xff")),
        (255, 255, 255),
    ),
    "png with gamma": (png(2, 8, bytes(ORANGE) * SIZE[0], (b"gAMA", struct.pack(">I", 55_000))), ORANGE),
    "webp": (encoded(flat("RGB", ORANGE), "WEBP"), ORANGE),
    "webp clear": (encoded(CLEAR, "WEBP", lossless=True), (255, 255, 255)),
    "tiff": (encoded(flat("RGB", ORANGE), "TIFF", compression="tiff_lzw"), ORANGE),
    "tiff of several pages": (
        encoded(flat("RGB", ORANGE), "TIFF", save_all=True, append_images=[flat("RGB", BLUE)]),
        ORANGE,
    ),
    "tiff of jpeg": (encoded(flat("RGB", ORANGE), "TIFF", compression="jpeg"), ORANGE),
    "tiff cmyk": (encoded(flat("CMYK", INK), "TIFF", compression="tiff_deflate"), INK),
    "tiff clear": (encoded(CLEAR, "TIFF"), (255, 255, 255)),
    "tiff 16 bits, little-endian": (tiff("<", 16, shorts("<", DEEP)), GREY),
    "tiff 16 bits, big-endian": (tiff(">", 16, shorts(">", DEEP)), GREY),
    "tiff 16 bits, white is zero": (tiff("<", 16, shorts("<", 0xFFFF - DEEP), white_is_zero=True), GREY),
    "tiff 8 bits, white is zero": (tiff(">", 8, bytes([255 - GREY]) * SIZE[0], white_is_zero=True), GREY),
    "tiff 12 bits": (tiff("<", 12, b"\x5a\x55\xa5" * 30), GREY),
}
REFUSED: dict[str, tuple[bytes, str]] = {
    "32 bits": (encoded(flat("I", 90_000), "TIFF"), "not-a-picture.unscaled"),
    "32 bits, big-endian": (tiff(">", 32, bytes(4 * SIZE[0]), sample_format=2), "not-a-picture.unscaled"),
    "16 bits, signed": (tiff("<", 16, shorts("<", 90), sample_format=2), "not-a-picture.unscaled"),
    "floats": (encoded(flat("F", 0.5), "TIFF"), "not-a-picture.unscaled"),
    "floats, big-endian": (tiff(">", 32, bytes(4 * SIZE[0]), sample_format=3), "not-a-picture.unscaled"),
    "half floats": (tiff("<", 16, bytes(2 * SIZE[0]), sample_format=3), "not-a-picture.pixels"),
    "double floats": (tiff(">", 64, bytes(8 * SIZE[0]), sample_format=3), "not-a-picture.pixels"),
    "16 bits, white is zero, big-endian": (
        tiff(">", 16, shorts(">", DEEP), white_is_zero=True),
        "not-a-picture.pixels",
    ),
    "a damaged tiff": (tiff("<", 8, bytes(SIZE[0]))[:20], "not-a-picture.damaged"),
    "Lab": (encoded(flat("LAB", (100, 0, 0)), "TIFF"), "not-a-picture.lab"),
    "gif": (encoded(flat("L", GREY), "GIF"), "not-a-picture.other-file"),
    "of no width": (
        png(0, 8, b"").replace(struct.pack(">II", *SIZE), struct.pack(">II", 0, 40)),
        "not-a-picture.damaged",
    ),
    "too many pixels": (encoded(Image.new("1", (8_001, 5_000)), "PNG"), "picture-size.too-large"),
    "far too many pixels": (encoded(Image.new("1", (10_000, 9_000)), "PNG"), "picture-size.far-too-large"),
    "longer than a JPEG": (encoded(Image.new("1", (65_501, 1)), "PNG"), "picture-size.too-long"),
    "no picture": (b"%PDF-1.7", "not-a-picture.other-file"),
    "nothing": (b"", "not-a-picture.other-file"),
}


def centre(image: Image.Image) -> tuple[int, ...]:
    """The colour in the middle of a picture that has a mode of print."""
    assert image.mode in ("L", "RGB", "CMYK")
    return tuple(image.resize((1, 1)).tobytes())


def alike(one: tuple[int, ...], other: object) -> bool:
    colour = other if isinstance(other, tuple) else (other,)
    return len(one) == len(colour) and all(abs(a - b) <= TOLERANCE for a, b in zip(one, colour, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_shows_its_colour_whatever_its_format_and_depth(kind: str) -> None:
    data, colour = KINDS[kind]
    assert alike(centre(read_picture(data).decode()), colour)


@pytest.mark.parametrize("kind", KINDS)
def test_the_layout_gets_a_jpeg_or_png_of_the_same_colour(kind: str) -> None:
    data, colour = KINDS[kind]
    with Image.open(BytesIO(normalize_image(data).data)) as image:
        assert image.format in ("JPEG", "PNG") and not image.has_transparency_data
        assert alike(centre(image), colour)


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_printed_is_refused_by_name(kind: str) -> None:
    data, key = REFUSED[kind]
    with pytest.raises(UnusablePicture) as raised:
        read_picture(data)
    assert raised.value.key == key


TURNS = [
    lambda image: image,
    lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    lambda image: image.rotate(180),
    lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    lambda image: image.rotate(-90, expand=True).transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    lambda image: image.rotate(90, expand=True),
    lambda image: image.rotate(90, expand=True).transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    lambda image: image.rotate(-90, expand=True),
]  # what a camera does to a picture to store it in the orientations from 1 to 8


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright_however_its_camera_was_held(kind: str, orientation: int) -> None:
    upright = flat("RGB", ORANGE)
    upright.paste(BLUE, (0, 0, 20, 20))  # top left
    turn: Callable[[Image.Image], Image.Image] = TURNS[orientation - 1]
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    data = encoded(turn(upright), kind, exif=exif)
    with Image.open(BytesIO(normalize_image(data).data)) as image:
        assert image.size == SIZE and image.getexif().get(ORIENTATION, 1) == 1
        corners = [image.getpixel(point) for point in ((8, 8), (50, 8), (8, 32), (50, 32))]
    assert [colour[2] > colour[0] for colour in corners if isinstance(colour, tuple)] == [
        True,
        False,
        False,
        False,
    ]


def test_damaged_exif_does_not_hinder() -> None:
    photo = encoded(flat("RGB", ORANGE), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 40)
    assert alike(centre(read_picture(photo).decode()), ORANGE)


ICC, PRESS = SRGB.read_bytes(), PROFILE.read_bytes()
BROKEN_TABLE = ICC[:200] + bytes(len(ICC) - 200)  # a good head and nothing after it


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_profile_is_known_or_set_aside(kind: str) -> None:
    photo = flat("RGB", ORANGE)
    good = read_picture(encoded(photo, kind, icc_profile=ICC))
    assert good.profile == ICC and not good.has_unused_profile
    for profile in (PRESS, BROKEN_TABLE, ICC[:100], b"no profile"):
        picture = read_picture(encoded(photo, kind, icc_profile=profile))
        assert picture.profile is None and picture.has_unused_profile
    plain = read_picture(encoded(photo, kind))
    assert plain.profile is None and not plain.has_unused_profile


def test_the_parts_of_a_profile_may_be_out_of_order_and_twice() -> None:
    data = encoded(flat("CMYK", INK), "JPEG", icc_profile=PRESS)
    start = data.index(b"\xff\xe2")
    parts = []
    while data[start : start + 2] == b"\xff\xe2":
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4])
        parts.append(data[start:end])
        start = end
    whole = b"".join(parts)
    assert len(parts) > 2
    shuffled = data.replace(whole, b"".join([*reversed(parts), parts[1]]))
    assert read_picture(shuffled).profile == PRESS
    missing = read_picture(data.replace(whole, b"".join(parts[1:])))
    assert missing.profile is None and missing.has_unused_profile


SEEDS = {kind: data for kind, (data, _) in KINDS.items()} | {
    f"{kind} with profile and EXIF": encoded(flat("RGB", ORANGE), kind, icc_profile=ICC, exif=bytes(Image.Exif()))
    for kind in ("JPEG", "TIFF", "WEBP")
}


@pytest.mark.parametrize("kind", SEEDS)
def test_what_passes_the_reading_can_be_embedded(kind: str) -> None:
    """Thirty damaged files of each kind: each is refused, or becomes a JPEG or PNG that can be read to its end."""
    chance = random.Random(kind)
    for _ in range(30):
        data = bytearray(SEEDS[kind])
        for _ in range(chance.choice((1, 2, 5))):
            data[chance.randrange(len(data))] = chance.choice((0, 1, 3, 8, 127, 255))
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        try:
            read_picture(bytes(data))
        except UnusablePicture as refused:
            assert refused.key.startswith(("not-a-picture.", "picture-size."))
            continue
        with Image.open(BytesIO(normalize_image(bytes(data)).data)) as image:
            image.load()
            assert image.mode in ("L", "RGB", "CMYK")


def _webp(width: int, height: int) -> bytes:
    """The start of a WebP that states a size, in the extended format; its decoder takes memory for all of it."""
    sides = b"".join((side - 1).to_bytes(3, "little") for side in (width, height))
    return b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + sides + bytes(20)


def _many_scans() -> bytes:
    data = encoded(Image.new("L", (64, 64)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + 40 * data[last:-2] + data[-2:]


def _jpeg_with(parts: bytes) -> bytes:
    data = encoded(Image.new("L", (64, 64)), "JPEG")
    return data[:2] + parts + data[2:]


def _directory(*entries: tuple[int, int, int], more: int = 0) -> bytes:
    """A TIFF whose directory has entries, each with a tag, a type and a number of values."""
    values = b"".join(struct.pack("<HHII", *entry, 8) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + values + bytes(more)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (_jpeg_with(b"\xff\xe1\0\2" * 2_000), "not-a-picture.damaged"),
        (_jpeg_with(b"\xff\xfe\0\2" * 2_000 + b"\xff"), "not-a-picture.damaged"),
        (_jpeg_with(b"\xff" * 5_000), "not-a-picture.damaged"),
        (_jpeg_with(bytes(5_000)), "not-a-picture.damaged"),
        (png(0, 8, bytes(SIZE[0]), *[(b"IDAT", b"")] * 60_000), "not-a-picture.damaged"),
        (_directory((324, 4, 400_000), more=1_600_000), "not-a-picture.damaged"),
        (_directory(*[(256 + number, 4, 10_000) for number in range(9)], more=50_000), "not-a-picture.damaged"),
        (_webp(16_383, 16_383), "picture-size.too-large"),
        (_webp(9, 9)[:25], "not-a-picture.damaged"),
        (_many_scans(), "not-a-picture.scans"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not-a-picture.other-file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-a-picture.other-file"),
        (b"", "not-a-picture.other-file"),
    ],
)
def test_no_decoder_sees_what_it_would_not_survive(data: bytes, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "open", None)
    with pytest.raises(UnusablePicture) as caught:
        read_picture(data)
    assert caught.value.key == key


def test_parts_that_programs_write_are_read() -> None:
    assert read_picture(_jpeg_with(b"\xff\xe1\0\2" * 900 + b"\xff\xff\xfe\0\2")).is_jpeg
    large = Image.new("L", (2_000, 3_000))
    assert not read_picture(encoded(large, "TIFF", tiffinfo={278: 1})).is_jpeg  # each row is a strip


def test_exif_without_end_is_not_read() -> None:
    entries = b"".join(struct.pack("<HHII", 1 + number, 1, 60_000_000, 8) for number in range(60_000))
    exif = b"II*\0\x08\0\0\0" + struct.pack("<H", 60_000) + entries + bytes(10_000_000)
    assert read_picture(png(0, 8, bytes(SIZE[0]), (b"eXIf", exif))).orientation == 1


def test_a_row_of_fill_bytes_in_a_scan_is_looked_at_once() -> None:
    data = encoded(Image.new("L", (64, 64)), "JPEG")
    assert normalize_image(data[:-2] + b"\xff" * 300_000 + data[-1:]).data


def test_the_suffix_and_the_content_of_a_picture_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "jan.jpg", "alt": "Jan lacht."}}])
    add_picture(content, "jan.jpg", Image.new("RGB", (9, 9)), format="PNG")
    assert build(content, tmp_path / "output", "check") == 1
    assert "'jan.jpg' is a PNG, which its name (.jpg) does not say [not-a-picture]" in capsys.readouterr().err


def test_a_comment_in_a_jpeg_reaches_no_product() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # so that it is written again
    data = encoded(Image.new("RGB", (9, 9)), "JPEG", comment=b"geheim", exif=exif)
    assert b"geheim" in data and b"geheim" not in normalize_image(data).data


MEASURE = """
import re, sys
from pathlib import Path
from handbook.layout._image_input import normalize_image
normalize_image(Path(sys.argv[1]).read_bytes())
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process alone has taken")
@pytest.mark.parametrize(("mode", "form"), [("RGB", "PNG"), ("RGBA", "PNG"), ("CMYK", "TIFF"), ("RGB", "JPEG")])
def test_the_largest_pictures_take_300_mb(
    tmp_path: Path, mode: str, form: str, request: pytest.FixtureRequest
) -> None:
    if (mode, form) != ("RGB", "PNG") and not request.config.getoption("--long"):
        pytest.skip("only with --long")
    worst: Any = {"JPEG": {"progressive": True, "subsampling": 0}, "TIFF": {"compression": "tiff_lzw"}}
    Image.new(mode, (6324, 6324)).save(file := tmp_path / "a", form, **worst.get(form, {}))
    done = subprocess.run([sys.executable, "-c", MEASURE, file], cwd=ROOT, capture_output=True, check=True)
    assert int(done.stdout) < 300_000  # kB


def test_what_a_decoder_says_is_a_warning_and_no_line_in_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Fax pages with a wrong code are read in spite of it."""
    content = write(tmp_path / "book", [{"portrait": {"file": "a.tif", "alt": "Een fax"}}])
    fax = Image.effect_noise((60, 50), 50).convert("1")
    file = add_picture(content, "a.tif", fax, compression="group4")
    assert not read_picture(file.read_bytes()).is_damaged
    data = bytearray(file.read_bytes())
    data[40:44] = b"\xff\x00\xff\x0f"
    file.write_bytes(data)
    picture = read_picture(bytes(data))
    picture.decode()
    assert picture.is_damaged
    assert [problem.id for problem in load(content).problems] == ["picture-damaged"]
    assert capfd.readouterr().err == ""
