"""Locks on files, between processes; standard library only.

The operating system releases a lock when its process ends, also when it is killed.
"""

import errno
import sys

LOCKED = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)  # the errors for a file that another process has locked


def try_lock(file: int) -> bool:
    """Locks an open file, by its descriptor, if no other process has. A disk without locks counts as free."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in LOCKED
    return True
