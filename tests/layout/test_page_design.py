"""The look of the book, where it can be measured: grid, shared lines, last lines, contrast and ink."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jinja2 import Environment, FileSystemLoader
from PIL import Image
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

from handbook import resources
from handbook.content.loader import load
from handbook.content.looks import LOOKS
from handbook.layout.typesetter import FittedDocument, Typesetter
from handbook.pages.pagination import expected_pagination
from handbook.pages.stylesheets import StyleSheets
from tests.books import SEED, SHAPES, build, copy_seed_in, plain, section, sections, words, write, write_shapes
from tests.boxes import blocks, text, top
from tests.pdfs import MM, pages, pictures

LABEL = "Kenmerkende ervaring"
SMALL = 12  # px; 9 pt
MOST_EMPTY = 0.25  # of the height of a page
EMPTIER_PAGES = {"helder": 0}  # of the pages, where colour fills what a text leaves


Spreads = list[FittedDocument]


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Spreads]:
    """The spreads of a book with a case of every shape, in a look."""

    @cache
    def in_look(look: str) -> Spreads:
        return spreads_of(write_shapes(tmp_path_factory.mktemp("shapes") / "book", look=look))

    return in_look


def spreads_of(content: Path) -> Spreads:
    typesetter = Typesetter(StyleSheets(content))
    return [typesetter.fit(part) for part in sections(content) if part.name == "spread"]


@pytest.fixture(params=LOOKS)
def spreads(request: pytest.FixtureRequest, shapes: Callable[[str], Spreads]) -> Spreads:
    return shapes(request.param)


@pytest.fixture
def kalm(shapes: Callable[[str], Spreads]) -> Spreads:
    return shapes("kalm")


def test_every_shape_fits_its_spread(spreads: Spreads) -> None:
    assert [fitted.overflows for fitted in spreads] == [()] * len(SHAPES)
    assert all(len(fitted.document.pages) == 2 for fitted in spreads)


def test_body_text_of_both_pages_stands_on_one_grid(spreads: Spreads) -> None:
    for laid in spreads:
        leading = {blocks(page, "h2")[0].children[0].height for page in laid.document.pages}
        assert len(leading) == 1
        line_height = leading.pop()
        for page in laid.document.pages:
            lines = [line for block in blocks(page, "p") for line in block.children if is_body(line, line_height)]
            off = {text(line): top(line, page) for line in lines if not on_grid(line, page, line_height)}
            assert off == {}


def is_body(line: boxes.LineBox, line_height: float) -> bool:
    return bool(line.height == line_height and line.style["font_size"] > SMALL)


def on_grid(line: boxes.LineBox, page: Page, line_height: float) -> bool:
    rows = 2 * top(line, page) / line_height  # a list has half a line above it
    return bool(abs(rows - round(rows)) < 0.02)


def test_labels_and_texts_of_both_pages_start_on_the_same_lines(kalm: Spreads) -> None:
    for fitted in kalm:
        left, right = ([first_line(page, "h2"), first_text(page)] for page in fitted.document.pages)
        assert left == pytest.approx(right, abs=0.1)


def test_the_longer_text_ends_on_the_last_line(kalm: Spreads) -> None:
    for fitted in kalm:
        line_height = blocks(fitted.document.pages[0], "h2")[0].children[0].height
        rests = [foot(page) - last_line(page) for page in fitted.document.pages]
        assert min(rests) > -0.5
        if any(len(fitted.section.fields[name].split()) > 90 for name in ("experience", "good_work")):
            assert min(rests) < line_height


def foot(page: Page) -> float:
    """Where the text block of a page ends, in px."""
    return float(page._page_box.content_box_y() + page._page_box.height)


def last_line(page: Page) -> float:
    """Where the lowest line of text ends, in px."""
    return max(float(line.position_y + line.height) for block in blocks(page) for line in block.children)


@pytest.mark.parametrize("content", ["seed", "shapes"])
@pytest.mark.parametrize("look", LOOKS)
def test_no_page_of_text_has_a_large_empty_band(
    content: str, look: str, tmp_path: Path, shapes: Callable[[str], Spreads]
) -> None:
    fitted = shapes(look) if content == "shapes" else spreads_of(copy_seed_in(tmp_path / "book", look))
    bands = []
    for number, spread in enumerate(fitted):
        (tmp_path / f"{number}.pdf").write_bytes(spread.document.write_pdf())
        bands += [largest_band(page.convert("L")) for page in pictures(tmp_path / f"{number}.pdf", 1.0)]
    # Where one text is much shorter than the other, its page is emptier.
    emptier = {number: round(band, 2) for number, band in enumerate(bands) if band > MOST_EMPTY}
    assert len(bands) >= 4 and len(emptier) <= EMPTIER_PAGES.get(look, 1 / 3) * len(bands), emptier


def largest_band(page: Image.Image, paper: int = 250) -> float:
    """The height of the largest band that is as light as ``paper``, of 255, as a share of the page's."""
    inked = [min(page.crop((0, row, page.width, row + 1)).tobytes()) < paper for row in range(page.height)]
    rows = [-1, *(row for row, ink in enumerate(inked) if ink), page.height]
    return max(after - before - 1 for before, after in pairwise(rows)) / page.height


