"""The cache of styles does not change a section; it only makes its layout faster."""

import gc
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from handbook.layout.typesetter import Typesetter
from handbook.layout.worker import Worker
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.support.cache import Cache
from handbook.support.problems import Rejected
from tests.books import copy_seed, sections, words, write

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


def without_caches(content: Path) -> Typesetter:
    """A typesetter that leaves all to WeasyPrint."""
    typesetter = Typesetter(StyleSheets(content))
    typesetter.renderer.style_cache = None
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
        pytest.param(
            ":root { --a: calc(2 * 3mm + 1px); --b: min(1em, var(--a)); --c: calc(10% + 1px); --no: calc(1mm + ) }"
            " .text { --a: 5mm; margin-left: calc(var(--b) / 2); font-size: 9pt } p { padding-left: var(--b) }"
            " h1 { --b: calc(var(--a) * 2); margin-left: var(--b); padding-right: var(--c) }",
            id="sums in custom properties",
        ),
    ],
)
def test_what_a_house_style_may_ask_for_is_the_same_too(tmp_path: Path, style: str) -> None:
    content = book(tmp_path)
    (content / "style.css").write_text(style, "utf-8")
    assert differing(content, [part for part in sections(content) if part.name == "spread"]) == []


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
