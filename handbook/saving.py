"""Writes a new text of a file: whole or not at all, and with the line ends that it had."""

import os
import shutil
from codecs import BOM_UTF8
from difflib import SequenceMatcher
from errno import EEXIST, EPERM
from pathlib import Path
from tempfile import NamedTemporaryFile


def write(path: Path, data: bytes, text: str) -> None:
    """Writes a file whole, with the line ends that it had, unless it is as it was.

    Raises:
        FileExistsError: it is not what ``data`` says any more.
    """
    new = _ended(data, text)
    if new == data:
        return
    if path.is_symlink():
        raise OSError(EPERM, f"{path.name} is a link to another file")
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        waiting = Path(file.name)
        file.write(new)
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
    old, new = data.removeprefix(mark).splitlines(keepends=True), text.encode().splitlines(keepends=True)
    usual = b"\r\n" if b"\r\n" in data else b"\n"
    lines = [line.replace(b"\n", usual) for line in new]
    before, now = ([line.rstrip(b"\r\n") for line in version] for version in (old, new))
    for at, to, size in SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks():
        for step in range(size):
            if old[at + step].endswith((b"\r", b"\n")) == new[to + step].endswith(b"\n"):
                lines[to + step] = old[at + step]
    return mark + b"".join(lines)
