"""The types of the scripts of the page: TypeScript checks them, by their JSDoc and what it infers.

Functions that calculate apart from the document (MODULES) have the types of all that they receive. Of the others
TypeScript knows what the elements of the page and its labels are: that is written here from ``index.html`` and
``words/``, so a misspelt one is an error too.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.authoring.content_form import case_form, labels
from handbook.preview._routes import PAGE, WORDS
from tests.books import ROOT
from tests.preview.test_page_scripts import MODULES

VERSION = "7.0.2"  # of TypeScript
OPTIONS = (
    "--noEmit --checkJs --strict --target es2022 --module es2022 --moduleResolution bundler"
    " --lib es2023,dom,dom.iterable"
)
UNTYPED_PARAMETER = re.compile(r"error TS7\d{3}:")


def _compiler() -> list[str]:
    """The command of TypeScript, from npm; kept beside the tools of the other tests."""
    npm, folder = shutil.which("npm"), ROOT / ".cache" / f"typescript-{VERSION}"
    if not npm or not shutil.which("node"):
        pytest.skip("node and npm are not installed (Debian: apt install nodejs npm)")
    command = folder / "node_modules" / ".bin" / "tsc"
    if not command.exists():
        folder.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", f"--prefix={folder}", "--no-save", "--no-package-lock", "--ignore-scripts"]
        done = subprocess.run(
            [*install, f"typescript@{VERSION}"], capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            pytest.skip(f"TypeScript {VERSION} cannot be had from npm: {done.stderr.strip().splitlines()[:1]}")
    return [str(command)]


def _declarations() -> str:
    """The elements of the page by their ids, and its labels, as TypeScript."""
    html = "".join(path.read_text("utf-8") for path in PAGE.glob("*.html"))
    tags = {name: tag for tag, name in re.findall(r'<(\w+)[^>]*?\bid="(\w+)"', html)}
    tags |= {f"{form}_story": "template" for form in ("case", "book")}  # by the macro of index.html
    elements = "".join(f'{name}: HTMLElementTagNameMap["{tag}"];' for name, tag in tags.items())
    words = yaml.safe_load((WORDS / "nl.yaml").read_text("utf-8")) | labels(case_form("nl"))
    return f"interface PageElements {{ {elements} }}\ninterface Words {_type_of(words)}\n"


def _type_of(words: Any) -> str:
    if not isinstance(words, dict):
        return "string"
    named = "".join(f"{json.dumps(key)}: {_type_of(value)};" for key, value in words.items())
    return f"{{ {named} }}"


def test_scripts_agree_with_their_types(tmp_path: Path) -> None:
    """No script uses what is not there: an element of the page, a label, a property, a value."""
    compiler = _compiler()
    shutil.copytree(PAGE, tmp_path / "page")
    (tmp_path / "page" / "page.d.ts").write_text(_declarations(), "utf-8")
    scripts = sorted(path.name for path in (tmp_path / "page").glob("*.js"))
    command = [*compiler, *OPTIONS.split(), *scripts, "page.d.ts"]
    done = subprocess.run(command, cwd=tmp_path / "page", capture_output=True, encoding="utf-8", check=False)
    errors = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert [
        line for line in errors if line.partition(".")[0] in MODULES or not UNTYPED_PARAMETER.search(line)
    ] == []
