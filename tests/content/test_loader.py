"""Reading: the seed to the letter, every value with its place, the cases in the order of the book."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.content.loader import load
from handbook.content.looks import LOOKS
from handbook.content.model import Handbook
from handbook.content.text import Text
from handbook.content.validation import check
from handbook.pages.stylesheets import StyleSheets
from handbook.support.names import display_path, slug_of
from handbook.support.problems import Mark, Problem
from tests.books import ROOT, SEED, plain, write


def problems(handbook: Handbook) -> list[Problem]:
    styles = StyleSheets(SEED)
    return check(handbook, lambda: styles.characters, lambda: styles.accents)


def test_the_seed_cases_are_there_to_the_letter() -> None:
    seed = (ROOT / "tests" / "vakmanschap.txt").read_text("utf-8")
    parts = [plain(part) for part in seed.split("\n\n") if part.strip()]
    read = []
    for case in load(SEED).cases:
        read += [
            case.title,
            "Kenmerkende ervaring",
            case.experience.source,
            "Beeld van goed werk",
            case.good_work.source,
        ]
    assert [plain(part) for part in read] == parts
    assert [case.person for case in load(SEED).cases] == ["Jan Hendrik", "Marie Sam"]


def test_the_seed_has_no_problems() -> None:
    assert problems(load(SEED)) == []


def test_cases_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    case = (content / "cases" / "01-verhaal-1.yaml").read_text("utf-8")
    for name in ("10-tien", "2-twee", "9-negen"):
        (content / "cases" / f"{name}.yaml").write_text(case, "utf-8")
    assert [case.slug for case in load(content).cases] == ["verhaal-1", "twee", "negen", "tien"]


def test_a_place_counts_letters_and_lines_as_an_editor_does(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{}])
    text = "title: Eén “hoog” \u00a0plan 🙂\nperson: X\nexperience: |\n  Eén\n\n  tweede € 🙂\n"
    text += "good_work: >\n  a\n  b 🙂\n"
    (content / "cases" / "01-verhaal-1.yaml").write_text(text, "utf-8")
    places = [(problem.place.line, problem.place.column) for problem in problems(load(content))]
    assert places == [(1, 25), (6, 12), (9, 5)]


@pytest.mark.parametrize("look", LOOKS)
def test_what_nobody_sees_is_told_once_whatever_glyphs_the_fonts_have(look: str, tmp_path: Path) -> None:
    """A soft hyphen is seen where a line ends at it; a space without width says nothing, and is left out."""
    content = write(tmp_path, [{"experience": "sa\u00admen\u2060 en\u200b\u2060 apart"}], look=look)
    styles = StyleSheets(content)
    found = check(load(content), lambda: styles.characters, lambda: styles.accents)
    said = [problem.message for problem in found]
    assert said == [f"there is an invisible character here (U+{code})" for code in ("2060",)]


@pytest.mark.parametrize("start", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_files_of_windows_and_old_macs_read_alike(tmp_path: Path, start: str, end: str) -> None:
    content = write(tmp_path / "book", [{}])
    file = content / "cases" / "01-verhaal-1.yaml"
    text = "title: Een\nperson: X\nexperience: |\n  Regel\n  twee\n\n  Alinea\ngood_work: b 🙂\n"
    file.write_bytes((start + text.replace("\n", end)).encode())
    handbook = load(content)
    assert handbook.cases[0].experience.html.count("<p>") == 2
    assert [problem.place for problem in problems(handbook)] == [Mark(display_path(file), 8, 14)]


@given(st.text())
def test_a_slug_is_safe_in_a_file_name(name: str) -> None:
    slug = slug_of(name)
    assert len(slug) <= 60 and slug == slug.strip("-")
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in slug)
    assert slug_of(slug) == slug


def test_a_slug_keeps_letters_without_their_accents() -> None:
    assert slug_of("Één voor één, à la carte!") == "een-voor-een-a-la-carte"


def test_a_part_that_yaml_wrote_otherwise_has_the_place_of_its_text() -> None:
    text = Text("een – twee", Mark("f.yaml", 3, 8), '"een \\u2013 twee"')
    assert text.place("–") == Mark("f.yaml", 3, 8)
    assert text.place("twee") == Mark("f.yaml", 3, 20)


def test_everything_but_the_title_has_a_default(tmp_path: Path) -> None:
    handbook = load(write(tmp_path / "book", [{}]))
    assert (handbook.problems, handbook.language, handbook.slug) == ((), "nl", "proef")
    assert handbook.labels["contents"] == "Inhoud" and handbook.labels["reading"]


def test_both_languages_have_the_same_labels() -> None:
    import yaml

    labels = {
        path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / "templates/labels").glob("*.yaml")
    }
    assert labels["nl"].keys() == labels["en"].keys()
    assert all(isinstance(label, str) and label for words in labels.values() for label in words.values())
    assert all(len(words["months"].split()) == 12 for words in labels.values())
