"""Options and fixtures that the tests of several rooms share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from handbook.layout.worker import preload_typesetter
from handbook.setup.libraries import has_browser_driver
from handbook.support.language import VARIABLE
from tests.books import SEED, build, copy_seed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.window import PreviewProcess

preload_typesetter()  # tests that import WeasyPrint find it loaded, with the libraries of the program


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="many more generated files, and many more kills")
    parser.addoption("--regen", action="store_true", help="renew stored HTML, pictures, problems and schemas")


def pytest_configure(config: pytest.Config) -> None:
    """Messages are in English, though the books of the tests are Dutch: most tests are about what they say.

    Which examples Hypothesis makes is the same on every run, but for the long ones; none has to be quick.
    """
    os.environ[VARIABLE] = "en"
    settings.register_profile("suite", derandomize=True, deadline=None)
    settings.load_profile("suite")
    settings.register_profile("short", max_examples=500, derandomize=True, deadline=None)
    settings.register_profile("long", max_examples=10_000, deadline=None)


@pytest.fixture(scope="session", autouse=True)
def _shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Gives all tests of a run one cache: a section that many of them have is laid out once."""
    folder = tmp_path_factory.getbasetemp()  # that of a worker lies in that of the run
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOOK_CACHE", str(shared / "cache"))
        yield


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, for a test of what is laid out."""
    monkeypatch.setenv("HANDBOOK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(autouse=True)
def _files_stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has just written is complete; no save waits for it."""
    monkeypatch.setattr("handbook.authoring.safe_write.STILL", 0.0)


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


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, until the tests of a module end: beside its threads builds do not fork, as they do otherwise."""
    _needs("chromium", "chromium")
    if not has_browser_driver():
        pytest.skip("libatomic.so.1, which drives the browser, is not installed (Debian: apt install libatomic1)")
    from tests.window import chromium

    with chromium() as started:
        yield started


@pytest.fixture
def preview(tmp_path: Path) -> Iterator["PreviewProcess"]:
    """The preview of the project's own content, in a copy."""
    from tests.window import start_preview

    with start_preview(copy_seed(tmp_path / "content"), tmp_path / "output") as served:
        yield served
