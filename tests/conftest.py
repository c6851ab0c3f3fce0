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
    _needs("pdftotext", "poppler-utils")


@pytest.fixture
def ghostscript() -> None:
    _needs("gs", "ghostscript")


@pytest.fixture
def qpdf() -> None:
    _needs("qpdf", "qpdf")


def _needs(program: str, package: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed (Debian: apt install {package})")
