"""The package with the libraries for macOS, read as a file: no other system can load them.

``python3 build.py test --long tests/setup`` downloads it, 96 MB.
"""

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from macholib.mach_o import CPU_TYPE_NAMES, LC_ID_DYLIB, LC_LOAD_DYLIB, LC_RPATH
from macholib.MachO import MachO

from handbook import resources
from handbook.setup.libraries import FILES

Links = dict[str, set[str]]


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder of the libraries, out of the package that the lock pins."""
    if not request.config.getoption("--long"):
        pytest.skip("the package for macOS is downloaded with --long only")
    folder = tmp_path_factory.mktemp("package")
    pin = re.search(r"^gstreamer-libs==[^ ]+", resources.LOCK.read_text("utf-8"), re.MULTILINE)
    assert pin
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--platform", "macosx_11_0_universal2"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), pin[0]]
    if subprocess.run(command, check=False).returncode:
        pytest.skip("the package for macOS cannot be downloaded here")
    [wheel] = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            if PurePosixPath(name).match("gstreamer_libs/lib/*.dylib") or name.endswith("/fonts.conf"):
                (folder / PurePosixPath(name).name).write_bytes(archive.read(name))
    return folder


def links(library: Path, kind: int) -> Links:
    """What a library names for each processor: the libraries that it needs, itself, or where to look for them."""
    return {
        CPU_TYPE_NAMES[part.header.cputype]: {
            data.rstrip(b"\0").decode() for command, _, data in part.commands if command.cmd == kind
        }
        for part in MachO(str(library)).headers
    }


def needed(library: Path) -> set[str]:
    """The names of the libraries of the package that a library needs, directly or not, and its own."""
    waiting, found = [library.name], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            paths = set[str]().union(*links(library.parent / name, LC_LOAD_DYLIB).values())
            waiting += [path.removeprefix("@rpath/") for path in paths if path.startswith("@rpath/")]
    return found


@pytest.mark.parametrize("name", [files["darwin"] for files in FILES.values()])
def test_a_library_finds_all_others_beside_it(libraries: Path, name: str) -> None:
    """For both processors, and without those of Homebrew: what it needs is in the package or part of macOS."""
    for part in needed(libraries / name):
        assert links(libraries / part, LC_ID_DYLIB).keys() == {"x86_64", "ARM64"}
        for paths in links(libraries / part, LC_LOAD_DYLIB).values():
            assert all(path.startswith(("@rpath/", "/usr/lib/", "/System/Library/")) for path in paths)
        assert all("@loader_path/../lib" in paths for paths in links(libraries / part, LC_RPATH).values())


@pytest.mark.parametrize("name", [files["darwin"] for files in FILES.values()])
def test_a_library_is_loaded_by_the_name_that_others_know_it_by(libraries: Path, name: str) -> None:
    """Else the loader would take it for another one, and GLib would be there twice."""
    assert set[str]().union(*links(libraries / name, LC_ID_DYLIB).values()) == {f"@rpath/{name}"}


def test_fontconfig_finds_its_settings(libraries: Path) -> None:
    assert "<fontconfig>" in (libraries / "fonts.conf").read_text("utf-8")
