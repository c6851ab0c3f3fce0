"""Temporary files: gone at the end, also those of a run that was killed, and never those of one that goes on."""

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
import os, signal
from handbook.support.temp_dir import temporary_folder
with temporary_folder() as folder:
    (folder / "file").touch()
    os.kill(os.getpid(), signal.SIGKILL)
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
    subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, env={"TMPDIR": str(folder)}, check=False)
    (killed,) = folder.iterdir()
    with temporary_folder() as created:
        assert not killed.exists()
        with temporary_folder() as other:
            assert {created, other} == set(folder.iterdir())


def test_a_run_that_starts_at_the_same_moment_does_not_remove_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sees a folder that has a lock file, and nobody who holds that."""
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
