"""Layout: one case on one spread, fitted within limits, and a word count that can be trusted."""

import shutil
from math import ceil
from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import BlockBox

from handbook.content.case_model import PAGE_TEXTS
from handbook.content.loader import load
from handbook.content.text import Text
from handbook.layout.engine.regions import find_regions
from handbook.layout.engine.warnings import LayoutWarning
from handbook.layout.model import Overflow
from handbook.layout.overflow import overflow_problems
from handbook.layout.typesetter import FittedDocument, Typesetter
from handbook.pages.geometry import page_properties
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.support.problems import Mark, Rejected
from tests.books import HOUSE_STYLE, SEED, section, words, write
from tests.boxes import blocks

SIZES = page_properties(load(SEED).print)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(StyleSheets(SEED))


def lay_out(folder: Path, typesetter: Typesetter, **case: str) -> FittedDocument:
    """The spread of the only case of a handbook, which is written unless it is there."""
    content = folder if folder.exists() else write(folder, [case])
    return typesetter.fit(section(content, "spread"))


def test_a_text_that_fits_is_set_in_the_normal_size(tmp_path: Path, typesetter: Typesetter) -> None:
    fitted = lay_out(tmp_path / "book", typesetter, experience=words(150), good_work=words(60))
    assert len(fitted.document.pages) == 2
    assert fitted.fill.step == 0
    assert fitted.overflows == ()
    assert 60 < fitted.fill.percent["experience"] < 90 > fitted.fill.percent["good_work"] > 30


def test_room_is_told_well_from_the_first_words_on(tmp_path: Path, typesetter: Typesetter) -> None:
    texts = [
        *(words(number, 1) for number in (1, 8, 30, 120, 200)),
        "- een\n- twee",
        f"{words(20)}\n\n- een\n- twee",
    ]
    for number, source in enumerate(texts):
        fitted = lay_out(tmp_path / f"book-{number}", typesetter, experience=source, good_work=words(60))
        room = typesetter.remaining_words(fitted.section)["experience"]
        assert 240 < len(source.split()) + room < 380, source


def test_a_fitted_spread_has_one_size_on_both_pages_and_the_same_leading(
    tmp_path: Path, typesetter: Typesetter
) -> None:
    fitted = lay_out(tmp_path / "book", typesetter, experience=words(260), good_work=words(90))
    assert 0 < fitted.fill.step < StyleSheets(SEED).fitting_steps
    assert fitted.overflows == ()
    sizes, leading = text_sizes(fitted)
    assert len(sizes) == 1 and 12.3 <= sizes.pop() <= 13.34  # px: 9.25 to 10 pt
    assert list(leading) == [pytest.approx(13.25 / 0.75)]


def text_sizes(fitted: FittedDocument) -> tuple[set[float], set[float]]:
    """The sizes and the line heights of the texts of a spread, in px."""
    running = text_blocks(fitted)
    return {box.style["font_size"] for box in running}, {line.height for box in running for line in box.children}


def text_places(fitted: FittedDocument) -> list[tuple[int, str, float]]:
    """The page and the left edge in mm of each text."""
    regions = find_regions(fitted.document)
    return sorted({(page, field, round(left, 1)) for page, field, left, *_ in regions if field in PAGE_TEXTS})


@pytest.mark.parametrize("field", ["experience", "good_work"])
@pytest.mark.parametrize("start", [0, 13])
def test_the_words_too_many_are_right(tmp_path: Path, typesetter: Typesetter, field: str, start: int) -> None:
    """Without them the text fits; the pages of the layout show that much, in its place."""
    split = words(420, start).split()
    long = lay_out(tmp_path / "long", typesetter, **{field: " ".join(split)})
    (overflow,) = long.overflows
    assert overflow.field == field
    fitted = lay_out(tmp_path / "cut", typesetter, **{field: " ".join(split[: -overflow.words])})
    assert fitted.overflows == ()
    assert text_places(long) == text_places(fitted)
    least = min(
        overflow.words - 3, ceil(overflow.words / 1.15)
    )  # the tolerance: 3 words or 15 % of what has to go
    fitted = lay_out(tmp_path / "too little", typesetter, **{field: " ".join(split[: 1 - least])})
    assert fitted.overflows, "far fewer words would do"


def test_the_words_too_many_may_go_anywhere(tmp_path: Path, typesetter: Typesetter) -> None:
    split = (words(35) + " ").split() * 11
    (overflow,) = lay_out(tmp_path / "long", typesetter, good_work=" ".join(split)).overflows
    for start in range(0, len(split) - overflow.words, 61):
        left = split[:start] + split[start + overflow.words :]
        fitted = lay_out(tmp_path / f"cut-{start}", typesetter, good_work=" ".join(left))
        assert fitted.overflows == (), f"cut from word {start} on"


def test_markdown_counts_its_words_only(tmp_path: Path, typesetter: Typesetter) -> None:
    marked = "\n\n".join(
        f"- **{words(9, number)}** [hier](https://example.org/{number}-a-b-c) is collega-SG"
        for number in range(60)
    )
    fitted = lay_out(tmp_path / "book", typesetter, good_work=marked)
    (overflow,) = fitted.overflows
    assert 300 < overflow.words < 60 * 12


