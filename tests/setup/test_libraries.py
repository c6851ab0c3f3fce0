"""WeasyPrint gets its libraries by their exact places, on every platform."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from handbook import resources
from handbook.setup import libraries
from handbook.setup.errors import SetupFailed

LOADED = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(arguments[0]) if event == "subprocess.Popen" else None)
from handbook.layout.worker import preload_typesetter
preload_typesetter()
import weasyprint
print(started)
"""


def test_loading_weasyprint_starts_no_program() -> None:
    """Searching the libraries with ldconfig and a compiler took half as long as loading them all."""
    command = [sys.executable, "-c", LOADED]
    process = subprocess.run(command, cwd=resources.ROOT, capture_output=True, text=True, check=True)
    assert process.stdout == "[]\n"


def test_weasyprint_asks_for_these_names() -> None:
    """It may do without one of them, which renders Microsoft's colour fonts; the program does not use it."""
    spec = find_spec("weasyprint")
    assert spec and spec.origin
    source = (Path(spec.origin).parent / "text" / "ffi.py").read_text("utf-8")
    asked = re.findall(r"_dlopen\(\s*ffi, '([^']+)'", source)
    assert set(asked) - {"libharfbuzz-vector-0"} == libraries.FILES.keys()


def test_the_versions_of_the_libraries_are_known() -> None:
    versions = libraries.library_versions()
    assert len(versions) == 3 and all(re.search(r"\d+", version) for version in versions)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with the libraries, as a Mac would have it."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(libraries, "package_folder", lambda name: tmp_path / name)
    monkeypatch.delenv("FONTCONFIG_PATH", raising=False)
    libraries.packaged_folder.cache_clear()
    yield tmp_path / "gstreamer_libs"
    libraries.packaged_folder.cache_clear()


def test_a_mac_loads_the_files_of_the_package_by_their_paths(package: Path) -> None:
    """By its short name the loader would take another copy of the same library, also that of Homebrew."""
    paths = libraries.library_paths()
    assert paths["libpango-1.0-0"] == str(package / "lib" / "libpango-1.0.0.dylib")
    with libraries.libraries_by_name():
        from ctypes import util

        assert util.find_library("libpango-1.0-0") == paths["libpango-1.0-0"]
        assert util.find_library("libharfbuzz-vector-0") is None


def test_a_library_that_does_not_load_is_a_sentence(package: Path) -> None:
    """A company may forbid programs in a user's own folders."""
    with pytest.raises(SetupFailed, match="could not be loaded"):
        libraries.check_packaged_libraries()
