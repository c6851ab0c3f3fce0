"""Where the fields of a content file stand on the pages."""

from pathlib import Path

from PIL import Image

from handbook.layout.typesetter import Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import add_picture, section, write

TEXT = "Een *kort* begin, met [een adres](https://example.org/weg).\n\n- punt één\n- punt twee"


def test_each_line_knows_its_letters_and_its_place(tmp_path: Path) -> None:
    """Those that are typed: no address that the book prints beside a link, no signs, no spaces."""
    portrait = {"file": "wie.png", "alt": "Iemand aan een tafel.", "credit": "Foto: Anna"}
    content = write(tmp_path / "content", [{"experience": TEXT, "portrait": portrait, "questions": ["Wat nu?"]}])
    add_picture(content, "wie.png", Image.new("RGB", (900, 1200)))
    regions = Typesetter(StyleSheets(content)).write(section(content, "spread")).regions
    lines = [region for region in regions if region.field == "experience"]
    starts, ends = [line.start for line in lines], [line.end for line in lines]
    assert starts == [0, *ends[:-1]]
    assert ends[-1] == len("Eenkortbeginmeteenadrespuntéénpunttwee")
    assert {"title", "person", "good_work", "portrait", "portrait.credit", "questions"} <= {
        r.field for r in regions
    }
    for region in regions:
        assert -3 <= region.left < region.right <= 151  # A5 and its bleed
        assert -3 <= region.top < region.bottom <= 213
        assert region.page == 0 or region.field not in ("title", "person", "experience")
    portrait_box = next(region for region in regions if region.field == "portrait")
    assert portrait_box.right - portrait_box.left >= 40


def test_an_entry_of_the_contents_leads_to_its_story(tmp_path: Path) -> None:
    content = write(tmp_path / "content", [{}, {}])
    regions = Typesetter(StyleSheets(content)).write(section(content, "contents")).regions
    assert {"#verhaal-1", "#verhaal-2", "labels.contents"} == {region.field for region in regions}
