"""The look of the book, where it can be measured: grid, shared lines, last lines, contrast and ink."""

import re
from itertools import product
from pathlib import Path

import pytest
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

from handbook import resources
from handbook.layout.typesetter import FittedDocument, Typesetter
from handbook.pages.stylesheets import StyleSheets
from tests.books import SEED, SHAPES, build, plain, section, sections, words, write, write_shapes
from tests.boxes import blocks, field, text, top
from tests.pdfs import pages

LINE = 18.0  # px: 13.5 pt
LARGE = ("title", "quote")  # what is set larger than the text, with a leading of its own


@pytest.fixture(scope="module")
def spreads(tmp_path_factory: pytest.TempPathFactory) -> list[FittedDocument]:
    """The spreads of a book with a case of every shape."""
    content = write_shapes(tmp_path_factory.mktemp("shapes") / "book")
    typesetter = Typesetter(StyleSheets(content))
    return [typesetter.fit(part) for part in sections(content) if part.name == "spread"]


def test_every_shape_fits_its_spread(spreads: list[FittedDocument]) -> None:
    assert [fitted.overflows for fitted in spreads] == [()] * len(SHAPES)
    assert all(len(fitted.document.pages) == 2 for fitted in spreads)


def test_all_lines_of_text_stand_on_one_grid(spreads: list[FittedDocument]) -> None:
    for laid in spreads:
        for page in laid.document.pages:
            lines = [line for block in blocks(page) if field(block) not in LARGE for line in block.children]
            off = {text(line): (top(line, page), line.height) for line in lines if not on_grid(line, page)}
            assert len(lines) >= 2 and off == {}


def on_grid(line: boxes.LineBox, page: Page) -> bool:
    rows = top(line, page) / LINE
    return bool(abs(rows - round(rows)) < 0.01 and line.height == LINE)


def test_heads_and_texts_of_both_pages_start_on_the_same_lines(spreads: list[FittedDocument]) -> None:
    for fitted in spreads:
        left, right = ([first_line(page, "h2"), first_text(page)] for page in fitted.document.pages)
        assert left == pytest.approx(right)


def test_no_last_line_has_less_than_five_characters(spreads: list[FittedDocument]) -> None:
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


def palette() -> dict[str, dict[str, str]]:
    """The colours of tokens.css by the class or :root that sets them, as name-cmyk and name-rgb."""
    css = (resources.STYLESHEETS / "tokens.css").read_text("utf-8")
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


def test_every_pair_of_text_and_ground_has_contrast_enough() -> None:
    colours = palette()
    root = colours.pop(":root")
    ink, paper = root["ink-rgb"], root["paper-rgb"]
    assert len(colours) == len(StyleSheets(SEED).accents) == 4
    pairs = [(ink, paper)]
    for accent in colours.values():
        pairs += [(ink, accent["tint-rgb"]), (paper, accent["accent-rgb"])]
        pairs += product([accent["accent-rgb"]], [paper, accent["tint-rgb"]])
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}  # WCAG 2.1, 1.4.3


def test_no_colour_asks_for_more_ink_than_paper_takes() -> None:
    palettes = palette()
    assert len(palettes) == 5
    for colours in palettes.values():
        for name, value in colours.items():
            if name.endswith("cmyk"):
                parts = [float(part) for part in re.findall(r"[\d.]+", value)]
                assert len(parts) == 4 and sum(parts) <= 2.6  # warned of over 260 %, facts of the print shops


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
    assert book[contents + 7].startswith("Wie vertelden Jan Hendrik, ")
    assert book[contents + 8 : -1] == ["Aantekeningen"] * (len(book) - contents - 9)


def test_themes_that_stand_apart_do_not_group_the_contents(tmp_path: Path) -> None:
    themes = [{"name": "Samenwerken"}, {"name": "Luisteren"}]
    cases = [{"themes": ["Samenwerken"]}, {"themes": ["Luisteren"]}, {"themes": ["Samenwerken"]}]
    write(tmp_path / "book", cases, themes=themes)
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "email") == 0
    contents = plain(pages(tmp_path / "output" / "proef-email.pdf")[2])
    assert contents.startswith("Inhoud 4 Verhaal 1") and "Samenwerken" not in contents


def test_another_head_keeps_the_shared_lines(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "style.css").write_text(":root { --head: 6 }", "utf-8")
    document = Typesetter(StyleSheets(content)).fit(section(content, "spread")).document
    for page in document.pages:
        assert top(blocks(page, "h2")[0].children[0], page) == 6 * LINE
        assert first_text(page) - first_line(page, "h2") == 2 * LINE


def test_the_contents_do_not_spill_over_for_an_entry_or_two(tmp_path: Path) -> None:
    write(tmp_path / "book", [{} for _ in range(11)])
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "email") == 0
    book = [plain(text) for text in pages(tmp_path / "output" / "proef-email.pdf")]
    assert "Verhaal 11" in book[2] and "Kenmerkende ervaring" in book[3]


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
