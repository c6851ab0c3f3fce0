"""The rooms of the program are few, each says what it does, and they import each other one way only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from handbook import resources

ROOMS = sorted(path.parent for path in resources.PROGRAM.glob("*/__init__.py"))
BESIDE = {"__init__.py", "results.py", "resources.py", "py.typed"}


def test_the_rooms_import_each_other_as_the_contracts_say() -> None:
    """The contracts are in pyproject.toml. The linter runs in another process, since it configures logging."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=resources.ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_at_most_a_dozen_rooms_and_little_beside_them() -> None:
    assert len(ROOMS) <= 12
    assert {path.name for path in resources.PROGRAM.iterdir() if path.is_file()} <= BESIDE


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.name))
def test_a_room_says_what_enters_and_what_leaves(room: Path) -> None:
    """Except support, which has tools only: nothing passes through it."""
    text = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    assert text and (room.name == "support" or ("In: " in text and "Out: " in text))
