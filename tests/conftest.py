"""What several stages' tests share."""

import shutil
from pathlib import Path

import pytest

from tests.books import SEED, build


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regen", action="store_true", help="write tests/look/ and the problems of tests/bad/ anew")


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the products of the project's own content."""
    output = tmp_path_factory.mktemp("seed")
    assert build(SEED, output) == 0
    return output


@pytest.fixture
def poppler() -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (Debian: apt install poppler-utils)")
