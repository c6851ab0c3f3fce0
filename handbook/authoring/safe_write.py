"""Changes an existing file: completely or not at all, and with the line ends that it had."""

import os
import re
import shutil
from codecs import BOM_UTF8
from contextlib import suppress
from difflib import SequenceMatcher
from errno import EEXIST, EPERM
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import sleep, time

from handbook.support.held_files import when_released
from handbook.support.input_limits import YAML_FILE
from handbook.support.messages import message
from handbook.support.outside_files import entries, read_outside

MARK = ".handbook-save-"  # how the files begin in which a new version is written
ABANDONED = 60  # seconds; a save takes some thousandths
STILL = 1.0  # seconds without a change after which a file is taken to be written completely
PAUSE, PATIENCE = 0.1, 100  # seconds between two looks at a file that changes, and how often to look


def read_still(path: Path) -> bytes:
    """Returns the bytes of a file that is to be changed, once it stands still.

    An editor that writes in place empties the file first: a save in between would lose its remaining lines.

    Raises:
        FileExistsError: another program goes on writing into it.
        OSError: it cannot be read.
    """
    for _ in range(PATIENCE):
        data = read_outside(path, YAML_FILE)
        if not _may_be_unfinished(path):  # asked after reading: it may have been emptied just before
            return data
        sleep(PAUSE)
    raise FileExistsError(EEXIST, message("write.changed", name=path.name))


def read_begun(path: Path) -> bytes:
    """Returns the bytes of a file; one that another program has just emptied, to write it anew, is waited for.

    Raises:
        OSError: it cannot be read.
    """
    while not (data := read_outside(path, YAML_FILE)) and _may_be_unfinished(path):
        sleep(PAUSE)
    return data


def _may_be_unfinished(path: Path) -> bool:
    """Returns whether another program may be writing into a file: it has just changed, and not by ``swap``.

    Raises:
        OSError: there is no such file.
    """
    status = path.stat()
    return _own.get(path) != _version(status) and abs(time() - status.st_mtime) < STILL


def write(path: Path, data: bytes, text: str) -> None:
    """Writes a new text into a file that contains ``data``.

    Raises:
        OSError: see ``swap``.
    """
    swap(path, data, _encoded(data, text))


def swap(path: Path, data: bytes, new: bytes) -> None:
    """Writes new bytes into a file that contains ``data``.

    Raises:
        FileExistsError: it does not contain them any more.
        OSError: it cannot be written, or is a link to another file.
    """
    if new == data:
        return
    if path.is_symlink():
        raise OSError(EPERM, message("write.link", name=path.name))
    _clear_abandoned(path.parent)
    with NamedTemporaryFile(dir=path.parent, prefix=MARK, delete=False) as file:
        temporary = Path(file.name)
        file.write(new)
        file.flush()
        os.fsync(file.fileno())  # there is no other copy of what an editor wrote
    try:
        shutil.copymode(path, temporary)
        if read_outside(path, YAML_FILE) != data:
            raise FileExistsError(EEXIST, message("write.changed", name=path.name))
        own = _version(temporary.stat())
        when_released(lambda: os.replace(temporary, path))
        _own[path] = own
    except BaseException:
        temporary.unlink()
        raise


_own: dict[Path, tuple[int, int]] = {}  # the version of each file that this process wrote last


def _version(status: os.stat_result) -> tuple[int, int]:
    return status.st_ino, status.st_mtime_ns


def _clear_abandoned(folder: Path) -> None:
    """Removes what saves that were killed have left."""
    for path in entries(folder):
        if path.name.startswith(MARK):
            with suppress(OSError):  # it is gone, or is no file
                if time() - path.lstat().st_mtime > ABANDONED:
                    path.unlink()


def _encoded(data: bytes, text: str) -> bytes:
    """Returns a new text of a file as bytes: an old line keeps its line end, a new one gets the usual one."""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    usual = b"\r\n" if b"\r\n" in data else b"\n"
    new = text.encode()
    if {*re.findall(rb"\r\n|\r|\n", data)} <= {usual}:
        return mark + new.replace(b"\n", usual)
    return mark + b"".join(_with_mixed_ends(data.removeprefix(mark), new, usual))


def _with_mixed_ends(data: bytes, text: bytes, usual: bytes) -> list[bytes]:
    """Returns the lines of a file that has line ends of several kinds."""
    old, new = data.splitlines(keepends=True), text.splitlines(keepends=True)
    lines = [line.replace(b"\n", usual) for line in new]
    old_lines, new_lines = ([line.rstrip(b"\r\n") for line in version] for version in (old, new))
    for old_start, new_start, size in SequenceMatcher(
        None, old_lines, new_lines, autojunk=False
    ).get_matching_blocks():
        for step in range(size):
            before, after = old[old_start + step], new[new_start + step]
            if before.endswith((b"\r", b"\n")) == after.endswith(b"\n"):
                lines[new_start + step] = before
    return lines
