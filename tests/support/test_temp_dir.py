"""Temporary files: removed at the end, also those of a killed run, but never those of a running one."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
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


@pytest.fixture
def like_ours(folder: Path) -> Callable[..., Path]:
    """Makes a folder with a lock file that no process holds, like that of a killed run but for what is said."""

    def make(name: str = "handbook-a1_b2c3d", mode: int = 0o700, lock: str = temp_dir.LOCK) -> Path:
        made = folder / name
        made.mkdir(mode)
        made.chmod(mode)
        (made / lock).touch(0o600)
        (made / "file").touch()
        return made

    return make


def test_only_folders_that_are_surely_ours_are_removed(folder: Path, like_ours: Callable[..., Path]) -> None:
    ours = like_ours()
    others = [like_ours("handbook-drafts"), like_ours("handbook-a1_b2c3e", lock="lock")]
    if sys.platform != "win32":
        others.append(like_ours("handbook-a1_b2c3f", mode=0o755))
    with temporary_folder():
        assert not ours.exists()
    assert all((other / "file").exists() for other in others)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFOs, and links need a permission")
def test_links_and_special_files_are_left_alone_and_hold_nothing_up(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, like_ours: Callable[..., Path]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / temp_dir.LOCK).touch(0o600)
    elsewhere.chmod(0o700)
    (folder / "handbook-linked_0").symlink_to(elsewhere)
    fifo, linked = like_ours("handbook-fifo0000"), like_ours("handbook-link0000")
    for made in (fifo, linked):
        (made / temp_dir.LOCK).unlink()
    os.mkfifo(fifo / temp_dir.LOCK, 0o600)
    (linked / temp_dir.LOCK).symlink_to(elsewhere / temp_dir.LOCK)
    with temporary_folder():
        pass
    assert (elsewhere / temp_dir.LOCK).exists() and (fifo / "file").exists() and (linked / "file").exists()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can make a file of another user"
)
def test_what_another_user_has_made_stays(like_ours: Callable[..., Path]) -> None:
    other = like_ours()
    os.chown(other, 65534, -1)
    with temporary_folder():
        pass
    assert (other / "file").exists()
