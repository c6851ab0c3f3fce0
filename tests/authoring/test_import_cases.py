"""Imports cases: nothing is lost or overwritten, and doubts are reported."""

import re
from pathlib import Path

import pytest

from handbook.authoring.import_cases import read_cases
from handbook.content.loader import load
from tests.authoring.imports import HEADS, TEXT, case_text, run, texts
from tests.books import SEED, build


def test_the_seed_gives_its_two_cases_to_the_letter(content: Path) -> None:
    assert run(content, TEXT) == 0
    for path in (SEED / "cases").glob("*.yaml"):
        imported, seed = ((folder / "cases" / path.name).read_text("utf-8") for folder in (content, SEED))
        assert imported.split("\n", 1)[1] == seed.split("\n", 1)[1]
    assert build(content, content.parent / "output") == 0


def test_what_is_there_already_stays_as_it_is(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(content, TEXT) == 0
    path = content / "cases" / "01-de-koek-groter-maken.yaml"
    path.write_text(path.read_text("utf-8").replace("Jan Hendrik", "Jan H."), "utf-8")
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert run(content, TEXT) == 0
    messages = capsys.readouterr()
    assert "vakmanschap.txt:5:1: warning: there is a case 'De koek groter maken' already" in messages.err
    assert messages.out == "no case was added: the handbook has them all\n"
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_two_cases_with_one_title_are_both_kept_out(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = "Een titel\n\nKenmerkende ervaring\n\nEen.\n\nBeeld van goed werk\n\nTwee.\n\n"
    (tmp_path / "a.txt").write_text(case * 2)
    assert run(content, tmp_path / "a.txt") == 1
    assert not texts(content)
    messages = capsys.readouterr().err
    assert re.search(r"a\.txt:11:1: error: there is another case 'Een titel', at \S*a\.txt:1:1", messages)


def test_a_case_without_a_title_is_called_so(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(f"{HEADS[0]}\nTekst van iemand.\n")
    assert run(content, tmp_path / "a.txt") == 0
    messages = capsys.readouterr().err
    assert "a case without a title has no Beeld van goed werk here" in messages and "''" not in messages


def test_a_theme_is_taken_over_if_the_handbook_has_it(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handbook = content / "handbook.yaml"
    handbook.write_text(handbook.read_text("utf-8") + "themes:\n  - name: Samenwerken\n", "utf-8")
    (tmp_path / "a.txt").write_text(case_text("Een brug\nThema: samenwerken, water"))
    assert run(content, tmp_path / "a.txt") == 0
    (case,) = load(content).cases
    assert case.themes == ("Samenwerken",)
    assert "warning: the theme 'water' of 'Een brug' is not in" in capsys.readouterr().err


def test_a_heading_above_several_titles_is_their_theme_or_named_once(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handbook = content / "handbook.yaml"
    handbook.write_text(handbook.read_text("utf-8") + "themes:\n  - name: Samenwerken\n", "utf-8")
    cases = [f"## {case_text(title)}" for title in ("Een brug", "Samen op pad", "De koek")]
    (tmp_path / "a.txt").write_text(f"# SAMENWERKEN\n\n{cases[0]}\n{cases[1]}\n# Water\n\n{cases[2]}")
    assert run(content, tmp_path / "a.txt") == 0
    assert [case.themes for case in load(content).cases] == [("Samenwerken",), ("Samenwerken",), ()]
    messages = capsys.readouterr().err
    assert messages.count("warning:") == 1
    assert "the heading “Water” stands above the titles of cases, and was left out" in messages


def test_nothing_is_imported_that_a_build_refuses(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(content)
    long = tmp_path / "lang.txt"
    long.write_text(f"Een titel\n\n{HEADS[0]}\n\n{'woord ' * 3000}\n\n{HEADS[1]}\n\nKort.\n", "utf-8")
    assert run(content, long) == 1
    assert "lang.txt:1:1: error: " in (printed := capsys.readouterr().err) and "[too-long]" in printed
    for endless in ("." * 200_000, "a\n" * 60_000):
        long.write_text(endless, "utf-8")
        assert run(content, long) == 1
        assert "the text is far too long for stories [no-document]" in capsys.readouterr().err
    many = tmp_path / "veel.txt"
    case = f"Titel {{}}\n\n{HEADS[0]}\n\nKort.\n\n{HEADS[1]}\n\nKort.\n\n"
    many.write_text("".join(map(case.format, range(1001))), "utf-8")
    assert run(content, many) == 1
    assert "1000 is the most" in capsys.readouterr().err
    assert texts(content) == before


def test_a_label_without_a_text_is_named_at_its_place(content: Path, tmp_path: Path) -> None:
    first, second = HEADS
    (tmp_path / "a.txt").write_text(f"Een brug\nJan de Vries\n\n{first}\n\n{second}\n\nEen zin.\n", "utf-8")
    drafts, problems = read_cases([tmp_path / "a.txt"], load(content))
    assert [[part.text for part in draft.paragraphs("good_work")] for draft in drafts] == [["Een zin."]]
    (each,) = problems
    assert (each.place.line, each.message) == (4, f"nothing stands below the line '{first}' of 'Een brug'")