@pytest.mark.parametrize(
    ("person", "role", "told"),
    [
        (6, 60, {"role"}),
        (70, 1, {"person", "role"}),
        (70, 0, {"person"}),
        (10, 50, {"role"}),
    ],
)
def test_a_line_of_person_and_role_fits_without_the_words_that_are_told(
    tmp_path: Path, typesetter: Typesetter, person: int, role: int, told: set[str]
) -> None:
    texts = {"person": words(person).split(), "role": words(role, 3).split()}
    overflows = lay_out(
        tmp_path / "long", typesetter, **{field: " ".join(text) for field, text in texts.items() if text}
    ).overflows
    assert {overflow.field for overflow in overflows} == told
    for overflow in overflows:
        del texts[overflow.field][-overflow.words :]
    fitted = lay_out(
        tmp_path / "cut", typesetter, **{field: " ".join(text) for field, text in texts.items() if text}
    )
    assert fitted.overflows == ()


def test_a_long_word_is_named(tmp_path: Path, typesetter: Typesetter) -> None:
    word = "x" * 120
    fitted = lay_out(tmp_path / "book", typesetter, good_work=f"Dit {word} past niet.")
    assert [(overflow.field, overflow.word) for overflow in fitted.overflows] == [("good_work", word)]


def text_blocks(fitted: FittedDocument, face: str = "Newsreader") -> list[BlockBox]:
    """The running paragraphs of a section, as WeasyPrint's boxes."""
    paragraphs = [block for page in fitted.document.pages for block in blocks(page, "p")]
    return [block for block in paragraphs if face in block.style["font_family"]]


def test_lines_that_weasyprint_leaves_out_are_missed(tmp_path: Path, typesetter: Typesetter) -> None:
    """In a box with a height at the foot of a page it drops, without a word, the lines that do not fit."""
    content = write(tmp_path / "book", [{}], organisation="Dienst " * 60, colophon=words(400))
    colophon = section(content, "colophon")
    assert {found.field for found in typesetter.fit(colophon).overflows} & {"colophon", "organisation"}


def test_of_two_texts_that_only_together_are_too_long_both_are_told(typesetter: Typesetter) -> None:
    source = Text(words(90), Mark("handbook.yaml", 1, 1))
    html = (
        f"<html lang='nl' style='{SIZES}'><section style='font-size: 14pt; line-height: 24pt'>"
        f"<div data-holds='whole'><p data-field='whole'>{source}</p>"
        f"<div data-holds='part'><p data-field='part'>{source}</p></div></div></section></html>"
    )
    colophon = Section("colophon", html, 1, 1, {"whole": source, "part": source})
    assert {found.field for found in typesetter.fit(colophon).overflows} == {"whole", "part"}


def test_of_a_text_on_several_pages_the_largest_excess_is_told_once(tmp_path: Path) -> None:
    case = load(write(tmp_path / "book", [{}])).cases[0]
    source = case.title
    excesses = [Overflow("title", source, number) for number in (12, 30, 7)]
    found = overflow_problems(excesses)
    assert [(problem.place, problem.message) for problem in found] == [
        (source.mark, "'title' is 30 words too long for its place")
    ]


def test_a_warning_of_weasyprint_stops_the_build(typesetter: Typesetter) -> None:
    html = f"<html lang='nl' style='colour: red; {SIZES}'><p>x</p></html>"
    with pytest.raises(LayoutWarning, match="colour"):
        typesetter.fit(Section("cover", html, 1, 1, {}))


def test_nothing_is_fetched(typesetter: Typesetter) -> None:
    for url in ("https://example.org/a.png", "file:///etc/hostname"):
        with pytest.raises(LayoutWarning, match="Failed to load image"):
            html = f"<html lang='nl' style='{SIZES}'><img alt='x' src='{url}'/></html>"
            typesetter.fit(Section("cover", html, 1, 1, {}))


@pytest.mark.parametrize(
    "title",
    [
        "Gemeenteraadsleden overtuigen: bestuursakkoord vernieuwen",
        "Samenwerkingen opgavegerichten beleidsmatigen verantwoord",
        "Wat er gebeurde toen niemand meer wist wie er eigenlijk over de planning van de opgave ging",
        "Arbeidsongeschiktheidsverzekeringsmaatschappij",
    ],
)
def test_a_long_title_is_set_smaller(tmp_path: Path, typesetter: Typesetter, title: str) -> None:
    fitted = lay_out(tmp_path / "book", typesetter, title=title)
    assert fitted.overflows == () and fitted.fill.step == 0
    (size,) = [block.style["font_size"] for block in blocks(fitted.document.pages[0], "h1")]
    assert size in (26 / 0.75, 21 / 0.75, 13 / 0.75)  # px; the usual size is 31 pt


@pytest.mark.parametrize(
    "title", ["Ambtenarenhandboek", "Verantwoordelijkheid", "Goed werk in de praktijk van alledag"]
)
def test_a_long_title_of_the_book_fits_its_cover(tmp_path: Path, typesetter: Typesetter, title: str) -> None:
    cover = section(write(tmp_path / "book", [{}], title=title), "cover")
    assert typesetter.fit(cover).overflows == ()


def test_a_mistake_in_the_house_style_is_a_problem_at_its_line(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "style.css").write_text("h1 { color: red }\n.text {\n  colour: red;\n  margin: 1 }\n")
    with pytest.raises(Rejected) as caught:
        Typesetter(StyleSheets(content))
    assert [(problem.place.line, problem.place.column, problem.id) for problem in caught.value.problems] == [
        (3, 3, "style"),
        (4, 3, "style"),
    ]


def test_a_house_style_changes_face_colour_and_grid(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{"experience": words(200)}])
    shutil.copy(HOUSE_STYLE, content / "style.css")
    fitted = lay_out(content, Typesetter(StyleSheets(content)))
    block = max(text_blocks(fitted, "Source Sans"), key=lambda box: len(box.children))
    assert [line.height for line in block.children] == pytest.approx([14 * 96 / 72] * len(block.children))
    assert fitted.overflows == ()
