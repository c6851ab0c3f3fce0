"""A new book: a folder that builds at once, in which every field and every token waits to be used."""

import re
from pathlib import Path

import pytest
import tinycss2

from handbook.authoring.new_book import TOKENS, make_book
from handbook.content.field_kinds import fields_by_name
from handbook.content.loader import load
from handbook.content.model import Handbook
from tests.books import build, files


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "Mijn-eerste_boek"
    assert build(folder, tmp_path / "output", "init", str(folder)) == 0
    return folder


def test_it_builds_without_a_problem_and_is_named_after_its_folder(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(book, tmp_path / "output", "check") == 0
    assert "no problems\n" in capsys.readouterr().out
    assert load(book).title == "Mijn eerste boek"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_usual_folder_gives_its_book_no_name(tmp_path: Path, language: str) -> None:
    """Its title is in its own language, whatever the one in which its files are explained."""
    book = load(make_book(tmp_path / "content", language))
    assert (book.title, book.language) == ("Ons handboek", "nl")


def test_each_field_is_explained_and_valid_when_its_comment_signs_are_removed(book: Path) -> None:
    handbook = book / "handbook.yaml"
    text = handbook.read_text("utf-8")
    for name in fields_by_name(Handbook):
        if name == "title":
            continue
        match = re.search(rf"^# {name}:.*\n(#  .*\n)*", text, re.MULTILINE)
        assert match, f"{name} is not there"
        handbook.write_text(text.replace(match[0], re.sub("^# ", "", match[0], flags=re.MULTILINE)), "utf-8")
        wrong = [each for each in load(book).problems if each.id in ("unknown-field", "wrong-type", "not-yaml")]
        assert wrong == []


def test_the_style_sheet_changes_nothing_until_something_is_uncommented(book: Path, tmp_path: Path) -> None:
    style, output = book / "style.css", tmp_path / "output"
    assert build(book, output, "--only", "email") == 0
    with_style = files(output)["mijn-eerste-boek-email.pdf"]
    text = style.read_text("utf-8")
    style.unlink()
    assert build(book, output, "--only", "email") == 0
    assert files(output)["mijn-eerste-boek-email.pdf"] == with_style
    line = re.search(r"/\* (--title: .*?;) \*/", text)
    assert line
    style.write_text(text.replace(line[0], "--title: 12pt;"), "utf-8")
    assert build(book, output, "--only", "email") == 0
    assert files(output)["mijn-eerste-boek-email.pdf"] != with_style


def test_every_token_of_the_root_is_in_the_style_sheet(book: Path) -> None:
    text = (book / "style.css").read_text("utf-8")
    (root,) = re.findall(r":root \{[^}]*\}", TOKENS.read_text("utf-8"))
    tokens = set(re.findall(r"(--[\w-]+):", root))
    assert tokens and tokens <= set(re.findall(r"/\* (--[\w-]+):", text))
    rules = [rule for rule in tinycss2.parse_stylesheet(text, True, True) if rule.type == "qualified-rule"]
    assert rules and all(tinycss2.parse_blocks_contents(rule.content, True, True) == [] for rule in rules)


def test_a_folder_with_files_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert build(tmp_path, tmp_path / "output", "init", str(tmp_path)) == 1
    assert "this folder has files already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_and_one_that_only_a_system_wrote_in_will_do(tmp_path: Path) -> None:
    (tmp_path / "boek").mkdir()
    (tmp_path / "boek" / ".DS_Store").touch()
    assert build(tmp_path, tmp_path / "output", "init", str(tmp_path / "boek")) == 0
    assert (tmp_path / "boek" / "handbook.yaml").exists()


@pytest.mark.parametrize(
    ("name", "title"), [("b", "B"), ("2026", "2026"), ("Goed werk", "Goed werk"), ("één “x”", "Één “x”")]
)
def test_any_name_of_a_folder_gives_a_title(tmp_path: Path, name: str, title: str) -> None:
    assert build(tmp_path, tmp_path / "output", "init", str(tmp_path / name)) == 0
    handbook = load(tmp_path / name)
    assert (handbook.title, handbook.problems) == (title, ())


def test_where_it_cannot_be_written_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert build(tmp_path, tmp_path / "output", "init", str(tmp_path / "file" / "book")) == 1
    assert "the book cannot be written here" in capsys.readouterr().err
