"""One process at a time; standard library only. The system frees a lock when its process ends, killed or not."""

import errno
import sys

BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)  # what systems say of a file that another process has locked


def try_lock(file: int) -> bool:
    """Takes the lock on an open file if it is free; a disk that knows no locks counts as free."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in BUSY
    return True
