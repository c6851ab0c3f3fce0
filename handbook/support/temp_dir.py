"""One temporary folder for each run. A folder that a killed run left behind is removed by the next run."""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.support.file_lock import try_lock
from handbook.support.problems import Mark, Rejected, problem

PREFIX, LOCK = "handbook-", "lock"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


@contextmanager
def run_temp_dir() -> Iterator[None]:
    """Puts the temporary files of the block, of libraries too, into one folder, and removes it at the end.

    Raises:
        Rejected: the disk has no room, for a temporary file or for any other.
    """
    default = tempfile.tempdir
    try:
        _remove_abandoned(Path(tempfile.gettempdir()))
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        with (folder / LOCK).open("w") as lock:
            try_lock(lock.fileno())
            tempfile.tempdir = str(folder)
            try:
                yield
            finally:
                tempfile.tempdir = default
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        if error.errno not in NO_ROOM and "No usable temporary directory" not in str(error):
            raise
        place = Mark(error.filename or "this machine")
        raise Rejected((problem(place, "no-room", reason=error.strerror),)) from None


def _remove_abandoned(folder: Path) -> None:
    """Removes the folders of killed runs: no process holds their lock."""
    for path in folder.glob(f"{PREFIX}*/{LOCK}"):
        try:
            with path.open("a") as lock:
                if try_lock(lock.fileno()):
                    shutil.rmtree(path.parent, ignore_errors=True)
        except OSError:
            continue  # it belongs to another user, or is gone by now
