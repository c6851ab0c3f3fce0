"""Caches across sections do not change a section; they only make its layout faster."""

import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Pdf
from weasyprint import css

from handbook.content.loader import load
from handbook.layout.engine import line_break_cache
from handbook.layout.engine.line_break_cache import LineBreakCache
from handbook.layout.typesetter import Typesetter
from handbook.layout.worker import Worker
from handbook.pages.composer import compose
from handbook.pages.model import EMAIL, PRINT, Edition, Section
from handbook.pages.pagination import Pagination
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf._glyph_widths import glyph_widths
from handbook.support.cache import Cache
from handbook.support.problems import Rejected
from tests.books import SEED, copy_seed, words, write

CASES: list[dict[str, object]] = [
    {
        "title": "Een verhaal",
        "experience": f"Lees [de wet](https://wetten.nl) *goed*.\n\n- een\n- twee\n\n{words(90)}",
    },
    {"title": "Another", "language": "en", "themes": ["Rust"], "quote": "Wie luistert, hoort.", "role": "loket"},
    {"title": "Vol", "experience": words(260), "questions": ["Wat?", "Hoe?"]},
]


def book(folder: Path) -> Path:
    return write(folder / "book", CASES, themes=[{"name": "Rust"}, {"name": "Haast"}], language="nl")


def sections(content: Path, edition: Edition) -> list[Section]:
    handbook = load(content)
    return compose(handbook, edition, Pagination(len(handbook.cases)), StyleSheets(content).accents)


class NoLineBreaks(LineBreakCache):
    """A cache that is never used."""

    @contextmanager
    def in_use(self) -> Iterator[None]:
        yield


def differing(content: Path, edition: Edition, parts: Sequence[Section]) -> list[str]:
    """Returns the sections whose layout after the others differs from that without caches."""
    used, plain = (Typesetter(edition, StyleSheets(content)) for _ in range(2))
    plain.renderer.style_cache, plain.renderer.line_break_cache = None, NoLineBreaks()
    for section in parts:
        used.write(section)
    return [part.name for part in parts if used.write(part) != plain.write(part)]


@pytest.mark.parametrize("edition", [PRINT, EMAIL], ids=lambda edition: edition.name)
def test_a_section_is_the_same_after_others(tmp_path: Path, edition: Edition) -> None:
    content = book(tmp_path)
    parts = sections(content, edition)
    assert differing(content, edition, parts) == []


@pytest.mark.parametrize(
    "style",
    [
        pytest.param("body { margin-left: 1vw }", id="a size that depends on the page"),
        pytest.param(
            ".text { max-lines: 3; block-ellipsis: auto; continue: discard }", id="a line cut when it is drawn"
        ),
        pytest.param(
            "@page { @top-center { content: counter(page) } } ul, section > * { anchor: inherit }"
            " ul { counter-reset: inherit } li:first-child { counter-reset: mine 7 }"
            " li { counter-increment: mine } li::after { content: counter(mine) }",
            id="counters and ids of its own",
        ),
    ],
)
def test_what_a_house_style_may_ask_for_is_the_same_too(tmp_path: Path, style: str) -> None:
    content = book(tmp_path)
    (content / "style.css").write_text(style, "utf-8")
    assert differing(content, PRINT, sections(content, PRINT)) == []


def test_a_long_book_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    """Spreads differ in their ids and page numbers, which are not cached."""
    content = write(tmp_path / "book", [{"themes": ["Rust"]}] * 6, themes=[{"name": "Rust"}], language="nl")
    typesetter = Typesetter(PRINT, StyleSheets(content))
    known = []
    for spread in [part for part in sections(content, PRINT) if part.name == "spread"]:
        typesetter.write(spread)
        assert typesetter.renderer.style_cache is not None
        known.append(len(typesetter.renderer.style_cache.styles))
    assert known[0] > 50
    assert known[-1] <= known[0] + 3  # such as of words that must not be parted


