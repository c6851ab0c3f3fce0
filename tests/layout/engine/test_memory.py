"""Caches across sections do not change a section; they only make its layout faster."""

import gc
import re
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest

from handbook.content.loader import load
from handbook.layout.engine.line_break_cache import LineBreakCache
from handbook.layout.typesetter import Typesetter
from handbook.layout.worker import Worker
from handbook.pages.geometry import page_properties
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.support.cache import Cache
from handbook.support.problems import Rejected
from tests.books import SEED, copy_seed, sections, words, write
from tests.boxes import lines, text, width

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


class NoLineBreaks(LineBreakCache):
    """A cache that is never used."""

    @contextmanager
    def in_use(self) -> Iterator[None]:
        yield


def without_caches(content: Path) -> Typesetter:
    """A typesetter that leaves all to WeasyPrint."""
    typesetter = Typesetter(StyleSheets(content))
    typesetter.renderer.style_cache, typesetter.renderer.line_break_cache = None, NoLineBreaks()
    return typesetter


def differing(content: Path, parts: Sequence[Section]) -> list[str]:
    """The sections that come out otherwise after the others than where nothing is remembered."""
    used, plain = Typesetter(StyleSheets(content)), without_caches(content)
    for section in parts:
        used.write(section)
    return [part.name for part in parts if used.write(part) != plain.write(part)]


def test_a_section_is_the_same_after_others(tmp_path: Path) -> None:
    content = book(tmp_path)
    assert differing(content, sections(content)) == []


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
    assert differing(content, sections(content)) == []


def test_a_long_book_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    """Spreads with one text differ in their ids and page numbers: 93 kB each if styles of all were kept."""
    case = {"title": "Verhaal", "experience": words(100), "good_work": words(100), "themes": ["Rust"]}
    content = write(tmp_path / "book", [case] * 7, themes=[{"name": "Rust"}], language="nl")
    typesetter = Typesetter(StyleSheets(content))
    held = []
    tracemalloc.start()
    try:
        for spread in [part for part in sections(content) if part.name == "spread"]:
            typesetter.fit(spread)
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert held[-1] - held[2] < 4 * 20_000


def test_a_changed_sentence_is_set_as_if_it_had_always_been_there(tmp_path: Path) -> None:
    content = book(tmp_path)
    spread = next(part for part in sections(content) if part.name == "spread")
    changed = Section(
        "spread", spread.html.replace("goed", "beter"), spread.first_page, spread.pages, spread.fields
    )
    assert changed.html != spread.html
    assert differing(content, [spread, changed]) == []


def test_every_section_is_refused_for_a_rule_that_cannot_be_followed(tmp_path: Path) -> None:
    """WeasyPrint warns only when it computes a style; a cached style is not computed again."""
    content = copy_seed(tmp_path / "book")
    (content / "style.css").write_text(":root { --far: red } h2 { margin-left: var(--far) }", "utf-8")
    worker = Worker(StyleSheets(content), Cache(tmp_path / "store"))
    for section in [part for part in sections(content) if part.name == "spread"]:
        with pytest.raises(Rejected):
            worker.lay_out(section)


STYLES = """
    font-family: 'Source Sans'; font-size: 9pt; font-weight: 700; font-style: italic; font-kerning: none
    font-variant-ligatures: none; font-variant-caps: small-caps; font-variant-numeric: lining-nums
    font-feature-settings: 'smcp'; font-variation-settings: 'opsz' 60; letter-spacing: .4pt; word-spacing: 2pt
    hyphens: manual; hyphenate-character: '='; hyphenate-limit-chars: 12 6 6; hyphenate-limit-zone: 60px
    white-space: nowrap; white-space: pre-wrap; word-break: break-all; overflow-wrap: anywhere; direction: rtl
    text-decoration: underline; tab-size: 20
"""  # what decides where a line ends, and how long it is
TEXT = (
    f"{words(30)} In 2019 \t fietste beleids\u00admedewerkster Effie vol verantwoordelijkheidsgevoel in 1987 weg."
)


def same_lines(measure: int, paragraphs: Sequence[str]) -> int:
    """How many lines some paragraphs have in a column of some px; they must be those of WeasyPrint alone."""
    body = f"<body style='width: {measure}px; hyphens: auto'>{''.join(paragraphs)}</body>"
    html = f"<html lang=nl style='{page_properties(load(SEED).print)}'>{body}</html>"
    part = Section("foreword", html, 3, None, {}, step=0)
    found, wanted = (
        [(text(line), width(line)) for line in lines(typesetter.fit(part).document, "p")]
        for typesetter in (Typesetter(StyleSheets(SEED)), without_caches(SEED))
    )
    assert found == wanted
    return len(found)


@pytest.mark.parametrize("usual", ["hyphens: auto", "hyphens: manual", "white-space: pre-wrap"])
def test_a_line_of_another_style_is_not_taken(usual: str) -> None:
    """A text is set in every style that moves the ends of its lines, after all others and before them."""
    styles = [style.strip() for style in re.split("[;\n]", STYLES.strip())]
    paragraphs = [f'<p style="{usual}; {style}">{TEXT}' for style in ["", *styles, *styles[::-1]]]
    assert same_lines(100, [*paragraphs, f"<p lang=en style='{usual}'>{TEXT}"]) > 400


@pytest.mark.parametrize(("measure", "step"), [(60, 31), (150, 62), (400, 155)])
def test_a_line_is_the_same_whatever_follows_the_next_word(measure: int, step: int) -> None:
    """Of texts that begin alike and go on otherwise, up to somewhere in the line."""
    source = words(60) + " " + "i''''''' " * 60  # narrow ones, of which a line has many
    tails = ("", "en", ", dus", "heidsverklaringen of zo")
    paragraphs = [
        f"<p>{(source[start:end] + tail).strip()}"
        for start in range(0, 700, step)
        for end, tail in product(range(start + 3, start + measure // 3, 4), tails)
    ]
    assert same_lines(measure, paragraphs) > 500
