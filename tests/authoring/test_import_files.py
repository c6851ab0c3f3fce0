"""Imports several documents and folders; what is no document is a problem."""

from pathlib import Path

import pytest

from tests.authoring.imports import case_text, run, texts
from tests.books import build


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.pdf",
            b"%PDF",
            "this is neither a Word file (.docx), an OpenDocument text (.odt) nor plain text (.txt)",
        ),
        ("a.docx", b"\xd0\xcf\x11\xe0", "the document is damaged, or not a Word file (.docx)"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 99, "the document is damaged, or not a Word file (.docx)"),
        ("a.txt", b"Een titel\n\nEen tekst.\n", "the document has no line that says 'Kenmerkende ervaring'"),
        ("a.txt", b"\x00\xff\x00", "the document has no line that says"),
        ("a.txt", None, "there is no such file"),
        ("a.docx", b"", "the file is empty"),
        ("a.txt", b"", "the file is empty"),
    ],
)
def test_what_is_no_document_is_a_problem(
    content: Path, tmp_path: Path, name: str, data: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert run(content, tmp_path / name) == 1
    assert f"{name}: error: {message}" in capsys.readouterr().err
    assert not texts(content)


def test_several_files_and_folders_are_read_at_once(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder, what is no document of an editor is passed over, and one without a case is no error."""
    folder = tmp_path / "map" / "later"
    folder.mkdir(parents=True)
    files = {
        tmp_path / "b.txt": case_text("Samen op pad"),
        tmp_path / "map" / "a.txt": case_text("Een brug"),
        folder / "c.TXT": case_text("De koek"),
        folder / "~$c.docx": "",
        folder / ".c.txt": case_text("Verborgen"),
        folder / "foto.jpg": "",
        folder / "planning.txt": "Maandag beginnen.",
        folder / "oud.doc": "",
    }
    for file, text in files.items():
        file.write_text(text)
    output = tmp_path / "output"
    assert build(content, output, "import", str(tmp_path / "b.txt"), str(tmp_path / "map")) == 0
    assert [(case["title"], case["role"]) for case in texts(content).values()] == [
        ("Samen op pad", "jurist"),
        ("Een brug", "jurist"),
        ("De koek", "jurist"),
    ]
    messages = [line for line in capsys.readouterr().err.split("\n") if "warning" in line]
    assert len(messages) == 2
    assert "oud.doc: warning: this is a document of an older kind" in messages[0]
    assert "planning.txt: warning: the document has no line that says" in messages[1]


def test_a_file_that_is_named_twice_is_read_once(content: Path, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    file = tmp_path / "map" / "a.txt"
    file.write_text(case_text("Samen op pad"))
    paths = [str(file), str(tmp_path / "map"), str(tmp_path / "map" / ".." / "map" / "a.txt")]
    assert build(content, tmp_path / "output", "import", *paths) == 0
    assert len(texts(content)) == 1


def test_a_file_that_is_missing_is_named_and_nothing_is_added(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "verhalen.txt").write_text(case_text("Samen op pad"))
    (tmp_path / "leeg").mkdir()
    paths = [str(tmp_path / name) for name in ("verhalen.txt", "verhaal.txt", "leeg")]
    assert build(content, tmp_path / "output", "import", *paths) == 1
    messages = capsys.readouterr().err
    assert "verhaal.txt: error: there is no such file [no-file]\n    did you mean 'verhalen.txt'?" in messages
    assert "leeg: error: no document in this folder has a case" in messages
    assert not texts(content)
