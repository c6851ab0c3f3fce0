"""Imports cases from plain texts, in whatever way they were saved."""

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.content.line_ends import without_marks
from handbook.content.loader import load
from handbook.content.markdown import html
from tests.authoring.imports import HEADS, TEXT, case_text, run, texts
from tests.books import plain


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n\n", "\n").encode(),
        lambda text: text.upper().replace("KENMERKENDE ERVARING", "1. KENMERKENDÉ  ERVARING :").encode(),
        lambda text: text.encode("cp1252"),
    ],
    ids=["Windows", "UTF-16", "without empty lines", "other capitals", "the letters of Windows"],
)
def test_the_seed_may_be_saved_in_many_ways(content: Path, tmp_path: Path, change: Callable[[str], bytes]) -> None:
    text = (TEXT).read_text("utf-8")
    (tmp_path / "seed.txt").write_bytes(change(text))
    assert run(content, tmp_path / "seed.txt") == 0
    texts_read = " ".join(
        plain(" ".join(text for text in case.values() if text)) for case in texts(content).values()
    ).casefold()
    for paragraph in text.split("\n"):
        assert paragraph in HEADS or plain(paragraph).casefold() in texts_read


@pytest.mark.parametrize(
    "heads",
    [
        (*HEADS, "Om over door te praten"),
        ("KENMERKENDE ERVARING:", "BEELD VAN GOED WERK:", "OM OVER DOOR TE PRATEN:"),
        ("1. Kenmerkende ervaring", "2. Beeld van goed werk", "3. Om over door te praten"),
        ("1) kenmerkende Ervaring :", "2) beeld van goed werk.", "3) om over door te praten"),
    ],
)
def test_a_plain_text_needs_no_empty_lines(content: Path, tmp_path: Path, heads: tuple[str, str, str]) -> None:
    cases = [
        f"{title}\n{person}{heads[0]}\nEen korte\nregel.\n{heads[1]}\nNog een\nregel.\n{heads[2]}\n- Wat nu?\n"
        for title, person in (
            ("Samen op pad", "Fatima Jansen\n"),
            ("Een brug", ""),
            ("De koek", "door Piet Smit\n"),
        )
    ]
    (tmp_path / "a.txt").write_text("".join(cases))
    assert run(content, tmp_path / "a.txt") == 0
    read = list(texts(content).values())
    assert [(case["title"], case["person"]) for case in read] == [
        ("Samen op pad", "Fatima Jansen"),
        ("Een brug", None),
        ("De koek", "Piet Smit"),
    ]
    for case in read:
        fields = [case["experience"], case["good_work"], case["questions"]]
        assert fields == ["Een korte regel.\n", "Nog een regel.\n", ["Wat nu?"]]


@pytest.mark.parametrize(
    ("encoding", "line", "named"),
    [
        ("iso8859-15", "Een cœur kost 30 €, zei Šefik; één Œuvre niet.", "ISO 8859-15"),
        ("cp1252", "Eén café, ideeën en ½ liter, 20½ uur.", ""),
        ("cp1252", "Dat kost 30 €, zei Miloš Žižek, één café.\r", "Windows"),
        ("cp1252", "Zo zei Miloš Žižek, één café.", "Windows: “Miloš”"),
        ("cp1252", "Øystein Sæther en Åsa uit Ålesund", "Windows: “Øystein”"),
        ("cp1250", "Met Antonín Dvořák, Čapek en één café uit Plzeň", "Central Europe: “Dvořák”"),
        ("cp1250", "Zbigniew Wałęsa uit Łódź", "Central Europe: “Wałęsa”"),
        ("cp1250", "Gyöngyi Őry uit Győr en mevrouw Szűcs", "Central Europe: “Őry”"),
        ("cp1254", "Ayşe Yıldırım, İbrahim en één café", "Turkish: “Ayşe”"),
    ],
)
def test_letters_that_two_encodings_store_otherwise(
    content: Path, tmp_path: Path, encoding: str, line: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Een brug\nJan Smit\n\n{HEADS[0]}\n{line}\n\n{HEADS[1]}\nZo gaat het.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert run(content, tmp_path / "a.txt") == 0
    (case,) = texts(content).values()
    assert plain(case["experience"] or "") == plain(line)
    messages = capsys.readouterr().err
    read = "they were read as those of "
    doubt = f"a.txt:5:1: warning: nothing in the file says how its letters are stored; {read}{named}"
    assert doubt in messages if named else read not in messages


@pytest.mark.parametrize(("encoding", "named"), [("cp1252", ""), ("mac_roman", "an old Mac"), ("cp850", "DOS")])
def test_how_letters_are_stored_is_guessed_and_said(
    content: Path, tmp_path: Path, encoding: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    body = (
        "Coördinatie, ideeën, één café, reünie, ’s ochtends à la carte: hè hè."
        if named != "DOS"
        else "Eén café, ideeën."
    )
    text = f"Eén brug\n{HEADS[0]}\n{body}\n{HEADS[1]}\nZó gaat het.\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert run(content, tmp_path / "a.txt") == 0
    (case,) = texts(content).values()
    assert (case["title"], plain(case["experience"] or "")) == ("Eén brug", plain(body))
    messages = capsys.readouterr().err
    assert f"read as those of {named}" in messages if named else "read as those" not in messages


def test_markdown_that_is_typed_in_a_plain_text_is_kept_or_escaped(content: Path, tmp_path: Path) -> None:
    lines = [
        "Zie [x](b), `code` en ![foto](a.png).",
        "Zie [de gids](https://a.nl) en *dit*.",
        "| a | b |",
        "2*3*4",
    ]
    text = "\n\n".join(["**Een brug**", "Jan Smit", f"**{HEADS[0]}**", *lines, f"*{HEADS[1]}*", "Goed."])
    (tmp_path / "a.txt").write_text(text)
    assert run(content, tmp_path / "a.txt") == 0
    handbook = load(content)
    assert handbook.problems == ()
    (case,) = texts(content).values()
    assert case["title"] == "Een brug"
    assert "Zie [x](b), `code` en ![foto](a.png)." in without_marks(html(case["experience"] or ""))
    assert "2*3*4" in without_marks(html(case["experience"] or ""))
    assert "[de gids](https://a.nl) en *dit*." in (case["experience"] or "")


def test_the_end_of_a_mail_is_named(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(case_text("Een brug") + "\nMet vriendelijke groet,\nFatima Jansen\n")
    assert run(content, tmp_path / "a.txt") == 0
    assert "“Met vriendelijke groet, Fatima Jansen”, which looks like the end" in capsys.readouterr().err


def test_one_more_person_of_a_line_of_its_own_is_named(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may be who wrote the document, right above the person of the first case."""
    stories = "\n".join(
        f"{person}\n{title}\n\n{HEADS[0]}\nHet begon met een vraag.\n\n{HEADS[1]}\nIemand vroeg door.\n"
        for person, title in (("Noor Yilmaz, wijkagent", "De sleutel"), ("Fatima Jansen, jurist", "De brug"))
    )
    (tmp_path / "a.txt").write_text(f"Beste allen,\n\nhier zijn ze.\n\nSam de Wit\n{stories}")
    assert run(content, tmp_path / "a.txt") == 0
    assert "“Noor Yilmaz, wijkagent” was read as one more person" in capsys.readouterr().err
    assert [case["title"] for case in texts(content).values()] == ["De sleutel", "De brug"]
