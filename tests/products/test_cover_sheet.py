"""The cover sheet of a glued book: its folds, its marks and its insides, as a bookbinder meets them."""

from pathlib import Path

import pytest
from PIL import Image

from tests.books import add_picture, build, write
from tests.pdfs import MM, boxes, colour, picture, plates

SPINE, BLEED, MARKS = 6, 3, 8  # mm; the marks are outside the bleed
LEFT, RIGHT = 148, 148 + SPINE  # mm from the left trim: the folds
SCALE = 4  # px a pt


@pytest.fixture(scope="module")
def cover(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cover sheet of a book with a red picture on its cover, marks, and tinted insides."""
    folder = tmp_path_factory.mktemp("cover")
    settings = {"binding": "perfect", "spine": SPINE, "marks": "yes", "cover_inside": "tinted"}
    content = write(folder / "book", [{}], cover={"file": "rood.png", "alt": "Een vlak."}, print=settings)
    add_picture(content, "rood.png", Image.new("RGB", (3000, 3000), "#d02020"))
    assert build(content, folder / "output", "build", "--only", "print", "cover") == 0
    return folder / "output" / "proef-cover.pdf"


def at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour of a point of a side, in mm from the top left of the trim."""
    return colour(image, (x + BLEED + MARKS) * MM * SCALE, (y + BLEED + MARKS) * MM * SCALE)


def test_the_picture_goes_a_millimetre_around_the_fold(cover: Path) -> None:
    outside = picture(cover, 1, SCALE)
    red, *others = at(outside, RIGHT + 20, 100)
    assert red > 2 * max(others)
    assert at(outside, RIGHT - 0.7, 100) == at(outside, RIGHT + 20, 100)
    assert at(outside, RIGHT - 1.4, 100) == at(outside, LEFT + SPINE / 2, 100) == at(outside, LEFT - 20, 20)


def test_its_insides_are_tinted_but_not_where_they_are_glued(cover: Path) -> None:
    assert len(boxes(cover)) == 2
    inside = picture(cover, 2, SCALE)
    tint = at(inside, 20, 20)
    assert tint != (255, 255, 255) == at(inside, LEFT - 4.7, 20) == at(inside, RIGHT + 4.7, 20)
    assert {at(inside, x, y) for x in (-2.5, LEFT - 5.3, RIGHT + 5.3, RIGHT + 150) for y in (-2.5, 212)} == {tint}


def test_marks_show_where_it_is_folded_and_cut_in_all_plates(cover: Path, ghostscript: None) -> None:
    for page in (1, 2):
        separated = plates(cover, page)
        assert len(separated) == 4
        for plate in separated.values():
            edge = plate.convert("L").crop((0, round(2.5 * MM * 2), plate.width, round(6.5 * MM * 2)))  # above
            columns = {x for x in range(edge.width) if any(edge.getpixel((x, y)) for y in range(edge.height))}
            middles = [round(x / (2 * MM) - BLEED - MARKS) for x in sorted(columns)]
            assert sorted(set(middles)) == [0, LEFT, RIGHT, RIGHT + 148]


def test_without_a_word_the_insides_are_not_printed(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}], print={"binding": "perfect", "spine": SPINE})
    assert build(content, tmp_path / "output", "build", "--only", "print", "cover") == 0
    (sheet,) = boxes(tmp_path / "output" / "proef-cover.pdf")
    assert sheet["MediaBox"] == sheet["BleedBox"]
