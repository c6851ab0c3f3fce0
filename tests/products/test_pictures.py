"""Pictures: found or refused by name, in the colours and size of each edition, cropped around their focus."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from handbook.content.print_settings import PROFILE
from tests.books import add_picture, build, plain, write
from tests.pdfs import colour, conforms, elements, images, pages, picture, resolutions

ORANGE, BLUE = (230, 120, 40), (30, 60, 140)
FIRST = 6  # page of the first of twelve cases
CMYK_ORANGE = (15, 150, 220, 10)
SIZE = (1700, 1700)  # more than a portrait beside the figure needs, less than one as wide as the page


def _orange(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    return Image.new("RGB", size, ORANGE).convert(mode)


def _sideways() -> Image.Image:
    """A picture that its camera held on its side: blue above orange as stored, blue on the right as meant."""
    image = _orange()
    image.paste(BLUE, (0, 0, SIZE[0], SIZE[1] // 2))
    return image


def _see_through() -> Image.Image:
    return Image.new("RGBA", SIZE, (0, 0, 0, 0))


def _deep() -> Image.Image:
    return Image.new("I;16", SIZE, 0x8000)


CMYK = Image.new("CMYK", SIZE, CMYK_ORANGE)
EXIF = Image.Exif()
EXIF[0x0112] = 6  # turn a quarter to the right

Draw = Callable[[Path], None]
KINDS: dict[str, tuple[Draw, object]] = {
    "rgb.jpg": (lambda path: _orange().save(path), ORANGE),
    "rgb.png": (lambda path: _orange().save(path), ORANGE),
    "progressive.jpg": (lambda path: _orange().save(path, progressive=True), ORANGE),
    "palette.png": (lambda path: _orange("P").save(path), ORANGE),
    "grey.jpg": (lambda path: _orange("L").save(path), "grey"),
    "grey.png": (lambda path: _orange("L").save(path), "grey"),
    "deep.png": (lambda path: _deep().save(path), "grey"),
    "cmyk.jpg": (lambda path: CMYK.save(path, icc_profile=PROFILE.read_bytes()), "cmyk"),
    "cmyk.tif": (lambda path: CMYK.save(path), "cmyk"),
    "clear.png": (lambda path: _see_through().save(path), (255, 255, 255)),
    "web.webp": (lambda path: _orange().save(path, lossless=True), ORANGE),
    "sideways.jpg": (lambda path: _sideways().save(path, exif=EXIF), "sideways"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a portrait of each kind, in the order of KINDS."""
    folder = tmp_path_factory.mktemp("images")
    portraits = [{"portrait": {"file": name, "alt": f"Iemand als {at}."}} for at, name in enumerate(KINDS)]
    write(folder / "book", portraits)
    (folder / "book" / "images").mkdir()
    for name, (draw, _) in KINDS.items():
        draw(folder / "book" / "images" / name)
    assert build(folder / "book", folder / "output") == 0
    return folder / "output"


@pytest.mark.parametrize("number, kind", list(enumerate(KINDS)), ids=list(KINDS))
@pytest.mark.parametrize("edition", ["print", "email"])
def test_a_picture_of_any_kind_looks_as_it_was(built: Path, number: int, kind: str, edition: str) -> None:
    page = picture(built / f"proef-{edition}.pdf", FIRST + 2 * number)
    wanted = KINDS[kind][1]
    found = red, green, blue = colour(page, 60, 60)
    if wanted == "grey":
        assert max(found) - min(found) < 12 and 90 < red < 190
    elif wanted == "cmyk":
        assert red > 180 and 60 < green < 150 and blue < 80
    elif wanted == "sideways":
        left, right = (colour(page, x, 60) for x in (60, 200))
        assert left[0] > left[2] and right[2] > right[0]
    else:
        assert isinstance(wanted, tuple)
        assert all(abs(one - other) < 40 for one, other in zip(found, wanted, strict=True))


def test_print_has_pictures_in_cmyk_and_grey_alone_and_email_in_rgb(built: Path) -> None:
    spaces = {"print": {"/DeviceCMYK", "/DeviceGray"}, "email": {"/DeviceRGB", "/DeviceGray"}}
    for edition, allowed in spaces.items():
        with pikepdf.open(built / f"proef-{edition}.pdf") as book:
            streams = images(book)
            assert len(streams) == len(KINDS)
            assert {str(stream.ColorSpace) for stream in streams} == allowed
            assert not any("/SMask" in stream for stream in streams)


def test_a_cmyk_photo_of_the_right_size_goes_to_print_as_it_is(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "a.jpg", "alt": "Iemand aan het werk."}}])
    photo = add_picture(content, "a.jpg", Image.new("CMYK", (800, 800), CMYK_ORANGE), quality=97)
    assert build(tmp_path / "book", tmp_path / "output") == 0
    with pikepdf.open(tmp_path / "output" / "proef-print.pdf") as book:
        (stream,) = images(book)
        assert stream.read_raw_bytes() == photo.read_bytes()


