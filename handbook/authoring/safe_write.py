"""Changes an existing file: completely or not at all, and with the line ends that it had."""

import os
import re
import shutil
from codecs import BOM_UTF8
from difflib import SequenceMatcher
from errno import EEXIST, EPERM
from pathlib import Path
from tempfile import NamedTemporaryFile

from handbook.support.held_files import when_released
from handbook.support.input_limits import YAML_FILE
from handbook.support.messages import message
from handbook.support.outside_files import read_outside


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
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        temporary = Path(file.name)
        file.write(new)
        file.flush()
        os.fsync(file.fileno())  # there is no other copy of what an editor wrote
    try:
        shutil.copymode(path, temporary)
        if read_outside(path, YAML_FILE) != data:
            raise FileExistsError(EEXIST, message("write.changed", name=path.name))
        when_released(lambda: os.replace(temporary, path))
    except BaseException:
        temporary.unlink()
        raise


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
