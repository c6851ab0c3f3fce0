"""Locks files between processes; standard library only.

The operating system releases a lock when its process ends, also when it is killed.
"""

import errno
import os
import stat
import sys
from pathlib import Path
from typing import IO

# The errors for a file that another process has locked; Wine gives none, as number 0.
LOCKED = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0)


# A pipe is not waited for, a link is not followed.
NO_LINK_NO_WAIT = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"))


def open_lock(path: str | Path) -> IO[bytes]:
    """Opens a file to lock it, which is made where it is missing.

    Raises:
        OSError: it cannot be made, or something else is there: a pipe, a folder, a link.
    """
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK_NO_WAIT, 0o666), "rb+", 0)
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    from handbook.support.messages import message  # not earlier: set-up needs it seldom

    raise OSError(errno.EINVAL, message("outside-file.not-ordinary"), str(path))


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
