"""The wheel: what it holds, and that its command makes a book with nothing of this folder beside it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from handbook import resources
from tests.books import visible_files

PRODUCTS = {"print.pdf", "desk.pdf", "email.pdf", "spreads.png", "preflight.html", "preflight.json", "printer.zip"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this folder, made without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=resources.ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with the program in it, as an installer puts it there."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def handbook(*arguments: str, packages: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs the command  handbook  of the program that is in a folder of packages."""
    command = [sys.executable, "-m", "handbook.cli.installed", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(packages), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


def names(folder: Path) -> Iterator[str]:
    """The files of a folder that are the program's own."""
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


def test_the_wheel_holds_every_file_that_the_program_reads(unpacked: Path) -> None:
    assert set(names(resources.PROGRAM)) <= set(names(unpacked / "handbook"))
    for folder in (resources.TEMPLATES, resources.PROFILES, resources.SCHEMAS):
        assert set(names(folder)) == set(names(unpacked / "handbook" / "data" / folder.name)) != set()
    for file in (resources.LOCK, resources.CHANGELOG):
        assert (unpacked / "handbook" / "data" / file.name).read_bytes() == file.read_bytes()


def test_the_wheel_says_its_version_command_licence_and_needs(unpacked: Path) -> None:
    (info,) = unpacked.glob("*.dist-info")
    metadata = (info / "METADATA").read_text("utf-8")
    assert info.name == f"handbook-{resources.VERSION}.dist-info" and "License-Expression: MIT" in metadata
    assert "handbook = handbook.cli.installed:main" in (info / "entry_points.txt").read_text("utf-8")
    assert "Requires-Dist: weasyprint==70.*" in metadata
    assert (info / "licenses" / "LICENSE").exists() and (info / "licenses" / "THIRD-PARTY.md").exists()


def test_an_installed_program_makes_a_book_in_the_folder_where_the_user_stands(
    unpacked: Path, tmp_path: Path
) -> None:
    made = handbook("init", "mijn boek", packages=unpacked, cwd=tmp_path)
    assert made.returncode == 0 and "\n    handbook\n" in made.stdout
    book = tmp_path / "mijn boek"
    built = handbook(packages=unpacked, cwd=book)
    assert (built.returncode, built.stderr) == (0, "")
    assert visible_files(book / "output").keys() == {f"mijn-boek-{product}" for product in PRODUCTS}
    assert {path.name for path in book.iterdir()} == {"handbook.yaml", "cases", "style.css", "output"}
    assert "nothing has changed" in handbook(packages=unpacked, cwd=book).stdout
    checked = handbook("check", packages=unpacked, cwd=book)
    assert checked.returncode == 0 and "no problems" in checked.stdout
    assert list(names(unpacked / "handbook" / "data")).count("output") == 0


def test_without_a_book_an_installed_program_says_how_to_make_one(unpacked: Path, tmp_path: Path) -> None:
    done = handbook("check", packages=unpacked, cwd=tmp_path)
    assert done.returncode == 1 and "handbook init" in done.stderr and "Traceback" not in done.stderr


def test_an_installed_program_has_no_commands_for_its_maintainers(unpacked: Path, tmp_path: Path) -> None:
    done = handbook("--help", packages=unpacked, cwd=tmp_path)
    assert "usage: handbook" in done.stdout and "\n    test" not in done.stdout and "preview" in done.stdout


def test_a_wheel_installs_into_an_empty_environment(
    wheel: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """With what its metadata asks for, which takes a minute and the internet."""
    if not request.config.getoption("--long"):
        pytest.skip("installing the wheel with all that it needs is tried with --long only")
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([scripts / "handbook", "init", "boek"], cwd=tmp_path, env=environment, check=True)
    subprocess.run([scripts / "handbook", "--quiet"], cwd=tmp_path / "boek", env=environment, check=True)
    assert (tmp_path / "boek" / "output" / "boek-print.pdf").exists()
