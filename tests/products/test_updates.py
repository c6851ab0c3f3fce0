"""A newer program says once what has changed; a book that names its version is warned of another one."""

from pathlib import Path

import pytest

from handbook import resources
from handbook.products import delivery
from handbook.products.changelog import news_since
from tests.books import build, change, copy_seed, files

CHANGELOG = """# Changelog

## Unreleased

### Soon

## 1.2 (2027-03-01)

### Pages of A4

- One.

### For maintainers

## 1.1, 2027-01-01

### Mail

## 1.0

### The first
"""


@pytest.fixture
def changelog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "CHANGELOG.md"
    file.write_text(CHANGELOG, "utf-8")
    monkeypatch.setattr(resources, "CHANGELOG", file)
    return file


@pytest.mark.parametrize(
    ("version", "news"),
    [("1.2", ("Soon",)), ("1.1", ("Soon", "Pages of A4")), ("1.0", ("Soon", "Pages of A4", "Mail"))],
)
def test_what_is_new_are_the_headings_above_those_of_the_other_version(
    changelog: Path, version: str, news: tuple[str, ...]
) -> None:
    assert news_since(version) == news


def test_of_an_unknown_version_nothing_is_told(changelog: Path) -> None:
    """Such as a later one, where somebody builds with an older program."""
    assert news_since("2.0") == news_since("1") == ()


@pytest.mark.parametrize(
    ("version", "told"), [("1.1", "new since then: Soon; Pages of A4 ("), ("9.9", "says what has changed")]
)
def test_the_first_build_of_another_version_says_so_in_one_line(
    changelog: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], version: str, told: str
) -> None:
    content, output = copy_seed(tmp_path / "book"), tmp_path / "output"
    assert build(content, output, "build", "--only", "email") == 0
    assert "the products here were made with" not in capsys.readouterr().out
    (output / delivery.VERSION).write_text(f"{version}\n")
    change(content / "handbook.yaml", "Goed werk", "Beter werk")
    assert build(content, output, "build", "--only", "email") == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "were made with" in line]
    assert line.startswith(f"this is version {resources.VERSION}; the products here were made with {version}; ")
    assert told in line
    change(content / "handbook.yaml", "Beter werk", "Best werk")
    assert build(content, output, "build", "--only", "email") == 0
    assert "were made with" not in capsys.readouterr().out


def test_the_report_names_the_program(seed: Path) -> None:
    assert f"versie {resources.VERSION} van het programma" in files(seed)["goed-werk-preflight.html"].decode()


def test_a_book_that_names_another_version_gets_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = copy_seed(tmp_path / "book")
    with (content / "handbook.yaml").open("a") as file:
        file.write("made-with: 0.9\n")
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
    warning = capsys.readouterr().err
    assert "handbook.yaml:8:12: warning: this book is made with version 0.9" in warning
    assert f"made-with: {resources.VERSION}" in warning
    change(content / "handbook.yaml", "0.9", resources.VERSION)
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
    assert capsys.readouterr().err == ""
