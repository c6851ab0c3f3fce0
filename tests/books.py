"""Handbooks for the tests: their content, their sections as HTML, and the program run on them."""

import re
import shutil
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from handbook.cli.commands import main
from handbook.content.loader import load
from handbook.pages.composer import compose
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination
from handbook.pages.stylesheets import StyleSheets

ROOT = Path(__file__).parents[1]
SEED = ROOT / "content"
HOUSE_STYLE = ROOT / "tests" / "house.css"

makes_links = pytest.mark.skipif(
    sys.platform == "win32", reason="under Windows only an administrator may make symbolic links"
)

SEED_CASES = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((SEED / "cases").glob("*.yaml"))]
SENTENCES = re.split(
    r"(?<=[.!?]) ",
    " ".join(case[field].replace("\n", " ") for case in SEED_CASES for field in ("experience", "good_work")),
)


FILES = re.compile(r"^`([\w/]+\.\w+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)  # in a page of docs/


def words(number: int, start: int = 0) -> str:
    """Returns a text of ``number`` words from the seed's sentences, starting with sentence ``start``."""
    sentences = SENTENCES[start % len(SENTENCES) :] + SENTENCES
    text = " ".join(sentences * (1 + number // 300)).split()
    return " ".join(text[:number])


LONG_TITLE = "Wat er gebeurde toen niemand meer wist wie er eigenlijk over de planning van de opgave ging"
COMPOUND = "Arbeidsongeschiktheidsverzekeringsmaatschappijen en meervoudigepersoonlijkheidsstoornissen"
OPTIONS = {
    "role": "directeur-generaal",
    "quote": "Een veel kleuriger palet aan mogelijkheden om samen te werken.",
    "questions": ["Wanneer maakte jij de koek groter?", "Wie laat jij als eerste aan tafel vertellen?"],
    "themes": ["Samenwerken"],
}
# A case of every shape that a spread can have.
SHAPES: list[dict[str, object]] = [
    {},
    {"experience": words(12), "good_work": words(9)},
    {"experience": words(60), "good_work": words(60, 4)},
    {"experience": words(245, 2), "good_work": words(245, 8)},
    {"experience": words(250, 3), "good_work": words(20)},
    {"title": LONG_TITLE},
    {"title": COMPOUND, "experience": f"{COMPOUND} " * 9},
    {"quote": OPTIONS["quote"]},
    {"questions": OPTIONS["questions"], "good_work": words(152)},
    {**OPTIONS, "title": LONG_TITLE, "good_work": words(170)},
    {"experience": "Drie dingen:\n\n- een\n- twee, en wat langer\n- drie\n\n> Gezegd is gezegd.\n\n" + words(40)},
    {
        **OPTIONS,
        "portrait": {"file": "wie.png", "alt": "Iemand.", "credit": "Foto: Anna"},
        "good_work": words(150),
    },
    {
        "experience": "\n\n".join(words(40, start) for start in range(5)),
        "person": "prof. dr. J. P. van der Heijden-de Wit",
    },
]


def write(folder: Path, cases: Sequence[Mapping[str, object]], **fields: object) -> Path:
    """Writes a content folder with these cases, its handbook titled "Proef" unless ``fields`` says otherwise."""
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


def write_themes(folder: Path, *runs: tuple[str, int], **fields: object) -> Path:
    """Writes a content folder in which so many cases of each of these themes stand together; "" is none."""
    themes = [theme for theme, count in runs for _ in range(count)]
    cases: list[Mapping[str, object]] = [
        {
            "person": f"Persoon {number}",
            "themes": [theme] if theme else [],
            "experience": words(60 + 37 * number % 90, number),
            "good_work": words(50 + 53 * number % 100, number + 3),
        }
        for number, theme in enumerate(themes, 1)
    ]
    names = [{"name": name} for name in dict.fromkeys(filter(None, themes))]
    return write(folder, cases, themes=names, **fields)


def write_shapes(folder: Path, picture: Image.Image | None = None, **fields: object) -> Path:
    """Writes a content folder with a case of every shape, one with a ``picture`` as its portrait."""
    write(folder, SHAPES, themes=[{"name": "Samenwerken"}], **fields)
    add_picture(folder, "wie.png", picture or Image.new("RGB", (1200, 1200), "#8a5a3c"))
    return folder


def add_picture(content: Path, name: str, picture: Image.Image, **options: Any) -> Path:
    """Writes a picture into the folder of a handbook; ``options`` are those of its format."""
    file = content / "images" / name
    file.parent.mkdir(exist_ok=True)
    picture.save(file, **options)
    return file


def copy_seed(folder: Path) -> Path:
    return Path(shutil.copytree(SEED, folder))


def copy_seed_in(folder: Path, look: str) -> Path:
    """Copies the seed and gives it a look."""
    copy = copy_seed(folder)
    change(copy / "handbook.yaml", "language: nl", f"language: nl\nlook: {look}")
    return copy


def change(file: Path, old: str, new: str) -> None:
    """Replaces a text in a file, as an editor does."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def sections(content: Path, plan: Pagination | None = None) -> list[Section]:
    """Returns the sections of a handbook as HTML, on the pages of a ``plan``: by default that of a short book."""
    handbook = load(content)
    return compose(handbook, plan or Pagination(len(handbook.cases)), StyleSheets(content).accents)


def section(content: Path, name: str) -> Section:
    """Returns the first section of a handbook that has this name."""
    return next(part for part in sections(content) if part.name == name)


def build(content: Path, output: Path, *more: str) -> int:
    """Runs the program as an editor does; returns the exit code."""
    return main([*(more or ("build",)), "--content", str(content), "--output", str(output)])


def files(folder: Path) -> dict[str, bytes]:
    """Returns the contents of the files of a folder, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def visible_files(folder: Path) -> dict[str, bytes]:
    """The same without the program's own, whose names begin with a full stop."""
    return {name: data for name, data in files(folder).items() if not name.startswith(".")}


def plain(text: str) -> str:
    """Returns a text for comparison "to the letter": in NFC, any white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def seed_texts() -> list[str]:
    """Returns every text of the seed's cases, paragraph by paragraph."""
    return [
        plain(part)
        for case in SEED_CASES
        for field in ("title", "person", "experience", "good_work")
        for part in case[field].split("\n\n")
    ]


def write_documented(page: str, folder: Path) -> Path:
    """Writes the files that a page of docs/ shows into a folder, as a reader of it does."""
    for file, text in FILES.findall((ROOT / "docs" / page).read_text("utf-8")):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
