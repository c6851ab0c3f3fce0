"""Temporary files: removed at the end, also those of a killed run, but never those of a running one."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from handbook.support import temp_dir
from handbook.support.file_lock import try_lock
from handbook.support.problems import Rejected
from handbook.support.temp_dir import temporary_folder
from tests.books import ROOT

KILLED = """
import os
from handbook.support.temp_dir import temporary_folder
with temporary_folder() as folder:
    (folder / "file").touch()
    os._exit(9)  # as if killed
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this machine puts its temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_at_the_end_and_after_an_error(folder: Path) -> None:
    with temporary_folder() as created:
        (created / "file").touch()
    with pytest.raises(ZeroDivisionError), temporary_folder() as created:
        (created / "file").touch()
        raise ZeroDivisionError
    assert not list(folder.iterdir())


def test_that_of_a_killed_run_goes_and_that_of_another_stays(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", KILLED],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder), "TEMP": str(folder)},
        check=False,
    )
    (killed,) = folder.iterdir()
    with temporary_folder() as created:
        assert not killed.exists()
        with temporary_folder() as other:
            assert {created, other} == set(folder.iterdir())


def test_a_run_that_starts_at_the_same_moment_does_not_remove_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sees a folder with a lock file that no process holds."""
    first = iter([True])

    def late(file: int) -> bool:
        if next(first, False):
            temp_dir._remove_abandoned(folder)
        return try_lock(file)

    monkeypatch.setattr(temp_dir, "try_lock", late)
    with temporary_folder() as created:
        assert created.is_dir()
        temp_dir._remove_abandoned(folder)
        assert created.is_dir()


def test_a_full_disk_is_a_problem_that_names_what_to_do() -> None:
    with pytest.raises(Rejected) as rejected, temporary_folder():
        raise OSError(28, "No space left on device")
    (problem,) = rejected.value.problems
    assert problem.id == "no-room" and "TMPDIR" in problem.remedy