def test_the_number_stands_on_the_trim_and_fills_its_field(tmp_path: Path) -> None:
    """In helder, 92 % of the field high: the first case has no quote, no portrait and no questions."""
    book = copy_seed_in(tmp_path / "book", "helder")
    assert build(book, tmp_path / "output", "build", "--only", "email") == 0
    left, right = list(pictures(next((tmp_path / "output").glob("*.pdf")), 4 / MM))[3:5]
    strong, light = (255, 85, 51), (255, 210, 31)
    assert left.getpixel((0, left.height - 1)) == pytest.approx(strong, abs=2)
    column = [right.getpixel((200, row)) for row in range(right.height)]  # through the stem of the 1
    field = column.index(next(colour for colour in column if colour == pytest.approx(light, abs=2)))
    number = column.index(next(colour for colour in column if colour == pytest.approx(strong, abs=2)))
    assert (right.height - number) / (right.height - field) == pytest.approx(0.92, abs=0.01)
    assert column[-1] == pytest.approx(strong, abs=2)


@pytest.mark.parametrize("cases", [1, 2, 5, 14, 40, 100, 400])
def test_the_mosaic_fills_the_cover_and_has_the_share_of_each_text(cases: int) -> None:
    """In helder; a cell is cut where the words of the two texts divide, on the back the other way round."""
    loader = FileSystemLoader(resources.LOOKS / "helder")
    figure: Any = (
        Environment(loader=loader, trim_blocks=True, lstrip_blocks=True).get_template("figure.html").module
    )
    shapes = [("brick", ((10, 20), (10,)))] * cases
    front, back = (parts(draw(shapes)) for draw in (figure.book_recto, figure.book_verso))
    assert len(front) == len(back) == 2 * cases if cases <= 200 else len(front) <= 400
    for drawn, share in ((front, 0.25), (back, 0.75)):
        for upper, lower in zip(drawn[::2], drawn[1::2], strict=True):
            height = next((other.top for other in drawn if other.top > lower.top), 100.0) - upper.top
            assert (lower.top - upper.top) / height == pytest.approx(share, abs=0.01)
        assert max(part.left + part.width for part in drawn) == pytest.approx(100, abs=0.01)
        assert max(part.top + part.height for part in drawn) == pytest.approx(100, abs=0.01)


class Part(NamedTuple):
    """A part of a cell of the mosaic, in percent of the whole."""

    left: float
    top: float
    width: float
    height: float


def parts(html: str) -> list[Part]:
    styles = re.findall(r"left: ([\d.]+)%; top: ([\d.]+)%; width: ([\d.]+)%; height: ([\d.]+)%", html)
    return [Part(*map(float, style)) for style in styles]


def test_the_figure_runs_over_the_fold(tmp_path: Path) -> None:
    """Both halves have one centre, to a tenth of a millimetre, and reach the fold."""
    assert build(SEED, tmp_path / "output", "build", "--only", "email") == 0
    dots = 10  # a mm
    left, right = list(pictures(next((tmp_path / "output").glob("*.pdf")), dots / MM))[3:5]
    centres = [centre_at(left, left.width - 1), centre_at(right, 0)]
    assert centres[0] == pytest.approx(centres[1], abs=1)


def centre_at(page: Image.Image, column: int) -> float:
    """The middle of what is drawn in a column of pixels."""
    strip = page.convert("L").crop((column, 0, column + 1, page.height))
    inked = [row for row, value in enumerate(strip.tobytes()) if value < 200]
    return (inked[0] + inked[-1]) / 2


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("length", [1, 12, 58, 93, 160])
def test_a_title_of_any_length_fits(tmp_path: Path, length: int, look: str) -> None:
    title = words(40)[:length].strip() if length > 1 else "X"
    content = write(tmp_path / "book", [{"title": title}], look=look)
    assert Typesetter(StyleSheets(content)).fit(section(content, "spread")).overflows == ()


def test_no_last_line_has_less_than_five_characters(spreads: Spreads) -> None:
    for fitted in spreads:
        for page in fitted.document.pages:
            for block in blocks(page, "p"):
                last = text(block.children[-1])
                assert len(block.children) == 1 or len(last.strip()) >= 5, last


def first_line(page: Page, tag: str) -> float:
    return float(blocks(page, tag)[0].children[0].position_y)


def first_text(page: Page) -> float:
    """Where the text below the first heading starts."""
    heading = first_line(page, "h2")
    return float(min(block.position_y for block in blocks(page, "p", "li") if block.position_y > heading))


