"""Pictures: found or refused by name, in the colours and size of each edition, cropped around their focus."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from handbook.content.print_settings import PROFILE
from handbook.pdf.content_stream import drawn_items
from tests.books import build, write

ORANGE, BLUE = (230, 120, 40), (30, 60, 140)
CMYK_ORANGE = (15, 150, 220, 10)
SIZE = (900, 900)


def _orange(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    return Image.new("RGB", size, ORANGE).convert(mode)


def _sideways() -> Image.Image:
    """Makes a picture whose camera was held sideways: blue above orange as stored, blue on the right as meant."""
    image = _orange()
    image.paste(BLUE, (0, 0, 900, 450))
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
    portraits = [{"portrait": {"file": name, "alt": f"Iemand als {number}."}} for number, name in enumerate(KINDS)]
    write(folder / "book", portraits)
    (folder / "book" / "images").mkdir()
    for name, (draw, _) in KINDS.items():
        draw(folder / "book" / "images" / name)
    assert build(folder / "book", folder / "output") == 0
    return folder / "output"


def _page(pdf: Path, number: int) -> Image.Image:
    """A page, counted from 1, drawn at one pixel a point."""
    with pypdfium2.PdfDocument(pdf) as book:
        image: Image.Image = book[number - 1].render(scale=1).to_pil().convert("RGB")
    return image


def pictures(book: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [item.stream for page in book.pages for item in drawn_items(page) if item.stream is not None]


@pytest.mark.parametrize("number, kind", list(enumerate(KINDS)), ids=list(KINDS))
@pytest.mark.parametrize("edition", ["print", "email"])
def test_a_picture_of_any_kind_looks_as_it_was(built: Path, number: int, kind: str, edition: str) -> None:
    page = _page(built / f"proef-{edition}.pdf", 5 + 2 * number)
    expected = KINDS[kind][1]
    actual = page.getpixel((page.width - 60, 60))
    assert isinstance(actual, tuple)
    red, green, blue = actual
    if expected == "grey":
        assert max(actual) - min(actual) < 12 and 90 < red < 190
    elif expected == "cmyk":
        assert red > 180 and 60 < green < 150 and blue < 80
    elif expected == "sideways":
        left = page.getpixel((page.width - 130, 60))
        right = page.getpixel((page.width - 30, 60))
        assert isinstance(left, tuple) and isinstance(right, tuple)
        assert left[0] > left[2] and right[2] > right[0]
    else:
        assert isinstance(expected, tuple)
        assert all(abs(one - other) < 40 for one, other in zip(actual, expected, strict=True))


def test_print_has_pictures_in_cmyk_and_grey_alone_and_email_in_rgb(built: Path) -> None:
    spaces = {"print": {"/DeviceCMYK", "/DeviceGray"}, "email": {"/DeviceRGB", "/DeviceGray"}}
    for edition, allowed in spaces.items():
        with pikepdf.open(built / f"proef-{edition}.pdf") as book:
            streams = pictures(book)
            assert len(streams) == len(KINDS)
            assert {str(stream.ColorSpace) for stream in streams} == allowed
            assert not any("/SMask" in stream for stream in streams)


def test_a_cmyk_photo_of_the_right_size_goes_to_print_as_it_is(tmp_path: Path) -> None:
    write(tmp_path / "book", [{"portrait": {"file": "a.jpg", "alt": "Iemand aan het werk."}}])
    (tmp_path / "book" / "images").mkdir()
    photo = tmp_path / "book" / "images" / "a.jpg"
    Image.new("CMYK", (800, 800), CMYK_ORANGE).save(photo, quality=97)
    assert build(tmp_path / "book", tmp_path / "output") == 0
    with pikepdf.open(tmp_path / "output" / "proef-print.pdf") as book:
        (stream,) = pictures(book)
        assert stream.read_raw_bytes() == photo.read_bytes()


@pytest.mark.parametrize(("edition", "ppi"), [("print", 400), ("desk", 300), ("email", 150)])
def test_no_picture_has_more_pixels_than_its_edition_needs(built: Path, edition: str, ppi: int) -> None:
    with pikepdf.open(built / f"proef-{edition}.pdf") as book:
        resolutions = [item.ppi for page in book.pages for item in drawn_items(page) if item.kind == "picture"]
    assert len(resolutions) == len(KINDS) and all(ppi * 0.9 < sharpness <= ppi * 3.02 for sharpness in resolutions)
    assert sum(sharpness > ppi * 1.01 for sharpness in resolutions) <= 6, "only drawings may be finer"


@pytest.mark.parametrize(("focus", "colour"), [("0 50", ORANGE), ("100 50", BLUE)])
def test_the_focus_of_a_picture_stays_in_sight(tmp_path: Path, focus: str, colour: tuple[int, int, int]) -> None:
    write(tmp_path / "book", [{"portrait": {"file": "a.png", "alt": "Twee kleuren.", "focus": focus}}])
    (tmp_path / "book" / "images").mkdir()
    wide = Image.new("RGB", (3000, 900), ORANGE)
    wide.paste(BLUE, (1500, 0, 3000, 900))
    wide.save(tmp_path / "book" / "images" / "a.png")
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "email") == 0
    page = _page(tmp_path / "output" / "proef-email.pdf", 5)
    for x in (page.width - 140, page.width - 10):
        actual = page.getpixel((x, 60))
        assert isinstance(actual, tuple)
        assert all(abs(one - other) < 12 for one, other in zip(actual, colour, strict=True))


def test_a_portrait_runs_off_the_page_in_print(built: Path) -> None:
    with pypdfium2.PdfDocument(built / "proef-print.pdf") as book:
        page: Image.Image = book[4].render(scale=2).to_pil().convert("RGB")
    for x, y in ((page.width - 2, 1), (page.width - 2, 80), (page.width - 100, 1)):
        colour = page.getpixel((x, y))
        assert isinstance(colour, tuple) and colour[0] - colour[2] > 100


def test_a_screen_reader_says_what_a_picture_shows(built: Path) -> None:
    assert page_validation.validate_pdf(str(built / "proef-email.pdf"), profile="ua1").is_compliant
    with pikepdf.open(built / "proef-email.pdf") as book:
        figures = [
            str(item.Alt)
            for item in book.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
    assert sorted(figures) == sorted(f"Iemand als {number}." for number in range(len(KINDS)))


def test_cover_picture_logo_and_credits_have_their_place(tmp_path: Path) -> None:
    pictures = {
        "cover": {"file": "a.jpg", "alt": "Een oranje vlak.", "credit": "Foto: Anna de Wit"},
        "logo": {"file": "logo.png", "alt": "Dienst Proef"},
    }
    write(tmp_path / "book", [{}], organisation="Dienst Proef", **pictures)
    (tmp_path / "book" / "images").mkdir()
    _orange(size=(1800, 1200)).save(tmp_path / "book" / "images" / "a.jpg")
    _see_through().save(tmp_path / "book" / "images" / "logo.png")
    assert build(tmp_path / "book", tmp_path / "output") == 0
    with pypdfium2.PdfDocument(tmp_path / "output" / "proef-email.pdf") as book:
        cover: Image.Image = book[0].render(scale=1).to_pil().convert("RGB")
        assert cover.getpixel((5, 5)) != cover.getpixel((5, 500))
        assert cover.getpixel((90, 560)) == (255, 255, 255), "the field behind the logo"
        assert "Foto: Anna de Wit" in book[1].get_textpage().get_text_range()


def test_a_picture_cut_short_is_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "book", [{"portrait": {"file": "a.jpg", "alt": "Iemand."}}])
    (tmp_path / "book" / "images").mkdir()
    photo = BytesIO()
    Image.effect_noise((400, 400), 50).save(photo, "JPEG")
    (tmp_path / "book" / "images" / "a.jpg").write_bytes(photo.getvalue()[:9000])
    assert build(tmp_path / "book", tmp_path / "output") == 1
    errors = capsys.readouterr().err
    assert "01-verhaal-1.yaml:" in errors and "'a.jpg' cannot be read: it is damaged" in errors
    assert not (tmp_path / "output").exists()


def test_a_background_of_the_house_style_is_settled_too(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "images").mkdir()
    _orange(size=(2000, 2000)).save(content / "images" / "rgb.jpg")
    (content / "style.css").write_text(".back { background: url(images/rgb.jpg) center/cover }", "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    with pikepdf.open(tmp_path / "output" / "proef-print.pdf") as book:
        assert [str(stream.ColorSpace) for stream in pictures(book)] == ["/DeviceCMYK"]


@pytest.mark.parametrize("wrong", ["profile", "damaged"])
def test_a_profile_that_does_not_fit_its_picture_is_ignored(tmp_path: Path, wrong: str) -> None:
    content = write(tmp_path / "book", [{"portrait": {"file": "a.jpg", "alt": "Iemand."}}])
    (content / "images").mkdir()
    profile = PROFILE.read_bytes() if wrong == "profile" else b"no profile"
    _orange().save(content / "images" / "a.jpg", icc_profile=profile)
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
