"""The look warm, where it can be measured: its ribbons and the room that its pages leave empty."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import LineBox

from handbook.layout.typesetter import FittedDocument, Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import SHAPES, section, sections, words, write, write_shapes
from tests.boxes import blocks, text, width
from tests.layout.test_page_design import largest_band
from tests.pdfs import pictures

SPARK = 5  # percent of a ribbon
STRIPE = re.compile(r'<i class="(\w+)" style="left: ([\d.]+)%">')
MOST_EMPTY, BESIDE_STATEMENT = 0.23, 0.34  # of the height of a page
CREAM = 235  # of 255; the ground of the pages is lighter


@pytest.fixture(scope="module")
def spreads(tmp_path_factory: pytest.TempPathFactory) -> list[FittedDocument]:
    content = write_shapes(tmp_path_factory.mktemp("shapes") / "book", look="warm")
    typesetter = Typesetter(StyleSheets(content))
    return [typesetter.fit(part) for part in sections(content) if part.name == "spread"]


def stripes(folder: Path, experience: str, good_work: str) -> list[tuple[str, float]]:
    """The colours and widths in percent of the stripes of a case's ribbon, from the left."""
    content = write(folder, [{"experience": experience, "good_work": good_work}], look="warm")
    ribbon = section(content, "spread").html.split('class="ribbon')[1].split("</div>")[0]
    found = [(colour, float(left)) for colour, left in STRIPE.findall(ribbon)]
    ends = [left for _, left in found[1:]] + [100.0]
    return [(colour, end - left) for (colour, left), end in zip(found, ends, strict=True)]


def test_a_stripe_is_as_wide_as_its_sentence_has_words(tmp_path: Path) -> None:
    found = stripes(
        tmp_path / "book", "Een twee drie vier. Vijf zes.", "Een twee drie. Vier. Vijf zes zeven acht."
    )
    assert [colour for colour, _ in found] == ["dark", "light", "spark", "mid", "dark", "mid"]
    share = (100 - SPARK) / 14  # of a word
    expected = [4 * share, 2 * share, SPARK, 3 * share, share, 4 * share]
    assert [width for _, width in found] == pytest.approx(expected, abs=0.02)


def test_another_sentence_makes_another_ribbon(tmp_path: Path) -> None:
    one = stripes(tmp_path / "one", words(60), words(40, 4))
    assert one == stripes(tmp_path / "same", words(60), words(40, 4))
    assert one != stripes(tmp_path / "other", words(60) + " Nog een zin.", words(40, 4))


@pytest.mark.parametrize("good_work", ["Ja.", "\n\n".join(["Ja."] * 200)])
def test_no_stripe_is_too_thin_to_print(tmp_path: Path, good_work: str) -> None:
    assert min(width for _, width in stripes(tmp_path / "book", words(230), good_work)) > 1.49


def test_no_page_of_text_has_a_large_empty_band(spreads: list[FittedDocument], tmp_path: Path) -> None:
    assert len(spreads) == len(SHAPES)
    emptier = {}
    for number, fitted in enumerate(spreads, 1):
        fitted.document.write_pdf(tmp_path / "spread.pdf")
        for page in pictures(tmp_path / "spread.pdf", 1.0):
            grey = page.convert("L").crop((9, 9, page.width - 9, page.height - 9))  # without the bleed
            most = BESIDE_STATEMENT if 'class="text statement"' in fitted.section.html else MOST_EMPTY
            if (band := largest_band(grey, CREAM)) > most:
                emptier[number] = band
    assert emptier == {}


def test_the_first_sentence_is_large_and_the_rest_stands_on_the_foot(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{"good_work": words(130, 1)}], look="warm")
    recto = Typesetter(StyleSheets(content)).fit(section(content, "spread")).document.pages[1]
    first, *rest = blocks(recto, "p")
    assert first.style["font_size"] > 1.5 * rest[0].style["font_size"]
    assert text(first.children[-1]).strip().endswith(".")
    gap = rest[0].children[0].position_y - first.children[-1].position_y - first.children[-1].height
    assert gap > 0.9 * rest[0].children[0].height
    foot = recto._page_box.content_box_y() + recto._page_box.height
    assert 0 <= foot - rest[-1].children[-1].position_y - rest[-1].children[-1].height < 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Door tijdens het gesprek op een open en transparante manier te vragen, kun je een beeld vormen.",
        "Het ging met minder rumoer en meer inspiratie dan ik verwacht had.",
        "Hij zorgt dat het proces goed blijft lopen en geeft daar continu aandacht aan.",
    ],
)
def test_the_lines_of_the_first_sentence_are_of_about_one_length(tmp_path: Path, sentence: str) -> None:
    """No word is left alone, neither on a line between others nor at the end."""
    content = write(tmp_path / "book", [{"good_work": f"{sentence} {words(90)}"}], look="warm")
    recto = Typesetter(StyleSheets(content)).fit(section(content, "spread")).document.pages[1]
    lengths = [width(line) for line in blocks(recto, "p")[0].children if isinstance(line, LineBox)]
    assert len(lengths) > 2 and min(lengths) > 0.45 * max(lengths)


def test_all_ribbons_of_the_cover_hang_beside_each_other(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}] * 14, look="warm")
    page = Typesetter(StyleSheets(content)).fit(section(content, "cover")).document.pages[0]._page_box
    ribbons = [
        box
        for box in page.descendants(placeholders=True)
        if box.element is not None and box.element.get("class") == "ribbon "
    ]
    assert len(ribbons) == 14
    assert all(left.position_x + left.width < right.position_x for left, right in pairwise(ribbons))
    assert ribbons[-1].position_x + ribbons[-1].width < page.content_box_x() + page.width


def test_a_spread_has_one_ribbon_and_no_hairline(spreads: list[FittedDocument]) -> None:
    """One without a width is printed as a line as thin as a dot of the press."""
    for fitted in spreads:
        seen = []
        for page in fitted.document.pages:
            boxes = page._page_box.descendants(placeholders=True)
            ribbons = [
                box for box in boxes if box.element is not None and "ribbon" in box.element.get("class", "")
            ]
            assert all(box.width > 40 for box in ribbons)
            seen += [box for box in ribbons if box.position_x + box.width > 0 and box.position_x < page.width]
        assert len(seen) == 1
