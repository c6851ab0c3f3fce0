"""What the tests of authoring share."""

import shutil
from pathlib import Path

import pytest

from tests.books import SEED


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A handbook that has no case yet."""
    shutil.copytree(SEED, tmp_path / "book", ignore=lambda folder, names: [n for n in names if n[:2].isdigit()])
    return tmp_path / "book"
