"""Reads files that come from outside: the one way by which a file of ``content/`` or a document is opened.

Only an ordinary file is read, and no more of it than its kind may have. A pipe, a device, a folder, a link that
goes round, and a file that grows while it is read are all an ``OSError`` that says why; nothing waits for them.
"""

import os
from errno import EFBIG, EINVAL
from functools import partial
from pathlib import Path
from stat import S_ISREG

from handbook.support.held_files import when_released
from handbook.support.input_limits import MEGABYTE
from handbook.support.invisible import as_read
from handbook.support.messages import message
from handbook.support.names import display_path
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.system_errors import reason

# A pipe that nobody writes to is not waited for, a terminal does not become ours, Windows changes no byte.
FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


class NotOrdinary(OSError):
    """A folder, pipe, socket or device where a file is expected."""


class TooLarge(OSError):
    """A file that is larger than its kind may be."""


def read_outside(path: Path, most: int) -> bytes:
    """Returns the bytes of a file from outside, of which there may be ``most``.

    Under Windows a file that another program has open for a moment is waited for.

    Raises:
        NotOrdinary: it is no ordinary file.
        TooLarge: it has more bytes, or grows beyond them while it is read.
        OSError: it is missing, or cannot be read.
    """
    return when_released(partial(_read, path, most))


def _read(path: Path, most: int) -> bytes:
    _check_kind(path, os.stat(path))  # before it is opened: that alone makes some devices act
    with open(os.open(path, FLAGS), "rb") as file:
        _check_kind(path, status := os.fstat(file.fileno()))
        data = b"" if status.st_size > most else file.read(most + 1)
    if max(status.st_size, len(data)) > most:
        raise TooLarge(EFBIG, message("outside-file.too-large", most=most / MEGABYTE), str(path))
    return data


def _check_kind(path: Path, status: os.stat_result) -> None:
    if not S_ISREG(status.st_mode):
        raise NotOrdinary(EINVAL, message("outside-file.not-ordinary"), str(path))


def read_checked(path: Path, most: int) -> bytes:
    """Returns the bytes of a file that has been checked before.

    Raises:
        Rejected: it has gone since, or become another one that cannot be read.
    """
    try:
        return read_outside(path, most)
    except OSError as error:
        raise Rejected((problem(Mark(display_path(path)), "no-file.unreadable", reason=reason(error)),)) from None


def is_file(path: Path) -> bool:
    """Returns whether there is an ordinary file; not where its name is none, or is too long."""
    return os.path.isfile(path)  # Path.is_file raises an error for a name that is too long


def is_within(path: Path, folder: Path) -> bool:
    """Returns whether a path is in a folder, wherever links lead. One that goes round leads nowhere."""
    # Path.resolve raises an error for links that go round.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def entries(folder: Path) -> list[Path]:
    """Returns the files and folders in a folder; none where it is no folder, or cannot be read."""
    try:
        return [folder / name for name in os.listdir(folder)]
    except OSError:
        return []


def existing_path(folder: Path, name: str) -> Path:
    """Returns the path of the file or folder that a text names, whichever way the disk writes its letters.

    Programs on a Mac may write é as e and an accent, and some put an invisible mark before a name. Where nothing
    has that name it is ``folder / name``.
    """
    path = folder / name
    if os.path.exists(path):  # Path.exists raises an error where a name is too long
        return path
    for part in Path(name).parts:
        others = (other for other in entries(folder) if as_read(other.name) == as_read(part))
        folder = next(others, folder / part)
    return folder
