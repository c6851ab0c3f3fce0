"""A new case file, ready to fill in."""

import json
import sys
from pathlib import Path

import pytest

from tests.books import ROOT, build


def test_new_makes_a_file_that_builds_when_its_texts_are_there(
    content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = tmp_path / "opened"
    editor = tmp_path / "my editor.py"
    editor.write_text(f"import sys, pathlib; pathlib.Path({str(opened)!r}).write_text(sys.argv[2])")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{editor}" --wait')
    assert build(content, tmp_path / "output", "new", "Goed werk: 'een' \"begin\" #1") == 0
    path = content / "cases" / "01-goed-werk-een-begin-1.yaml"
    assert opened.read_text().strip() == str(path)
    text = path.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=") and (ROOT / "schema" / "case.json").exists()
    assert build(content, tmp_path / "output", "--only", "email") == 1
    messages = capsys.readouterr().err
    for field in ("person", "experience", "good_work"):
        assert f"'{field}' is empty" in messages
    text = text.replace("person:", "person: Jan").replace("experience: |\n  ", "experience: |\n  Kort.\n")
    path.write_text(text.replace("good_work: |\n  ", "good_work: |\n  Goed.\n"), "utf-8")
    assert build(content, tmp_path / "output", "--only", "email") == 0
    path.write_text(path.read_text("utf-8").replace("\n# ", "\n").replace("# \n", "\n"), "utf-8")
    assert build(content, tmp_path / "output", "new", "Goed werk een begin 1") == 1
    assert "there is a case 'goed-werk-een-begin-1' already" in capsys.readouterr().err
    assert build(content, tmp_path / "output", "new", "Twéé") == 0
    assert (content / "cases" / "02-twee.yaml").exists()
    assert build(content, tmp_path / "output", "new", "!!!") == 1
    assert build(content, tmp_path / "output", "new", "Drie\nregels") == 0
    assert "\ntitle: Drie regels\n" in (content / "cases" / "03-drie-regels.yaml").read_text("utf-8")


def test_new_explains_every_field(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert build(content, tmp_path / "output", "new", "Titel") == 0
    text = (content / "cases" / "01-titel.yaml").read_text("utf-8")
    schema = json.loads((ROOT / "schema" / "case.json").read_text("utf-8"))
    for field, value in schema["properties"].items():
        assert f"\n{field}:" in text or f"\n# {field}:" in text
        assert value["description"] in text.replace("\n# ", " ")


@pytest.mark.parametrize("title", ["", " ", "\n\t", "\u00a0"])
def test_new_without_a_title_is_a_mistake(
    content: Path, tmp_path: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(content, tmp_path / "output", "new", title) == 1
    assert "the title is empty" in capsys.readouterr().err
    assert not list((content / "cases").glob("*"))
