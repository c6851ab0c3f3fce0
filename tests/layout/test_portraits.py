"""Portraits are as large as their look has room for and their pixels allow."""

from pathlib import Path

import pytest
from PIL import Image
from weasyprint import Document
from weasyprint.formatting_structure import boxes

from handbook.content.looks import LOOKS
from handbook.layout.typesetter import Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import add_picture, section, words, write
from tests.pdfs import MM

PX = 96 / 72  # px a pt
INCH = 25.4
PAGE = 148  # mm
LEAST = 40.5  # mm, of a portrait with few pixels


def portrait(document: Document) -> tuple[float, float]:
    """The width and height in mm of the only picture."""
    found = [box for page in document.pages for box in page._page_box.descendants(placeholders=True)]
    (picture,) = (box for box in found if isinstance(box, boxes.ReplacedBox))
    return picture.width / PX / MM, picture.height / PX / MM


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("length", [12, 210])
def test_a_portrait_is_as_large_and_sharp_as_it_can_be(tmp_path: Path, look: str, length: int) -> None:
    before = 0.0
    for number, pixels in enumerate(
        [(300, 300), (700, 900), (1500, 1000), (1700, 600), (400, 2400), (2000, 2600)]
    ):
        case = {"portrait": {"file": "a.png", "alt": "Iemand."}, "experience": words(length)}
        content = write(tmp_path / str(number), [{**case, "good_work": words(length, 4)}], look=look)
        add_picture(content, "a.png", Image.new("L", pixels))
        fitted = Typesetter(StyleSheets(content)).fit(section(content, "spread"))
        width, height = portrait(fitted.document)
        assert not fitted.overflows
        assert min(pixels[0] / width, pixels[1] / height) * INCH > 299 or min(width, height) < LEAST
        assert 1 / 1.45 < width / height < 1.55 or width > PAGE, "neither very wide nor very tall"
        before = max(before, width)
    assert width > PAGE and width == before, "with all pixels it fills the page"
