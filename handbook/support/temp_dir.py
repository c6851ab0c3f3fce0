"""Makes folders for temporary files; the next run removes those of a run that was killed."""

import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handbook.support.file_lock import NO_LINK_NO_WAIT, try_lock
from handbook.support.problems import Mark, Rejected, machine, problem
from handbook.support.system_errors import reason

PREFIX, LOCK = "handbook-", "handbook.lock"
MADE_BY_US = re.compile(re.escape(PREFIX) + "[a-z0-9_]{8}")  # the names that mkdtemp makes
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yields a new folder, removed at the end with all that is in it.

    Raises:
        Rejected: there is no room for it, or the body could not write a file for lack of room.
    """
    try:
        _remove_abandoned(Path(tempfile.gettempdir()))
        with _locked_folder() as folder:
            yield folder
    except OSError as error:
        if error.errno not in NO_ROOM and "No usable temporary directory" not in str(error):
            raise
        place = Mark(error.filename) if error.filename else machine()
        raise Rejected((problem(place, "no-room", reason=reason(error)),)) from None


@contextmanager
def _locked_folder() -> Iterator[Path]:
    """Yields a new folder with a lock that this process holds, and removes it.

    Another run may remove the folder as abandoned before it is locked; then this one makes another.
    """
    while True:
        folder, locked = Path(tempfile.mkdtemp(prefix=PREFIX)), False
        try:
            with (folder / LOCK).open("x") as lock:
                locked = try_lock(lock.fileno()) and (folder / LOCK).exists()
                if locked:
                    try:
                        yield folder
                    finally:
                        shutil.rmtree(folder, ignore_errors=True)
                    return
        finally:
            if locked:
                _remove_lock(folder)


def _remove_abandoned(parent: Path) -> None:
    """Removes the folders of runs that were killed: no process holds their lock.

    Others may write into the parent too, so what is not surely such a folder stays: see ``_is_own``.
    """
    for abandoned in parent.iterdir():
        if not MADE_BY_US.fullmatch(abandoned.name):
            continue
        with suppress(OSError):  # it has no lock, belongs to another user, or is gone by now
            if _is_own(abandoned.lstat()) and _remove_unlocked(abandoned):
                _remove_lock(abandoned)


def _remove_unlocked(folder: Path) -> bool:
    """Removes a folder of ours unless a process holds its lock; returns whether it did."""
    lock = os.open(folder / LOCK, os.O_RDWR | NO_LINK_NO_WAIT)  # a FIFO would wait for somebody who reads it
    try:
        abandoned = stat.S_ISREG(os.fstat(lock).st_mode) and try_lock(lock)
        if abandoned:
            shutil.rmtree(folder, ignore_errors=True)
        return abandoned
    finally:
        os.close(lock)


def _is_own(found: os.stat_result) -> bool:
    """Returns whether this is a folder that this user alone may touch, as mkdtemp makes it; no link to one."""
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":  # where each user has a temporary folder
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def _remove_lock(folder: Path) -> None:
    """Removes what is left of a folder under Windows, which removes no open file."""
    with suppress(OSError):  # it is gone already, or another run has locked it
        (folder / LOCK).unlink()
        folder.rmdir()
