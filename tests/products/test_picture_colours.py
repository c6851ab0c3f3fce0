"""The inks and the colours of pictures: the same whatever their format, metadata, number of pixels and edition."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name, Object
from PIL import Image, ImageCms

from handbook.content.print_settings import PROFILE
from handbook.resources import SRGB
from tests.books import build, write
from tests.icc import grey_profile, wide_profile
from tests.pdfs import images

PRESS, WIDE, BRIGHT_GREY = PROFILE.read_bytes(), wide_profile(), grey_profile(1.2)
RED, BLACK_INK, INK = (200, 60, 59), (0, 0, 0, 255), (15, 150, 220, 10)
TOLERANCE = 4  # of 255, for what JPEG loses
ADOBE_SEGMENT = 16  # bytes, with the marker
SMALL, LARGE = (800, 800), (1200, 1200)  # under and over what print has in the place of a portrait

Colour = tuple[int, ...]


def _encoded(colour: Colour | int, size: tuple[int, int], kind: str = "JPEG", **options: Any) -> bytes:
    modes = {1: "L", 3: "RGB", 4: "CMYK"}
    mode = modes[len(colour) if isinstance(colour, tuple) else 1]
    file = BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def _unmarked(data: bytes) -> bytes:
    """A JPEG without the marker in which Adobe says that it is inverted."""
    start = data.index(b"\xff\xee")
    return data[:start] + data[start + ADOBE_SEGMENT :]


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 1, "Camera"
    return exif.tobytes()


def _files() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, size in {"small": SMALL, "large": LARGE}.items():
        files |= {
            f"wide {name} jpg": _encoded(RED, size, icc_profile=WIDE, quality=97),
            f"wide {name} exif": _encoded(RED, size, icc_profile=WIDE, exif=_exif(), quality=97),
            f"wide {name} png": _encoded(RED, size, "PNG", icc_profile=WIDE),
            f"wide {name} tif": _encoded(RED, size, "TIFF", icc_profile=WIDE),
            f"marked {name}": _encoded(INK, size, quality=97),
            f"unmarked {name}": _unmarked(_encoded(INK, size, quality=97)),
            f"black {name}": _encoded(BLACK_INK, size, icc_profile=PRESS),
            f"black {name} exif": _encoded(BLACK_INK, size, icc_profile=PRESS, exif=_exif()),
            f"black {name} tif": _encoded(BLACK_INK, size, "TIFF", icc_profile=PRESS),
            f"grey {name} jpg": _encoded(100, size, icc_profile=BRIGHT_GREY),
            f"grey {name} png": _encoded(100, size, "PNG", icc_profile=BRIGHT_GREY),
        }
    return files


@pytest.fixture(scope="module")
def colours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Colour]]:
    """The colour of each picture in the print and the email PDF of a book with all of them, by edition."""
    folder, files = tmp_path_factory.mktemp("colours"), _files()
    portraits = [{"portrait": {"file": name, "alt": f"Iemand als {at}."}} for at, name in enumerate(files)]
    content = write(folder / "book", portraits)
    (content / "images").mkdir()
    for name, data in files.items():
        (content / "images" / name).write_bytes(data)
    assert build(content, folder / "output", "build", "--only", "print", "email") == 0
    editions = ("print", "email")
    return {edition: dict(zip(files, _colours(folder / "output", edition), strict=True)) for edition in editions}


def _colours(output: Path, edition: str) -> list[Colour]:
    with pikepdf.open(output / f"proef-{edition}.pdf") as book:
        drawn = [stream for page in book.pages for stream in page.get_images().values()]  # in the order of pages
        return [_colour(stream) for stream in {stream.objgen: stream for stream in drawn}.values()]


def _colour(stream: Object) -> Colour:
    """The colour in the middle of a picture of a PDF, as a reader decodes it."""
    modes = {"/DeviceGray": "L", "/DeviceRGB": "RGB", "/DeviceCMYK": "CMYK"}
    mode, size = modes[str(stream.ColorSpace)], (int(stream.Width), int(stream.Height))
    if stream.Filter == Name.DCTDecode:
        image: Image.Image = Image.open(BytesIO(stream.read_raw_bytes()))
        assert image.mode == mode
        # Pillow takes all CMYK for inverted, as a reader does whom the file tells so in both of these ways.
        assert mode != "CMYK" or ("adobe" in image.info and list(stream.Decode) == [1, 0] * 4)
    else:
        image = Image.frombytes(mode, size, stream.read_bytes())
    return tuple(image.resize((1, 1)).tobytes())


def _alike(one: Colour, other: Colour) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= TOLERANCE for a, b in zip(one, other, strict=True))


GROUPS = {"wide": RED, "marked": INK, "unmarked": INK, "black": BLACK_INK, "grey": (100,)}


@pytest.mark.parametrize("edition", ["print", "email"])
@pytest.mark.parametrize("group", GROUPS)
def test_the_same_pixels_print_alike(colours: dict[str, dict[str, Colour]], group: str, edition: str) -> None:
    found = {name: colour for name, colour in colours[edition].items() if name.startswith(group)}
    first = next(iter(found.values()))
    assert len(found) > 1 and all(_alike(colour, first) for colour in found.values()), found


def test_cmyk_is_read_in_one_way_with_and_without_the_marker(colours: dict[str, dict[str, Colour]]) -> None:
    assert _alike(colours["print"]["unmarked small"], INK)
    assert _alike(colours["email"]["unmarked small"], colours["email"]["marked small"])


def test_black_in_the_profile_of_the_press_stays_black_alone(colours: dict[str, dict[str, Colour]]) -> None:
    blacks = {name: colour for name, colour in colours["print"].items() if name.startswith("black")}
    assert len(blacks) == 6 and all(_alike(colour, BLACK_INK) for colour in blacks.values()), blacks
    assert max(colours["email"]["black large"]) < 60


def test_a_profile_is_used(colours: dict[str, dict[str, Colour]]) -> None:
    """The colour as ImageCms has it, straight from the profile of the picture to that of the press."""
    source, press = (ImageCms.ImageCmsProfile(BytesIO(profile)) for profile in (WIDE, PRESS))
    intent, compensation = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    transform = ImageCms.buildTransform(source, press, "RGB", "CMYK", intent, compensation)
    wanted = ImageCms.applyTransform(Image.new("RGB", (1, 1), RED), transform)
    assert wanted is not None and _alike(colours["print"]["wide large png"], tuple(wanted.tobytes()))
    red, green, blue = colours["email"]["wide large png"]
    assert red > RED[0] + 20 and not _alike((red, green, blue), RED)


def test_a_grey_profile_is_used_and_grey_stays_black_alone(colours: dict[str, dict[str, Colour]]) -> None:
    """At 1.2, grey of 100 is lighter than in sRGB: 255 * ((100/255) ** 1.2) ** (1/2.2), about 153."""
    for edition in ("print", "email"):
        (grey,) = colours[edition]["grey small png"]
        assert abs(grey - 153) < 8


ONE = [{"portrait": {"file": "a.jpg", "alt": "Iemand aan het werk."}}]


@pytest.mark.parametrize("profile", [None, SRGB.read_bytes()], ids=["no profile", "sRGB"])
def test_a_photo_with_exif_is_not_packed_anew_for_mail(tmp_path: Path, profile: bytes | None) -> None:
    content = write(tmp_path / "book", ONE)
    # As few pixels as mail shows of a portrait.
    noise = Image.merge("RGB", [Image.effect_noise((230, 230), sigma) for sigma in (20, 40, 60)])
    (content / "images").mkdir()
    photo = content / "images" / "a.jpg"
    noise.save(photo, quality=91, exif=_exif(), icc_profile=profile, comment=b"A street and a number")
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
    with pikepdf.open(tmp_path / "output" / "proef-email.pdf") as book:
        (stream,) = images(book)
        packed = stream.read_raw_bytes()
    with Image.open(BytesIO(packed)) as found, Image.open(photo) as wanted:
        assert found.tobytes() == wanted.tobytes()
    assert b"Camera" not in packed and b"street" not in packed, "what a camera notes is not for every reader"


def test_a_broken_profile_is_set_aside_with_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "book", ONE)
    (content / "images").mkdir()
    broken = WIDE[:132] + bytes(len(WIDE) - 132)
    (content / "images" / "a.jpg").write_bytes(_encoded(RED, LARGE, icc_profile=broken))
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
    said = capsys.readouterr().err
    assert "01-verhaal-1.yaml:" in said and "warning: the colour profile in 'a.jpg' is damaged" in said
    assert _alike(_colours(tmp_path / "output", "email")[0], RED)
