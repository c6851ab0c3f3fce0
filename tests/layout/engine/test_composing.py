"""Paragraphs are set in the lines that were chosen for them, and nothing else about them changes."""

from pathlib import Path

import pytest
from PIL import ImageChops
from weasyprint import HTML, Document
from weasyprint.formatting_structure import boxes as formatting

from handbook.content.markdown import html
from handbook.layout.engine.composing import Compositor
from handbook.layout.engine.text_widths import TextWidths
from handbook.layout.engine.word_division import dividing_words_as_spelt
from tests.books import words
from tests.boxes import blocks, is_hyphenated, text, texts, width
from tests.pdfs import picture
from tests.prose import DUTCH

MEASURE, MARGIN = 300, 50  # px
STYLE = (
    "@page { size: 400px 4000px; margin: 50px } body { margin: 0; font: 14px/20px 'DejaVu Serif'; hyphens: auto;"
    " hyphenate-limit-zone: 25%; hyphenate-limit-chars: 10 4 5; text-align: left } p { margin: 0 } "
)
# Emphasis and links wherever a line may end, also inside words.
MARKED = " ".join(
    f"{'<b>' * (number % 5 == 0)}{word}{'</b>' * (number % 5 == 0)}"
    if number % 3
    else f"<a href='https://x.nl'>{word[:2]}<i>{word[2:]} {word}</i></a>"
    for number, word in enumerate(DUTCH.split())
)


def render(body: str, style: str = "", *, composed: bool = True, language: str = "nl") -> Document:
    source = HTML(string=f"<html lang={language}><style>{STYLE}{style}</style><body>{body}")
    with dividing_words_as_spelt():
        if not composed:
            return source.render()
        with Compositor().at_work():
            return source.render()


def lines(document: Document) -> list[formatting.LineBox]:
    return [line for page in document.pages for block in blocks(page) for line in block.children]


def heard(document: Document) -> str:
    """What the tags of a document say: the texts as they are drawn, which a box of spaces alone is not."""
    drawn = [box.pango_layout.text for line in lines(document) for box in texts(line) if box.text.strip()]
    return "".join(drawn).replace("\u2010", "")


def paragraph(source: str) -> str:
    return f"<p>{source}</p>"


@pytest.mark.parametrize("source", [DUTCH, MARKED], ids=["plain", "marked"])
@pytest.mark.parametrize("align", ["left", "right", "center", "justify"])
def test_nothing_is_lost_doubled_or_wider_than_the_measure(source: str, align: str) -> None:
    style = f"p {{ text-align: {align}; text-indent: 20px }}"
    ours, plain = (render(paragraph(source), style, composed=composed) for composed in (True, False))
    whole = "".join(HTML(string=f"<p>{source}").etree_element.itertext())
    assert heard(ours) == whole
    assert len(lines(ours)) <= len(lines(plain))
    rights = [line.position_x + width(line) - MARGIN for line in lines(ours)]
    assert all(right <= MEASURE + 0.1 for right in rights)
    if align in ("right", "justify"):
        several = [right for line, right in zip(lines(ours), rights[:-1], strict=False) if " " in text(line)]
        assert several == pytest.approx([MEASURE] * len(several), abs=0.1)


def test_lines_are_calmer_than_those_of_weasyprint() -> None:
    def raggedness(document: Document) -> float:
        return sum((MEASURE - width(line)) ** 2 for line in lines(document)[:-1])

    ours, plain = (render(paragraph(words(200)), composed=composed) for composed in (True, False))
    assert raggedness(ours) < 0.8 * raggedness(plain)


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ("<p><img src='' alt='x' style='float: left; width: 90px; height: 60px'>{}", ""),
        ("<p dir=rtl>{}", ""),
        ("<p>{} <span style='display: inline-block'>x</span> {}", ""),
        ("<p>{}", "p::first-letter { font-size: 40px; float: left }"),
        ("<p>{} Arbeidsongeschiktheidsverzekeringsmaatschappijvertegenwoordigers", "p { hyphens: none }"),
        ("<p>eerst<br>{}", ""),
        ("<p>{} \u1200\U000f0000", ""),
    ],
    ids=["float", "right to left", "box", "initial", "wide word", "line break", "no glyph"],
)
def test_what_is_unsure_is_left_to_weasyprint(body: str, style: str) -> None:
    found = [render(body.format(DUTCH, DUTCH), style, composed=composed) for composed in (True, False)]
    ours, plain = ([(text(line), line.position_x, line.width) for line in lines(each)] for each in found)
    assert ours == plain


def test_a_box_before_the_text_takes_its_room() -> None:
    style = (
        "p { padding-left: 60px; text-indent: -60px } span { display: inline-block; width: 57px; text-indent: 0 }"
    )
    document = render(f"<p><span>12</span> {DUTCH}", style)
    set_lines = [line for line in lines(document) if text(line) != "12"]
    assert all(width(line) <= MEASURE + 0.1 for line in set_lines)
    assert heard(document) == f"12 {DUTCH}"


