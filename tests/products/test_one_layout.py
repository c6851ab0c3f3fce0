"""Every product shows the same pages: to the letter, to the line and, in one set of colours, to the pixel."""

import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf
from PIL import Image, ImageChops

from tests.books import plain
from tests.palette import screen_colours
from tests.pdfs import MM, Letter, boxes, letters, pages, pictures
from tests.products.conftest import Built, Made
from tests.products.oracle import CLOSE, distance
from tests.products.samples import SAMPLES

SCALE = 100 / 72  # px a pt
INK = re.compile(rb"^([\d.]+ [\d.]+ [\d.]+ [\d.]+) (k|K)$", re.MULTILINE)


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def made(sample: str, built: Built) -> Made:
    return built(sample)


@pytest.fixture(scope="module")
def shared(sample: str, made: Made) -> list[int]:
    """The numbers of the pages that both print and email have: of a glued book, all but the covers."""
    count = len(boxes(made.file("email")))
    assert len(boxes(made.file("print"))) == count
    return list(range(2, count)) if SAMPLES[sample].glued else list(range(1, count + 1))


def test_print_and_email_have_the_same_letters_at_the_same_places(made: Made, shared: list[int]) -> None:
    printed, mailed = made.file("print"), made.file("email")
    texts, others = pages(printed), pages(mailed)
    for number in shared:
        assert texts[number - 1] == others[number - 1]
        assert letters(printed, number) == letters(mailed, number)


def test_print_in_the_colours_of_a_screen_is_email_to_the_pixel(
    made: Made, shared: list[int], tmp_path: Path
) -> None:
    """Print's colours of the palette are replaced by those for the screen; pictures of these books are grey."""
    _as_on_screen(made, "print", tmp_path / "print.pdf")
    printed = list(pictures(tmp_path / "print.pdf", SCALE))
    mailed = list(pictures(made.file("email"), SCALE))
    different = [number for number in shared if not _same(printed[number - 1], mailed[number - 1])]
    assert different == []


@pytest.mark.parametrize("sample", [name for name, sample in SAMPLES.items() if sample.glued], indirect=True)
def test_the_cover_sheet_has_the_covers_of_email(made: Made, tmp_path: Path) -> None:
    _as_on_screen(made, "cover", tmp_path / "cover.pdf")
    (sheet,) = pages(made.file("cover"))
    front, *_, back = pages(made.file("email"))
    assert plain(front) in plain(sheet) and plain(back) in plain(sheet)
    with pikepdf.open(tmp_path / "cover.pdf") as pdf:
        page, (left, bottom, right, top) = pdf.pages[0], map(float, pdf.pages[0].TrimBox)
        width = boxes(made.file("email"))[0]["TrimBox"][2] * MM
        for name, start in (("back", left), ("front", right - width)):
            page.MediaBox = page.TrimBox = page.BleedBox = [start, bottom, start + width, top]
            pdf.save(tmp_path / f"{name}.pdf")
    mailed = list(pictures(made.file("email"), SCALE))
    for name, cover in (("back", mailed[-1]), ("front", mailed[0])):
        (drawn,) = pictures(tmp_path / f"{name}.pdf", SCALE)
        assert drawn.size == cover.size and distance(drawn, cover) <= CLOSE, name


def test_the_booklet_for_the_office_has_the_same_pages(made: Made) -> None:
    """In another order, which test_imposition is about; a glued book has fewer pages than halves of sheets."""
    sheets = made.file("desk")
    halves = [half for number in range(1, len(boxes(sheets)) + 1) for half in _halves(sheets, number)]
    mailed = [_text(letters(made.file("email"), n)) for n in range(1, len(boxes(made.file("email"))) + 1)]
    assert sorted(filter(None, halves)) == sorted(filter(None, mailed))


def test_a_line_that_moved_a_hair_is_seen(built: Built, tmp_path: Path) -> None:
    """Else the tests above would tell nothing."""
    made = built("seed")
    with Pdf.open(made.file("print")) as pdf:
        page, text = pdf.pages[3], re.compile(rb"(?<=BT\n1 0 0 -1 )[\d.]+")
        drawn = page.Contents.read_bytes()
        last = list(text.finditer(drawn))[-1]
        page.Contents.write(b"%s%.6f%s" % (drawn[: last.start()], float(last[0]) + 0.1, drawn[last.end() :]))
        pdf.save(tmp_path / "proef-print.pdf")
    moved = Made(made.content, tmp_path)
    assert letters(moved.file("print"), 4) != letters(made.file("email"), 4)
    _as_on_screen(moved, "print", tmp_path / "screen.pdf")
    printed, mailed = (list(pictures(file, SCALE)) for file in (tmp_path / "screen.pdf", made.file("email")))
    assert [_same(*pair) for pair in zip(printed, mailed, strict=True)].index(False) == 3


def _halves(sheets: Path, number: int) -> tuple[str, str]:
    middle = boxes(sheets)[number - 1]["MediaBox"][2] * MM / 2
    found = letters(sheets, number)
    return (
        _text([letter for letter in found if letter.left < middle]),
        _text([letter for letter in found if letter.left >= middle]),
    )


def _text(found: list[Letter]) -> str:
    return "".join(letter.text for letter in found)


def _as_on_screen(made: Made, product: str, file: Path) -> None:
    """Writes a file for print, cut to its trim, with the colours that email has."""
    colours = screen_colours(made.content)

    def on_screen(ink: re.Match[bytes]) -> bytes:
        light = colours[tuple(map(float, ink[1].split()))]
        return b"%s %s" % (" ".join(map(str, light)).encode(), {b"k": b"rg", b"K": b"RG"}[ink[2]])

    with Pdf.open(made.file(product)) as pdf:
        for page in pdf.pages:
            page.MediaBox = page.TrimBox
            del page.BleedBox
            for stream in (page.Contents, *page.form_xobjects.values()):
                stream.write(INK.sub(on_screen, stream.read_bytes()))
        pdf.save(file)


def _same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None
