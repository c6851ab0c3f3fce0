"""Handbooks for the tests, and ways to read what was printed."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2
import yaml

from handbook.cli.commands import main

ROOT = Path(__file__).parents[1]
SEED = ROOT / "content"

SENTENCES = re.split(
    r"(?<=[.!?]) ",
    " ".join(
        str(yaml.safe_load(path.read_text("utf-8"))[field]).replace("\n", " ")
        for path in sorted((SEED / "cases").glob("*.yaml"))
        for field in ("experience", "good_work")
    ),
)


def words(number: int, start: int = 0) -> str:
    """A text of so many words out of the seed's sentences, from sentence ``start`` on."""
    sentences = SENTENCES[start % len(SENTENCES) :] + SENTENCES
    text = " ".join(sentences * (1 + number // 300)).split()
    return " ".join(text[:number])


def write(folder: Path, cases: Sequence[Mapping[str, object]], **fields: object) -> Path:
    """A content folder with these cases, its handbook titled "Proef" unless ``fields`` says otherwise."""
    (folder / "cases").mkdir(parents=True)
    (folder / "handbook.yaml").write_text(
        yaml.safe_dump({"title": "Proef", **fields}, allow_unicode=True), "utf-8"
    )
    for number, case in enumerate(cases, 1):
        filled = {
            "title": f"Verhaal {number}",
            "person": "Jan Hendrik",
            "experience": words(100, number),
            "good_work": words(100, number + 3),
            **case,
        }
        long = {field: str(filled.pop(field)) for field in ("experience", "good_work")}
        text = yaml.safe_dump(filled, allow_unicode=True, sort_keys=False)
        for field, value in long.items():
            text += f"{field}: |\n" + "".join(f"  {line}\n" for line in value.split("\n"))
        (folder / "cases" / f"{number:02}-verhaal-{number}.yaml").write_text(text, "utf-8")
    return folder


def copy_seed(folder: Path) -> Path:
    return Path(shutil.copytree(SEED, folder))


def build(content: Path, output: Path, *more: str) -> int:
    """Runs the program as an editor does; the exit code."""
    return main([*(more or ("build",)), "--content", str(content), "--output", str(output)])


def plain(text: str) -> str:
    """A text to compare "to the letter": after NFC, white space of any kind as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def pages(pdf: Path) -> list[str]:
    """The text of each page as PDFium, the reader in Chrome, copies it out."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def pages_by_poppler(pdf: Path) -> list[str]:
    """The text of each page as Poppler, the reader of GNOME and KDE, copies it out."""
    found = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True)
    return found.stdout.decode().split("\f")[:-1]