def palette(look: str) -> dict[str, dict[str, str]]:
    """The colours of tokens.css by the class or :root that sets them, as name-cmyk and name-rgb."""
    css = (resources.LOOKS / look / "tokens.css").read_text("utf-8")
    rules = re.findall(r"(:root|\.accent-\w+)\s*\{(.*?)\}", css, re.DOTALL)
    return {name: dict(re.findall(r"--(\w+-(?:cmyk|rgb)):\s*([^;]+);", body)) for name, body in rules}


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, as WCAG 2.1 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("look", "text", "grounds"),
    [("kalm", "paper", ["accent"]), ("helder", "ink", ["accent", "tint"]), ("warm", "white", ["ground"])],
)
def test_every_pair_of_text_and_ground_has_contrast_enough(look: str, text: str, grounds: list[str]) -> None:
    colours = palette(look)
    root = colours.pop(":root")
    assert len(colours) == 4
    pairs = [(root["ink-rgb"], root["paper-rgb"])]
    for accent in colours.values():
        pairs += [(root[f"{text}-rgb"], {**root, **accent}[f"{ground}-rgb"]) for ground in grounds]
    if look != "helder":  # in which no type has the colour of an accent
        pairs += [(accent["accent-rgb"], root["paper-rgb"]) for accent in colours.values()]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}  # WCAG 2.1, 1.4.3


@pytest.mark.parametrize("look", LOOKS)
def test_no_colour_asks_for_more_ink_than_paper_takes(look: str) -> None:
    palettes = palette(look)
    assert len(palettes) == 5
    for colours in palettes.values():
        for name, value in colours.items():
            if name.endswith("cmyk"):
                parts = [float(part) for part in re.findall(r"[\d.]+", value)]
                assert len(parts) == 4 and sum(parts) <= 2.6  # warned of over 260 %, facts of the print shops


def test_each_look_has_the_accents_of_the_others() -> None:
    """So that `look:` can be changed in a book whose themes name accents."""
    assert {frozenset(palette(look)) for look in LOOKS} == {frozenset(palette("kalm"))}


def test_the_parts_of_the_book_come_in_their_order(tmp_path: Path) -> None:
    themes = [{"name": "Samenwerken", "accent": "moss"}, {"name": "Luisteren"}]
    cases = [{"themes": ["Samenwerken"]}, {"themes": ["Luisteren", "Samenwerken"]}, {"themes": ["Luisteren"]}]
    foreword = "\n\n".join(words(120, start) for start in range(4))
    write(tmp_path / "book", cases, themes=themes, foreword=foreword, register="yes")
    assert build(tmp_path / "book", tmp_path / "output") == 0
    book = [plain(text) for text in pages(tmp_path / "output" / "proef-email.pdf")]
    assert book[2].startswith("Vooraf") and book[3].endswith("4") and len(book) % 4 == 0
    contents = next(index for index, text in enumerate(book) if text.startswith("Inhoud"))
    entries = re.findall(r"Samenwerken (\d+) Verhaal 1 .* Luisteren (\d+) Verhaal 2 .* Verhaal 3", book[contents])
    assert [[int(page) for page in entry] for entry in entries] == [[contents + 2, contents + 4]]
    assert book[contents + 7].startswith("Wie vertelden Hendrik, Jan, ")
    assert book[contents + 8 : -1] == ["Aantekeningen"] * (len(book) - contents - 9)


def test_themes_that_stand_apart_do_not_group_the_contents(tmp_path: Path) -> None:
    themes = [{"name": "Samenwerken"}, {"name": "Luisteren"}]
    cases = [{"themes": ["Samenwerken"]}, {"themes": ["Luisteren"]}, {"themes": ["Samenwerken"]}]
    write(tmp_path / "book", cases, themes=themes)
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "email") == 0
    contents = plain(pages(tmp_path / "output" / "proef-email.pdf")[2])
    assert contents.startswith("Inhoud 4 Verhaal 1") and "Samenwerken" not in contents


@pytest.mark.parametrize(
    ("cases", "expected"),
    [(1, 1), (4, 1), (5, 1), (8, 1), (9, 2), (16, 2), (17, 1), (24, 1), (25, 2), (48, 2), (49, 1), (100, 2)],
)
@pytest.mark.parametrize("look", LOOKS)
def test_the_contents_take_as_few_pages_as_their_number_asks(
    tmp_path: Path, cases: int, expected: int, look: str
) -> None:
    content = write(tmp_path / "book", [{}] * cases, look=look)
    plan = expected_pagination(load(content))
    (part,) = (part for part in sections(content, plan) if part.name == "contents")
    document = Typesetter(StyleSheets(content)).fit(part).document
    assert len(document.pages) == expected == plan.contents


def test_no_page_starts_or_ends_with_a_single_line_of_a_paragraph(tmp_path: Path) -> None:
    """Only a foreword runs over a page; one line of text after another is added, so that each fold is tried."""
    tried = 0
    for number in range(12):
        foreword = "\n\n".join(words(90 + 10 * number, start) for start in range(5))
        content = write(tmp_path / str(number), [{}], foreword=foreword)
        document = Typesetter(StyleSheets(content)).fit(section(content, "foreword")).document
        assert len(document.pages) > 1
        parts = [block for page in document.pages for block in blocks(page, "p")]
        split = [block for block in parts if sum(other.element is block.element for other in parts) > 1]
        assert all(len(block.children) >= 2 for block in split)
        tried += bool(split)
    assert tried > 3
