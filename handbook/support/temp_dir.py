"""Makes folders for temporary files; the next run removes those of a run that was killed."""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handbook.support.file_lock import try_lock
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.system_errors import reason

PREFIX, LOCK = "handbook-", "lock"
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
        place = Mark(error.filename or "this machine")
        raise Rejected((problem(place, "no-room", reason=reason(error)),)) from None


@contextmanager
def _locked_folder() -> Iterator[Path]:
    """Yields a new folder with a lock that this process holds, and removes it.

    Another run may remove the folder as abandoned before it is locked; then this one makes another.
    """
    while True:
        folder, locked = Path(tempfile.mkdtemp(prefix=PREFIX)), False
        try:
            with (folder / LOCK).open("w") as lock:
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
    """Removes the folders of runs that were killed: no process holds their lock."""
    for abandoned in parent.glob(f"{PREFIX}*/{LOCK}"):
        try:
            with abandoned.open("a") as lock:
                if not try_lock(lock.fileno()):
                    continue
                shutil.rmtree(abandoned.parent, ignore_errors=True)
            _remove_lock(abandoned.parent)
        except OSError:
            continue  # it belongs to another user, or is gone by now


def _remove_lock(folder: Path) -> None:
    """Removes what is left of a folder under Windows, which removes no open file."""
    with suppress(OSError):  # it is gone already, or another run has locked it
        (folder / LOCK).unlink()
        folder.rmdir()