@pytest.mark.parametrize(("edition", "ppi"), [("print", 400), ("desk", 300), ("email", 150)])
def test_no_picture_has_more_pixels_than_its_edition_needs(built: Path, edition: str, ppi: int) -> None:
    found = resolutions(built / f"proef-{edition}.pdf")
    assert len(found) == len(KINDS) and all(ppi * 0.9 < sharpness <= ppi * 3.02 for sharpness in found)
    assert sum(sharpness > ppi * 1.01 for sharpness in found) <= 6, "only drawings may be finer"


@pytest.mark.parametrize(("focus", "wanted"), [("0 50", ORANGE), ("100 50", BLUE)])
def test_the_focus_of_a_picture_stays_in_sight(tmp_path: Path, focus: str, wanted: tuple[int, int, int]) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "a.png", "alt": "Twee kleuren.", "focus": focus}}])
    wide = Image.new("RGB", (2400, 700), ORANGE)
    wide.paste(BLUE, (1200, 0, 2400, 700))
    add_picture(content, "a.png", wide)
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "email") == 0
    page = picture(tmp_path / "output" / "proef-email.pdf", 4)
    for x in (10, 140):
        found = colour(page, x, 60)
        assert all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


def test_a_portrait_runs_off_the_page_in_print(built: Path) -> None:
    page = picture(built / "proef-print.pdf", FIRST, 2)
    for x, y in ((1, 1), (1, 80), (100, 1)):
        red, _, blue = colour(page, x, y)
        assert red - blue > 100


def test_a_screen_reader_says_what_a_picture_shows(built: Path) -> None:
    assert conforms(built / "proef-email.pdf")
    with pikepdf.open(built / "proef-email.pdf") as book:
        figures = [str(element.Alt) for element in elements(book) if element.S == "/Figure"]
    assert figures == [f"Iemand als {at}." for at in range(len(KINDS))]


def test_cover_picture_logo_and_credits_have_their_place(tmp_path: Path) -> None:
    fields = {
        "cover": {"file": "a.jpg", "alt": "Een oranje vlak.", "credit": "Foto: Anna de Wit"},
        "logo": {"file": "logo.png", "alt": "Dienst Proef"},
    }
    content = write(tmp_path / "book", [{}], organisation="Dienst Proef", **fields)
    add_picture(content, "a.jpg", _orange(size=(1800, 1200)))
    add_picture(content, "logo.png", _see_through())
    assert build(content, tmp_path / "output") == 0
    cover = picture(tmp_path / "output" / "proef-email.pdf", 1)
    assert all(abs(one - other) < 12 for one, other in zip(colour(cover, 5, 590), ORANGE, strict=True))
    assert colour(cover, 5, 5) != colour(cover, 5, 590), "above it the cover has its own colour"
    assert colour(cover, 330, 570) == (255, 255, 255), "the field behind the logo"
    assert "Foto: Anna de Wit" in plain(pages(tmp_path / "output" / "proef-email.pdf")[1])


def test_a_picture_cut_short_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "a.jpg", "alt": "Iemand."}}])
    photo = add_picture(content, "a.jpg", Image.effect_noise((400, 400), 50))
    photo.write_bytes(photo.read_bytes()[:9000])
    assert build(content, tmp_path / "output") == 1
    said = capsys.readouterr().err
    assert "01-verhaal-1.yaml:" in said and "'a.jpg' cannot be read: it is damaged" in said
    assert not (tmp_path / "output").exists()


def test_a_background_of_the_house_style_is_settled_too(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    add_picture(content, "rgb.jpg", _orange(size=(2000, 2000)))
    (content / "style.css").write_text(".back { background: url(images/rgb.jpg) center/cover }", "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    with pikepdf.open(tmp_path / "output" / "proef-print.pdf") as book:
        assert [str(stream.ColorSpace) for stream in images(book)] == ["/DeviceCMYK"]


@pytest.mark.parametrize("wrong", ["profile", "damaged"])
def test_a_profile_that_does_not_fit_its_picture_is_ignored(tmp_path: Path, wrong: str) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "a.jpg", "alt": "Iemand."}}])
    profile = PROFILE.read_bytes() if wrong == "profile" else b"no profile"
    add_picture(content, "a.jpg", _orange(), icc_profile=profile)
    assert build(content, tmp_path / "output", "build", "--only", "print", "email") == 0
    for edition, close in (("print", 40), ("email", 12)):
        page = picture(tmp_path / "output" / f"proef-{edition}.pdf", 4)
        found = colour(page, 60, 60)
        assert all(abs(one - other) < close for one, other in zip(found, ORANGE, strict=True))
