"""A book whose inside is printed in black alone, and grey pictures of any book."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from tests.books import add_picture, build, write
from tests.pdfs import colour, colours, images, pages, plates

COLOURED = ("Cyan", "Magenta", "Yellow")
PAGES = {"saddle-stitch": 8, "perfect": 8}


def _photo() -> Image.Image:
    """A picture with all hues and depths."""
    hues = Image.linear_gradient("L").resize((1300, 1300))
    return Image.merge("HSV", (hues, hues.rotate(180), hues.rotate(90))).convert("RGB")


@pytest.fixture(scope="module", params=PAGES)
def black(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The products of a book with black inside, bound in each way, with a portrait, a logo and accents."""
    folder, settings = tmp_path_factory.mktemp("black"), {"inside": "black", "binding": request.param}
    settings |= {"spine": "6"} if request.param == "perfect" else {}
    portrait = {"file": "wie.jpg", "alt": "Iemand."}
    case = {"portrait": portrait, "quote": "Wie luistert, hoort.", "questions": ["Wat zag je?"]}
    logo = {"file": "logo.png", "alt": "Dienst Proef"}
    content = write(folder / "book", [case], print=settings, logo=logo, organisation="Dienst Proef")
    (content / "style.css").write_text(
        ".quote { background: linear-gradient(var(--accent), var(--tint)) } .recto h2 { color: #c00 }"
        " .verso h2 { border-bottom: 2pt double device-cmyk(1 0 0 0) }"
    )
    add_picture(content, "wie.jpg", _photo(), quality=95)
    add_picture(content, "logo.png", Image.new("RGB", (2000, 500), "#154273"))
    assert build(content, folder / "output") == 0
    return folder / "output"


def test_the_pages_between_the_covers_need_one_plate(black: Path, ghostscript: None) -> None:
    book, glued = black / "proef-print.pdf", (black / "proef-cover.pdf").exists()
    last = len(pages(book))
    for number in range(1, last + 1):
        separated = plates(book, number)
        used = {ink for ink in COLOURED if separated[ink].getbbox()}
        assert bool(used) is (not glued and number in (1, last)), number
        assert separated["Black"].getbbox() or (glued and number == last)
    if glued:
        assert {ink for ink, plate in plates(black / "proef-cover.pdf", 1).items() if plate.getbbox()} >= set(
            COLOURED
        )


def test_tints_and_accents_become_lighter_and_darker_greys_and_text_stays_black(black: Path) -> None:
    greys = {inks[-1] for inks in colours(black / "proef-print.pdf") if not any(inks[:3])}
    assert {0, 1} < greys, "white and black stay what they are"
    assert any(0.02 < grey < 0.1 for grey in greys) and any(0.6 < grey < 0.9 for grey in greys)


def test_the_screen_keeps_its_colours(black: Path) -> None:
    with pikepdf.open(black / "proef-email.pdf") as book:
        assert {str(image.ColorSpace) for image in images(book)} == {"/DeviceRGB"}
    assert any(len(set(light)) == 3 for light in colours(black / "proef-email.pdf"))


def _printed(tmp_path: Path, name: str, picture: Image.Image, **options: object) -> Image.Image:
    content = write(tmp_path / "book", [{"portrait": {"file": name, "alt": "Iemand."}}])
    add_picture(content, name, picture, **options)
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    with pikepdf.open(tmp_path / "output" / "proef-print.pdf") as book:
        (image,) = images(book)
        return pikepdf.PdfImage(image).as_pil_image()


@pytest.mark.parametrize(("name", "options"), [("wie.jpg", {"quality": 90}), ("wie.png", {}), ("wie.tif", {})])
@pytest.mark.parametrize("size", [800, 1500])
def test_a_grey_photo_that_was_saved_in_colour_is_black_ink_alone(
    tmp_path: Path, name: str, options: dict[str, object], size: int
) -> None:
    grey = Image.linear_gradient("L").resize((size, size)).convert("RGB")
    scanned = Image.merge("RGB", [grey.getchannel(0).point(lambda v: max(0, v - 3)), *grey.split()[1:]])
    assert _printed(tmp_path, name, scanned, **options).mode == "L"


def test_a_photo_with_a_hue_is_not_taken_for_grey(tmp_path: Path) -> None:
    sepia = Image.merge(
        "RGB", [Image.linear_gradient("L").resize((900, 900)).point(lambda v, a=a: v * a) for a in (1, 0.9, 0.7)]
    )
    assert _printed(tmp_path, "wie.jpg", sepia).mode == "CMYK"


def test_black_lines_of_a_drawing_in_colours_are_black_ink_alone(tmp_path: Path) -> None:
    drawing = Image.new("RGB", (1200, 1200), "white")
    ImageDraw.Draw(drawing).rectangle((300, 300, 900, 500), "black")
    ImageDraw.Draw(drawing).rectangle((300, 700, 900, 900), "#c01020")
    printed = _printed(tmp_path, "wie.png", drawing)
    assert printed.mode == "CMYK"
    across, down = (side // 2 for side in printed.size)
    assert colour(printed, across, down * 2 / 3) == (0, 0, 0, 255)
    assert colour(printed, across, down * 4 / 3)[1] > 200
