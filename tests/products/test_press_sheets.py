"""SRA3 sheets for a house print room: printed, folded, stapled and cut along their marks they are the book."""

from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.books import build, write
from tests.pdfs import MM, boxes, colour, pages, picture, plates

SCALE = 1  # px a pt
WIDTH, HEIGHT = 450 * MM, 320 * MM  # of a sheet, in pt
A5 = 148 * MM, 210 * MM
BLEED = 3 * MM
ANTIALIASED = 12  # of 255, in the mean: a page that is moved by a part of a pixel


def part(image: Image.Image, left: float, top: float, right: float, bottom: float, scale: float) -> Image.Image:
    """A part of a picture; lengths in pt from its top left corner."""
    return image.crop((round(left * scale), round(top * scale), round(right * scale), round(bottom * scale)))


def ink(plate: Image.Image) -> int:
    """The most ink in a part of a plate."""
    return max(plate.convert("L").tobytes())


class Sheet(NamedTuple):
    """A printed sheet of paper, its two sides as somebody sees them who turns it over its short edge."""

    front: Image.Image
    back: Image.Image


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The print file and the sheets of a book of twelve pages."""
    folder = tmp_path_factory.mktemp("sheets")
    write(folder / "book", [{}, {"quote": "Wie luistert, hoort."}, {}], print={"sheet": "SRA3"})
    assert build(folder / "book", folder / "output", "build", "--only", "print", "sheets") == 0
    return folder / "output"


def test_a_folded_and_cut_stack_is_the_book(output: Path) -> None:
    sides = [picture(output / "proef-sheets.pdf", number, SCALE) for number in range(1, 7)]
    stack = [Sheet(*pair) for pair in zip(sides[::2], sides[1::2], strict=True)]
    number = len(pages(output / "proef-print.pdf"))
    for page, leaf in enumerate(_folded(stack), 1):
        printed = picture(output / "proef-print.pdf", page, SCALE)
        cut = BLEED, BLEED, BLEED + A5[0], BLEED + A5[1], SCALE
        assert _distance(leaf, part(printed, *cut)) < ANTIALIASED, page
    assert page == number


def _folded(stack: list[Sheet]) -> list[Image.Image]:
    """The pages of a stack that is folded in its middle, from front to back, each cut along the marks."""
    down = [page for sheet in stack for page in (_cut(sheet.front, 1), _cut(sheet.back, 0))]
    up = [page for sheet in reversed(stack) for page in (_cut(sheet.back, 1), _cut(sheet.front, 0))]
    return down + up


def _cut(side: Image.Image, half: int) -> Image.Image:
    left, top = WIDTH / 2 - (1 - half) * A5[0], (HEIGHT - A5[1]) / 2
    return part(side, left, top, left + A5[0], top + A5[1], SCALE)


def _distance(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean)


def test_colour_goes_on_beyond_the_cut_and_not_beyond_the_fold(output: Path) -> None:
    """The first side has the back cover on the left and the front cover on the right."""
    side = picture(output / "proef-sheets.pdf", 2, 2)
    middle, outer = WIDTH, WIDTH + 2 * (A5[0] + BLEED)
    y = HEIGHT - 2 * 60 * MM
    assert colour(side, outer - 4, y) == (255, 255, 255) and colour(side, middle + 4, y) == (255, 255, 255)
    cover = picture(output / "proef-sheets.pdf", 1, 2)
    assert colour(cover, outer - 3, y) == colour(cover, middle, y) == colour(cover, 2 * WIDTH - outer + 3, y)
    assert colour(cover, outer + 3, y) == (255, 255, 255)


def test_sheets_have_the_size_and_the_boxes_of_their_press(output: Path) -> None:
    for sheet in boxes(output / "proef-sheets.pdf"):
        assert sheet["MediaBox"] == pytest.approx((0, 0, 450, 320), abs=0.05)
        assert sheet["TrimBox"] == pytest.approx((77, 55, 373, 265), abs=0.05)
        assert sheet["BleedBox"] == pytest.approx((74, 52, 376, 268), abs=0.05)
    with pikepdf.open(output / "proef-sheets.pdf") as sheets:
        assert sheets.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_marks_of_cut_and_fold_are_in_all_plates(output: Path, ghostscript: None) -> None:
    """Each crop mark, and the first dash of the fold mark, at 2 px a pt."""
    separated = plates(output / "proef-sheets.pdf", 3)
    points = [(x, y) for x in (77, 373) for y in (320 - 268 - 3, 320 - 52 + 3)]
    points += [(x, y) for x in (74 - 3, 376 + 3) for y in (55, 265)]
    assert len(separated) == 4
    for plate in separated.values():
        for x, y in points:
            px, py = round(x * MM * 2), round(y * MM * 2)
            assert ink(plate.crop((px - 2, py - 2, px + 3, py + 3))) > 60, (x, y)
        fold = plate.crop(
            (round(225 * MM * 2) - 2, round(46 * MM * 2), round(225 * MM * 2) + 3, round(51 * MM * 2))
        )
        column = [ink(fold.crop((0, y, 5, y + 1))) for y in range(fold.height)]
        assert max(column) > 60 and 0 in column, "the fold mark is dashed"


def test_a_line_beside_the_trim_says_which_sheet_it_is(output: Path) -> None:
    """As outlines in black: the file has no font for it."""
    for number in range(1, 7):
        side = picture(output / "proef-sheets.pdf", number, 2)
        line = part(side, 79 * MM, 271 * MM, 150 * MM, 274.5 * MM, 2)
        assert min(line.convert("L").tobytes()) < 100


def test_a_glued_book_and_a_book_without_sheets_have_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    glued = write(tmp_path / "glued", [{}], print={"sheet": "SRA3", "binding": "perfect", "spine": 6})
    assert build(glued, tmp_path / "output") == 1
    assert "handbook.yaml:3:10: error: sheets with two pages up" in capsys.readouterr().err
    plain = write(tmp_path / "plain", [{}])
    assert build(plain, tmp_path / "output", "build", "--only", "sheets") == 1
    assert "sheet: SRA3" in capsys.readouterr().err
