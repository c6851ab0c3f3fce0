"""A spread of which some words have changed is laid out as the one before it: in its sizes, with its room."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.layout.typesetter import Typesetter
from handbook.layout.worker import Worker
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.support.cache import Cache
from tests.books import change, section, sections, words, write, write_shapes

LOOKS = ("kalm", "helder", "warm")


def add_words(content: Path, number: int) -> None:
    """Makes a long text of each case some words longer."""
    for file in (content / "cases").iterdir():
        field = ("experience", "good_work")[number % 2]
        text = file.read_text("utf-8")
        longer = re.sub(rf"(?s)({field}: \|\n[^\n]*?\w\b)", rf"\1{' ook dit' * number}", text, count=1)
        file.write_text(longer, "utf-8")


def spreads(content: Path) -> list[Section]:
    return [part for part in sections(content) if part.name == "spread"]


@pytest.mark.parametrize("look", LOOKS)
def test_a_change_of_some_words_is_set_as_if_all_were_new(tmp_path: Path, look: str) -> None:
    """Of all shapes that a spread has; but a text that has become shorter may have room for a larger size now."""
    content = write_shapes(tmp_path / "book", look=look)
    versions = [spreads(content)]
    for number in (1, 2, 4):
        add_words(content, number)
        versions.append(spreads(content))
    used, new = Typesetter(StyleSheets(content)), Typesetter(StyleSheets(content))
    written = []
    for index, (one, two, three, four) in enumerate(zip(*versions, strict=True)):
        before, after = ((one, two), (two, one), (three, four), (four, three))[index % 4]
        used.fit(before)
        if again := used.rewrite(after):
            written.append((again, new.write(after)))
    assert all(again.pdf == anew.pdf or again.fill.step > anew.fill.step for again, anew in written)
    assert len(written) > len(versions[0]) / 4


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda file: change(file, "title: Verhaal 1", "title: Verhaal een"), id="another title"),
        pytest.param(lambda file: change(file, "person:", "quote: Zo is het.\nperson:"), id="a quote"),
        pytest.param(
            lambda file: file.write_text(file.read_text("utf-8") + f"  {words(400)}\n", "utf-8"), id="too long"
        ),
        pytest.param(
            lambda file: file.write_text(
                re.sub(r"(?m)^  .*$", "  Kort en goed.", file.read_text("utf-8")), "utf-8"
            ),
            id="texts of another form",
        ),
    ],
)
def test_another_change_is_fitted_anew(tmp_path: Path, edit: Callable[[Path], object]) -> None:
    content = write(tmp_path / "book", [{}])
    typesetter = Typesetter(StyleSheets(content))
    assert typesetter.rewrite(section(content, "spread")) is None, "nothing was laid out before"
    typesetter.fit(section(content, "spread"))
    (file,) = (content / "cases").iterdir()
    edit(file)
    assert typesetter.rewrite(section(content, "spread")) is None


def test_what_was_laid_out_as_before_is_not_kept_for_a_build(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    worker = Worker(StyleSheets(content), Cache(tmp_path / "cache"))
    worker.lay_out(section(content, "spread"))
    (file,) = (content / "cases").iterdir()
    text = file.read_text("utf-8")
    file.write_text(text.replace("experience: |\n  ", "experience: |\n  Ook "), "utf-8")
    changed = section(content, "spread")
    assert worker.rewrite(changed)
    assert worker.section_cache.find(changed) is None
    assert worker.lay_out(changed).pages == 2
    assert worker.rewrite(changed) is None, "it is at hand as a build has it"
