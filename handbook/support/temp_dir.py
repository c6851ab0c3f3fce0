"""The temporary files of a run, in a folder of its own that the next run clears away if this one is killed."""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.support.file_lock import try_lock
from handbook.support.problems import Mark, Problem, Rejected

PREFIX, LOCK = "handbook-", "lock"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


@contextmanager
def run_temp_dir() -> Iterator[None]:
    """Lets all that is temporary go to one folder.

    Raises:
        Rejected: there is no room for it, or for anything else.
    """
    before = tempfile.tempdir
    try:
        _clear(Path(tempfile.gettempdir()))
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        with (folder / LOCK).open("w") as lock:
            try_lock(lock.fileno())
            tempfile.tempdir = str(folder)
            try:
                yield
            finally:
                tempfile.tempdir = before
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        if error.errno not in NO_ROOM and "No usable temporary directory" not in str(error):
            raise
        message = f"a file cannot be written ({error.strerror})"
        remedy = "Make room on the disk, or name another folder for temporary files in TMPDIR."
        raise Rejected((Problem(Mark(error.filename or "this machine"), "no-room", message, remedy),)) from None


def _clear(folder: Path) -> None:
    """Takes away what runs left behind that were killed: nobody holds their lock."""
    for old in folder.glob(f"{PREFIX}*/{LOCK}"):
        try:
            with old.open("a") as lock:
                if try_lock(lock.fileno()):
                    shutil.rmtree(old.parent, ignore_errors=True)
        except OSError:
            continue  # another user's, or gone by now
