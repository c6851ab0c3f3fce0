"""Locks files between processes; standard library only.

The operating system releases a lock when its process ends, also when it is killed.
"""

import errno
import sys

# The errors for a file that another process has locked; Wine gives none, as number 0.
LOCKED = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0)


def try_lock(file: int) -> bool:
    """Locks an open file, by its descriptor; returns False if another process has locked it.

    On a disk without locks it returns True.
    """
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
