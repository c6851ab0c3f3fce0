"""CONTRIBUTING.md is right about adding a field: its steps are followed here, on a copy of the program."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.books import ROOT
from tests.pdfs import pages

SECTION = "Add a field to a case"
COPIED = (
    "README.md",
    "handbook",
    "templates",
    "profiles",
    "schema",
    "docs",
    "content",
    "tests",
    "pyproject.toml",
    "requirements.lock",
)
FORM = """
import yaml
from pathlib import Path
from handbook.authoring.content_form import case_form
from handbook.pages.templates import render
words = yaml.safe_load(Path("handbook/preview/words/nl.yaml").read_text("utf-8"))
print(render("case_form", Path("handbook/preview/page"), inputs=case_form("nl"), words=words, languages={}))
"""


def edits() -> Iterator[tuple[str, list[str]]]:
    """The files that the section names, each with the lines of the change that it shows."""
    tokens = MarkdownIt().parse((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    headings = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    start = next(index for index in headings if tokens[index + 1].content == SECTION)
    end = next(index for index in headings if index > start)
    file = ""
    for token in tokens[start:end]:
        if token.type == "inline":
            file = next(iter(re.findall(r"`([\w/]+\.\w+)`", token.content)), file)
        elif token.type == "fence" and token.info == "diff":
            yield file, token.content.splitlines()


def edited(text: str, change: list[str]) -> str:
    """A text with the lines that a change adds, whose other lines occur exactly once."""
    before = "".join(f"{line[1:]}\n" for line in change if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in change)
    assert text.count(before) == 1, before
    return text.replace(before, after)


def run(program: Path, *arguments: str, code: int = 0) -> str:
    """Runs Python in a folder with the program; returns what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=program, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the field ``place``, and a case that has it."""
    copy = tmp_path_factory.mktemp("program")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy)
    changes = list(edits())
    assert [file for file, _ in changes] == [
        "handbook/content/case_model.py",
        "handbook/support/messages/nl.toml",
        "templates/spread.html",
    ]
    for file, change in changes:
        (copy / file).write_text(edited((copy / file).read_text("utf-8"), change), "utf-8")
    (command,) = re.findall(r"`python3 build\.py test (--regen [^`]*)`", section())
    run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *command.split())
    case = copy / "content" / "cases" / "01-de-koek-groter-maken.yaml"
    case.write_text(case.read_text("utf-8").replace("person:", "place: Delfzijl\nperson:"), "utf-8")
    return copy


def section() -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return text.partition(f"## {SECTION}\n")[2].partition("\n## ")[0]


def handbook(program: Path, *arguments: str, code: int = 0) -> str:
    """Runs a command of the copied program; returns what it prints."""
    start = "import sys; from handbook.cli.commands import main; sys.exit(main(sys.argv[1:]))"
    return run(program, "-c", start, *arguments, code=code)


def test_the_field_is_printed(program: Path) -> None:
    handbook(program, "--only", "email")
    assert "Jan Hendrik, Delfzijl" in pages(program / "output" / "goed-werk-email.pdf")[3]


def test_the_field_is_in_the_schema_and_in_the_table_of_all_fields(program: Path) -> None:
    place = json.loads((program / "schema" / "case.json").read_text("utf-8"))["properties"]["place"]
    assert place["description"] == "Where it happened, printed after the person."
    assert "| `place` | Where it happened, printed after the person. |" in (
        program / "docs" / "fields.md"
    ).read_text("utf-8")


def test_a_new_case_explains_the_field(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    handbook(program, "new", "Samen op pad")
    path = program / "content" / "cases" / "03-samen-op-pad.yaml"
    text = path.read_text("utf-8")
    path.unlink()
    assert "# Where it happened, printed after the person.\n# place: Rotterdam\n" in text


def test_the_field_is_in_the_form_of_the_preview(program: Path) -> None:
    form = run(program, "-c", FORM)
    assert re.search(r'<label for="field-place">Plaats .*?</label>\s*<input id="field-place" name="place"', form)
    assert form.index('name="role"') < form.index('name="place"') < form.index('name="experience"')


@pytest.mark.parametrize(
    ("field_text", "message"),
    [
        ("place: \U0001f642", "the fonts have no"),
        ("place:\n  - Delfzijl", "'place' should be a text, but is a list"),
        ("plaec: Delfzijl", "did you mean 'place'?"),
    ],
)
def test_mistakes_in_the_field_are_problems(program: Path, tmp_path: Path, field_text: str, message: str) -> None:
    shutil.copytree(program / "content", tmp_path / "content")
    case = tmp_path / "content" / "cases" / "01-de-koek-groter-maken.yaml"
    case.write_text(case.read_text("utf-8").replace("place: Delfzijl", field_text), "utf-8")
    assert message in handbook(program, "check", "--content", str(tmp_path / "content"), code=1)