def test_a_paragraph_goes_on_on_the_next_page_in_another_measure() -> None:
    """Words that are divided have more letters as they are set than in the source."""
    narrow = "@page { size: 240px 110px; margin: 20px } @page :right { margin: 20px 40px }"
    document = render(paragraph(DUTCH), f"{narrow} p {{ orphans: 1; widows: 1 }}")
    assert len(document.pages) > 5 and heard(document) == DUTCH
    assert any(is_hyphenated(line) for line in lines(document))
    for page in document.pages:
        for line in blocks(page)[0].children:
            assert width(line) <= page._page_box.width + 0.1


def test_letters_stand_where_weasyprint_sets_them() -> None:
    widths = TextWidths()
    for line in lines(render(paragraph(MARKED))):
        for box in filter(lambda box: box.text, texts(line)):
            positions = widths.positions(box.text, widths.face(box.style))
            assert positions and positions[-1] == pytest.approx(box.width, abs=0.01)


def test_balanced_lines_are_of_one_length() -> None:
    title = "Wat er gebeurde toen niemand meer wist wie er over de planning ging"
    document = render(f"<h1>{title}</h1>", "h1 { font-size: 24px; line-height: 30px; --text-wrap: balance }")
    found = [width(line) for line in lines(document)]
    assert len(found) > 2 and min(found) > 0.6 * max(found)


def test_a_space_at_the_end_of_a_line_takes_no_room_and_is_not_underlined() -> None:
    style = "a { text-decoration: underline } p { width: 60px }"
    document = render("<p><a href='https://x.nl'>samen werken</a></p>", style)
    first, second = (texts(line)[0] for line in lines(document))
    assert first.pango_layout.text == "samen " and second.pango_layout.text == "werken"
    alone = texts(lines(render("<p>samen</p>"))[0])[0]
    assert first.width == pytest.approx(alone.width)


def test_a_box_as_wide_as_its_text_keeps_it_on_one_line() -> None:
    document = render("<p style='float: right'>Foto: Anna van den Berg</p>")
    assert [text(line) for line in lines(document)] == ["Foto: Anna van den Berg"]


def test_no_line_begins_with_a_dash() -> None:
    """It is kept with the word after it in the text of a case, and with the one before it by its cost."""
    source = html(" - ".join(words(11, start) for start in range(20)))
    started = [text(line).lstrip() for line in lines(render(source))]
    assert len(started) > 15 and not [line for line in started if line.startswith("-")]


QUOTED = f"“Ja,” zei hij. {DUTCH} Zij zei: “{DUTCH}” „{DUTCH}” «{DUTCH}» ‘{DUTCH}’"


def letters_at(line: formatting.LineBox) -> float:
    """Where the first letter of a line stands that is no opening quotation mark."""
    first = next(iter(texts(line)))
    bare = first.text.lstrip('“„«‘"')
    widths = TextWidths()
    positions = widths.positions(first.text, widths.face(first.style))
    assert positions
    return float(first.position_x) + positions[len(first.text) - len(bare)]


@pytest.mark.parametrize(
    "source", [QUOTED, "“Ja”", "<i>“</i>Ja, dat weet ik.", "<a href=x>‘Ja, dat</a> weet ik.’"]
)
def test_opening_quotation_marks_hang_in_the_margin(source: str) -> None:
    set_lines = lines(render(paragraph(source)))
    quoted = [line for line in set_lines if text(line)[0] in '“„«‘"']
    assert quoted
    if not source.startswith("<i>"):  # where the mark is a text by itself
        assert [letters_at(line) for line in quoted] == pytest.approx([MARGIN] * len(quoted), abs=0.1)
    assert all(line.children[0].position_x < MARGIN - 2 for line in quoted)
    assert all(text(line)[0] in '“„«‘"' or letters_at(line) == MARGIN for line in set_lines)
    assert all(next(iter(texts(line))).position_x + width(line) <= MARGIN + MEASURE + 0.1 for line in set_lines)


@pytest.mark.parametrize("style", ["text-align: right", "text-align: center", "direction: rtl"])
def test_a_quotation_mark_hangs_over_a_left_edge_only(style: str) -> None:
    composed, plain = (
        lines(render("<p>“Ja, dat weet ik.”</p>", f"p {{ {style} }}", composed=composed))
        for composed in (True, False)
    )
    assert next(iter(texts(composed[0]))).position_x == next(iter(texts(plain[0]))).position_x


def test_lines_from_right_to_left_have_their_spaces(tmp_path: Path) -> None:
    source = "<p dir=rtl style='text-align: right; font-family: DejaVu Sans'>" + "שלום <b>עולם</b> וברכה " * 12
    documents = [render(source, composed=composed) for composed in (True, False)]
    *others, _ = lines(documents[0])
    assert len(others) > 1
    assert all([*texts(line)][-1].pango_layout.text.endswith(" ") for line in others)
    drawn = []
    for number, document in enumerate(documents):
        document.write_pdf(tmp_path / f"{number}.pdf")
        drawn.append(picture(tmp_path / f"{number}.pdf", 1, 2))
    assert ImageChops.difference(*drawn).getbbox() is None
