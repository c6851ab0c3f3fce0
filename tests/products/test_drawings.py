"""Drawings in SVG are vectors in every product, in the inks that the handbook names."""

from pathlib import Path

import pikepdf
import pytest

from tests.books import build, write
from tests.palette import light
from tests.pdfs import colour, colours, conforms, elements, images, picture, plates

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">
<style>.blue { fill: #154273 }</style>
<linearGradient id="fade">
<stop offset="0" stop-color="#154273"/><stop offset="1" stop-color="#c00"/>
</linearGradient>
<clipPath id="round"><circle cx="50" cy="50" r="50"/></clipPath>
<rect class="blue" width="100" height="100" clip-path="url(#round)"/>
<rect x="100" width="100" height="100" fill="url(#fade)"/>
<path d="M200 0h100v100h-100z M220 20v60h60v-60z"/>
</svg>"""
INKS = (1, 0.7, 0, 0.3)


def _write(folder: Path, **settings: object) -> Path:
    logo, cover, portrait = ({"file": "merk.svg", "alt": "Een rond en een vierkant."} for _ in range(3))
    content = write(folder, [{"portrait": portrait}], logo=logo, cover=cover, print=settings)
    (content / "images").mkdir()
    (content / "images" / "merk.svg").write_text(LOGO)
    return content


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The products of a book with a drawing as logo, cover picture and portrait."""
    folder = tmp_path_factory.mktemp("drawings")
    content = _write(folder / "book", colours={"#154273": [100, 70, 0, 30]})
    assert build(content, folder / "output") == 0
    return folder / "output"


@pytest.mark.parametrize("product", ["print", "email", "desk"])
def test_a_drawing_stays_lines_and_areas(made: Path, product: str) -> None:
    with pikepdf.open(made / f"proef-{product}.pdf") as book:
        assert not images(book)


def test_its_colours_get_the_inks_that_the_handbook_names_and_others_are_converted(made: Path) -> None:
    printed, mailed = colours(made / "proef-print.pdf"), colours(made / "proef-email.pdf")
    assert INKS in printed and light("154273") in mailed
    assert any(magenta > 0.8 and yellow > 0.8 > cyan for cyan, magenta, yellow, _ in printed), "the red end"


def test_black_in_a_drawing_is_black_ink_alone(made: Path, ghostscript: None) -> None:
    """The frame at the right of the logo, on the back cover."""
    plate = plates(made / "proef-print.pdf", 8)
    width, height = plate["Black"].size
    points = [(x, y) for x in range(0, width, 3) for y in range(0, height, 3)]
    solid = [point for point in points if plate["Black"].getpixel(point) == 255]
    assert solid and all(
        plate[ink].getpixel(point) == 0 for ink in ("Cyan", "Magenta", "Yellow") for point in solid
    )


def test_it_is_sharp_at_any_size_and_shows_its_colours_on_a_screen(made: Path) -> None:
    page = picture(made / "proef-email.pdf", 8, 8)
    edge = [colour(page, x, 4640) for x in range(page.width)]
    assert (21, 66, 115) in edge and (0, 0, 0) in edge


def test_a_screen_reader_says_what_it_shows(made: Path) -> None:
    assert conforms(made / "proef-email.pdf")
    with pikepdf.open(made / "proef-email.pdf") as book:
        figures = [str(element.Alt) for element in elements(book) if element.S == "/Figure"]
    assert set(figures) == {"Een rond en een vierkant."} and len(figures) >= 3


def test_a_line_too_thin_in_a_drawing_is_a_warning_at_the_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its maker has to change it, not content/style.css."""
    content = _write(tmp_path / "book")
    thin = LOGO.replace("</svg>", '<path d="M5 5h9" stroke="navy" stroke-width=".4"/></svg>')
    (content / "images" / "merk.svg").write_text(thin)
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    found = capsys.readouterr().err
    assert "warning: a line of 0." in found and "pt in a drawing" in found
    assert "handbook.yaml, cover, logo) [line]" in found and "error" not in found


def test_with_black_inside_a_drawing_is_grey(tmp_path: Path) -> None:
    content = _write(tmp_path / "book", inside="black", colours={"#154273": [100, 70, 0, 30]})
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    with pikepdf.open(tmp_path / "output" / "proef-print.pdf") as book:
        assert b"1 0.7 0 0.3 k" in book.pages[0].Contents.read_bytes()
        assert b"1 0.7 0 0.3 k" not in book.pages[4].Contents.read_bytes()


def test_a_colour_of_the_house_style_gets_its_inks_too(tmp_path: Path) -> None:
    inks = {"#154273": [100, 70, 0, 30], "#CC0000": [0, 100, 100, 0]}
    content = write(tmp_path / "book", [{}], print={"colours": inks})
    (content / "style.css").write_text(".accent-petrol { --accent-rgb: #154273 } .recto h2 { color: #c00 }")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    assert {INKS, (0, 1, 1, 0)} < colours(tmp_path / "output" / "proef-print.pdf")
