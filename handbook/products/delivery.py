"""Delivers products to the output folder: whole files, none replaced before all are written."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from handbook import resources
from handbook.products.model import Product
from handbook.support.file_lock import open_lock, try_lock
from handbook.support.held_files import when_released
from handbook.support.input_limits import MEGABYTE
from handbook.support.messages import message
from handbook.support.outside_files import read_outside

REFUSED = "-refused.html"  # the end of the file name of the report of a refused build
RECORD = ".products"  # the file with the names and digests of all products delivered by earlier builds
VERSION = ".made-with"  # the file with the version of the program that made them
LOCK = ".lock"
Entry = tuple[str, str]  # of the record: a name, and the digest of what was delivered under it
PATIENCE = 60  # seconds to wait for another delivery, which takes about one


def deliver(products: Sequence[Product], output: Path, *, full: bool) -> None:
    """Writes the products into ``output``; after a ``full`` build also removes all others.

    If it is killed, all files are whole, old or new; the next delivery removes temporary files.

    Raises:
        OSError: the folder cannot be written; no product has changed then.
    """
    output.mkdir(parents=True, exist_ok=True)
    staging = output / ".new"
    with _exclusive(output / LOCK):
        if stat.S_ISDIR(_mode(staging)):  # the rest of a killed build; a pipe would be waited for
            shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            _deliver(products, staging, output, full=full)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def delivered_names(output: Path) -> set[str]:
    """Returns the names of the products in ``output`` that earlier builds have delivered."""
    return {name for name, _ in _delivered(output)}


def _delivered(output: Path) -> set[Entry]:
    """Returns the record: names of products with the digests that they had when they were delivered."""
    path = output / RECORD
    lines = _text(path).splitlines()
    entries = {(name, checksum) for checksum, _, name in (line.partition("  ") for line in lines)}
    return {(name, checksum) for name, checksum in entries if name and Path(name).name == name}


def delivered_version(output: Path) -> str:
    """Returns the version of the program that made the products in ``output``; empty if that is not known."""
    return _text(output / VERSION).strip()


def _text(path: Path) -> str:
    """Returns the text of a file of the program's own; nothing where there is none that can be read."""
    try:
        return read_outside(path, MEGABYTE).decode("utf-8", "replace")
    except OSError:
        return ""


def _deliver(products: Sequence[Product], staging: Path, output: Path, *, full: bool) -> None:
    earlier, delivered = _delivered(output), {(product.name, _digest(product.data)) for product in products}
    names = {product.name for product in products}
    stay = set() if full else {entry for entry in earlier if not entry[0].endswith(REFUSED)}
    record = delivered | {entry for entry in stay if entry[0] not in names}
    for product in products:
        _write(staging / product.name, product.data)
    _write(staging / "record", _as_checksums(record))
    _write(staging / VERSION, f"{resources.VERSION}\n".encode())
    # During the exchange the record has both, so that a kill leaves no unknown file.
    _write(staging / RECORD, _as_checksums(earlier | delivered))
    _replace([RECORD, *sorted(names)], staging, output)
    for name in {name for name, _ in earlier} - {name for name, _ in record}:
        if _is_product(output / name, earlier):
            _remove(output / name)
    _move(staging / "record", output / RECORD)
    _move(staging / VERSION, output / VERSION)


def _is_product(path: Path, record: set[Entry]) -> bool:
    """Returns whether a file is one that was delivered, unchanged: somebody else may have put another there."""
    return path.is_file() and not path.is_symlink() and (path.name, _digest(path.read_bytes())) in record


def _replace(names: Sequence[str], staging: Path, output: Path) -> None:
    """Moves all files to ``output``, or none: one that another program has open may not be replaceable."""
    backup = staging / "backup"
    backup.mkdir()
    for name in names:
        if _mode(output / name):
            _back_up(output / name, backup / name)
    replaced: list[str] = []
    try:
        for name in names:
            _move(staging / name, output / name)
            replaced.append(name)
    except BaseException:  # Ctrl-C too
        for name in replaced:
            if _mode(backup / name):
                _move(backup / name, output / name)
            else:
                _remove(output / name)
        raise


def _back_up(path: Path, backup: Path) -> None:
    """Copies a file, or a link as such.

    Raises:
        OSError: it is a folder, a pipe or a socket.
    """
    if not stat.S_ISREG(mode := _mode(path)) and not stat.S_ISLNK(mode):
        raise OSError(errno.EINVAL, message("outside-file.not-ordinary"), str(path))
    shutil.copy2(path, backup, follow_symlinks=False)


def _mode(path: Path) -> int:
    """Returns what stands at a path, a link as such; 0 for nothing."""
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return 0


def _move(source: Path, target: Path) -> None:
    when_released(lambda: os.replace(source, target))


def _remove(path: Path) -> None:
    when_released(lambda: path.unlink(missing_ok=True))


@contextmanager
def _exclusive(lock: Path) -> Iterator[None]:
    """Admits one delivery at a time, so that a folder never has the products of two builds."""
    deadline = time.monotonic() + PATIENCE
    with open_lock(lock) as file:
        while not try_lock(file.fileno()):
            if time.monotonic() > deadline:
                raise OSError(errno.EAGAIN, message("no-output.busy"))
            time.sleep(0.05)
        yield


def _as_checksums(record: Iterable[Entry]) -> bytes:
    """Returns a record in the form of sha256sum, which can check the products with it."""
    return "".join(f"{checksum}  {name}\n" for name, checksum in sorted(record)).encode()


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