def test_the_widths_of_fonts_are_not_kept_for_ever() -> None:
    """While an editor types, each new letter makes another font of those in a spread."""

    def fonts(numbers: range) -> int:
        for number in numbers:
            glyph_widths(Dictionary(W=Array([3, [number + code for code in range(50)]])))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        few = fonts(range(200))
        assert fonts(range(200, 600)) < 1.1 * few
    finally:
        tracemalloc.stop()


def test_widths_are_those_of_the_font_itself() -> None:
    """The widths may be an indirect object, and another file may have one with the same number."""

    def widths(width: int) -> dict[int, float]:
        with Pdf.new() as book:
            return dict(glyph_widths(Dictionary(W=book.make_indirect(Array([3, [width]])))))

    assert (widths(400), widths(500)) == ({3: 400}, {3: 500})


def test_a_changed_sentence_is_set_as_if_it_had_always_been_there(tmp_path: Path) -> None:
    content = book(tmp_path)
    spread = next(part for part in sections(content, PRINT) if part.name == "spread")
    changed = Section(
        "spread", spread.html.replace("goed", "beter"), spread.first_page, spread.pages, spread.fields
    )
    assert changed.html != spread.html
    assert differing(content, PRINT, [spread, changed]) == []


def test_every_section_is_refused_for_a_rule_that_cannot_be_followed(tmp_path: Path) -> None:
    """WeasyPrint warns only when it computes a style; a cached style is not computed again."""
    content = copy_seed(tmp_path / "book")
    (content / "style.css").write_text(":root { --far: red } h2 { margin-left: var(--far) }", "utf-8")
    worker = Worker(StyleSheets(content), Cache(tmp_path / "store"))
    for section in [part for part in sections(content, PRINT) if part.name == "spread"]:
        with pytest.raises(Rejected):
            worker.lay_out(PRINT, section)


class RecordingStyle(dict[str, object]):
    """A style that records which properties are read."""

    def __init__(self, style: css.Style) -> None:
        self.style, self.font_config, self.cache = style, style.font_config, style.cache
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self.names.add(name)
        return self.style[name]


def test_a_line_is_known_by_all_that_decides_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key has every property that WeasyPrint reads from the style of a text while it breaks it."""
    names: set[str] = set()
    split = line_break_cache._split_first_line

    def listening(text: str, style: css.Style, *how: object) -> object:
        asked = RecordingStyle(style)
        line, *measures = split(text, asked, *how)
        names.update(asked.names)
        return (line, *measures)

    monkeypatch.setattr(line_break_cache, "_split_first_line", listening)
    typesetter = Typesetter(PRINT, StyleSheets(SEED))
    for part in sections(SEED, PRINT):
        typesetter.fit(part)
    assert {"font_size", "hyphens", "lang"} <= names <= {*line_break_cache.SHAPING, line_break_cache.DECORATION}


@pytest.mark.parametrize("measure", [60, 150, 400])
def test_a_line_is_the_same_whatever_follows_the_next_word(
    monkeypatch: pytest.MonkeyPatch, measure: float
) -> None:
    """Cached lines, of texts that begin alike, are those that WeasyPrint splits off itself."""
    split, calls, hits = line_break_cache._split_first_line, [], 0

    def noting(*arguments: Any) -> object:
        calls.append(arguments[1:3])
        return split(*arguments)

    monkeypatch.setattr(line_break_cache, "_split_first_line", noting)
    Typesetter(PRINT, StyleSheets(SEED)).fit(next(part for part in sections(SEED, PRINT) if part.name == "spread"))
    monkeypatch.setattr(line_break_cache, "_split_first_line", split)
    style, context = max(calls, key=lambda calls: bool(calls[0]["hyphens"] == "auto"))
    lines: line_break_cache.Lines = {}
    text = words(60) + " " + "i''''''' " * 60  # narrow ones, of which a line has many
    for start in range(0, 700, 31):
        for end, tail in product(range(start + 3, start + 130, 4), ("", "en", ", dus", "heidsverklaringen of zo")):
            part, before = (text[start:end] + tail).strip(), len(lines)
            _, *found = line_break_cache._cached_first_line(lines, part, style, context, measure, 0)
            hits += len(lines) == before
            assert found == list(split(part, style, context, measure, 0))[1:]
    assert hits > 100
