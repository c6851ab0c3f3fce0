"""Writes a file that is there already: whole or not at all, and with the line ends that it had."""

import os
import re
import shutil
from codecs import BOM_UTF8
from difflib import SequenceMatcher
from errno import EEXIST, EPERM
from pathlib import Path
from tempfile import NamedTemporaryFile


def write(path: Path, data: bytes, text: str) -> None:
    """Writes a new text into a file that holds ``data``.

    Raises:
        OSError: see ``swap``.
    """
    swap(path, data, _ended(data, text))


def swap(path: Path, data: bytes, new: bytes) -> None:
    """Writes other bytes into a file that holds ``data``.

    Raises:
        FileExistsError: it does not hold them any more.
        OSError: it cannot be written, or is a link to another file.
    """
    if new == data:
        return
    if path.is_symlink():
        raise OSError(EPERM, f"{path.name} is a link to another file")
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        waiting = Path(file.name)
        file.write(new)
        file.flush()
        os.fsync(file.fileno())  # what somebody wrote is nowhere else
    try:
        shutil.copymode(path, waiting)
        if path.read_bytes() != data:
            raise FileExistsError(EEXIST, f"{path.name} has just been changed by another program")
        os.replace(waiting, path)
    except BaseException:
        waiting.unlink()
        raise


def _ended(data: bytes, text: str) -> bytes:
    """A new text of a file as bytes: a line that stays has the end that it had, a new one the usual end."""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    usual = b"\r\n" if b"\r\n" in data else b"\n"
    new = text.encode()
    if {*re.findall(rb"\r\n|\r|\n", data)} <= {usual}:
        return mark + new.replace(b"\n", usual)
    return mark + b"".join(_mixed(data.removeprefix(mark), new, usual))


def _mixed(data: bytes, text: bytes, usual: bytes) -> list[bytes]:
    """The lines of a file that has line ends of several kinds."""
    old, new = data.splitlines(keepends=True), text.splitlines(keepends=True)
    lines = [line.replace(b"\n", usual) for line in new]
    before, now = ([line.rstrip(b"\r\n") for line in version] for version in (old, new))
    for at, to, size in SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks():
        for step in range(size):
            if old[at + step].endswith((b"\r", b"\n")) == new[to + step].endswith(b"\n"):
                lines[to + step] = old[at + step]
    return lines
