"""What the terminal says, in the language of the book."""

import re
from pathlib import Path

import pytest

from handbook.cli import commands as cli
from handbook.cli.options import parse
from handbook.setup.errors import SetupFailed
from handbook.setup.shell import print_progress
from handbook.support.language import VARIABLE
from handbook.support.messages import message
from tests.books import change, write


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a Dutch book in which the user stands; the environment is English."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    folder = write(tmp_path / "boek", [{}])
    monkeypatch.chdir(folder)
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    cli.main(arguments)
    return "".join(capsys.readouterr())


def test_a_problem_is_told_in_the_language_of_the_book(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = next((book / "cases").iterdir())
    case.write_text(case.read_text("utf-8") + "rol: adviseur\n", "utf-8")
    shown = said(capsys, "check")
    assert ": fout: onbekend veld ‘rol’ [unknown-field]\n    Bedoelt u ‘role’?\n" in shown
    assert "did you mean 'role'?" in said(capsys, "check", "--language", "en")
    assert '"severity": "error"' in (document := said(capsys, "check", "--format", "json"))
    assert "onbekend veld ‘rol’" in document
    change(book / "handbook.yaml", "title:", "language: en\ntitle:")
    assert "did you mean 'role'?" in said(capsys, "check")
    change(book / "handbook.yaml", "title:", "title: [")  # the book cannot be read, its language can
    assert "did you mean 'role'?" in said(capsys, "check")


def test_a_build_with_nothing_to_do_says_so_and_repeats_its_warnings(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(book / "handbook.yaml", "title:", "made-with: '0.1'\ntitle:")
    first, second = (said(capsys, "build", "--only", "desk") for _ in range(2))
    warning = "waarschuwing: dit boek is gemaakt met versie 0.1 van het programma"
    assert warning in first and "omslaan over de korte kant" in first
    assert warning in second and "er is niets veranderd sinds de producten in output zijn gemaakt" in second
    assert "this book is made with version 0.1" in said(capsys, "build", "--only", "desk", "--language", "en")


def test_without_a_book_the_locale_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert "fout: in deze map staat geen boek" in said(capsys, "check", "--content", str(tmp_path / "geen"))
    monkeypatch.setenv(VARIABLE, "en")
    assert "error: there is no book in this folder" in said(capsys, "check", "--content", str(tmp_path / "geen"))


def test_new_files_are_explained_in_the_language_of_the_book(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "new", "Samen op pad")
    text = (book / "cases" / "02-samen-op-pad.yaml").read_text("utf-8")
    assert (
        "# Een regel die met # begint, wordt niet gedrukt." in text and "Er passen ongeveer 240 woorden." in text
    )
    said(capsys, "init", "tweede")
    assert "# De titel van het boek;" in (book / "tweede" / "handbook.yaml").read_text("utf-8")
    assert "De stijl van uw organisatie" in (book / "tweede" / "style.css").read_text("utf-8")
    assert said(capsys, "check", "--content", "tweede") != ""


def test_help_is_in_the_language_of_the_book(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert re.search(r"check +hoe vol elke bladzijde is", capsys.readouterr().out)


def test_the_set_up_speaks_the_language_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    print_progress(message("setup.started"))
    assert capsys.readouterr().err.startswith("Het programma wordt klaargezet")
    assert str(SetupFailed(message("setup.stopped"))).startswith("Gestopt voordat alles klaarstond.")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("new",), "build.py new: fout: hier ontbreekt: title"),
        (("build", "--only"), "build.py build: fout: --only: er hoort minstens één woord achter te staan"),
        (("bild",), "build.py: fout: OPDRACHT: 'bild' kan niet; kies uit "),
        (("build", "--case", "a", "--only", "email"), "--only: dit gaat niet samen met --case"),
    ],
)
def test_what_was_typed_wrongly_is_said_in_dutch(
    capsys: pytest.CaptureFixture[str], typed: tuple[str, ...], expected: str
) -> None:
    with pytest.raises(SystemExit):
        parse([*typed, "--language", "nl"])
    assert (said := capsys.readouterr().err).startswith("gebruik: ") and expected in said


def test_control_characters_that_were_typed_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["check", "--\x1b[2J", "--language", "nl"])
    assert "onbekend: --\\u001b[2J" in (said := capsys.readouterr().err) and "\x1b" not in said
