"""Into output/: every product whole, and none of them changed before all are ready."""

import errno
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from handbook.products.model import Product
from handbook.support.file_lock import try_lock

REFUSED = "-refused.html"  # tells why the last build was refused; the next good one takes it away
RECORD = ".products"  # the names of what earlier builds delivered
LOCK = ".lock"
PATIENCE = 60  # seconds to wait for another build that is delivering, which takes one


def deliver(products: Sequence[Product], output: Path, *, full: bool) -> None:
    """Puts the products into ``output``; a ``full`` build takes away what earlier ones made and it does not.

    Killed at any moment it leaves whole files, old ones or new ones; the next build clears the rest away.

    Raises:
        OSError: the folder cannot be written; no product has changed then.
    """
    output.mkdir(parents=True, exist_ok=True)
    waiting = output / ".new"
    with _alone(output / LOCK):
        shutil.rmtree(waiting, ignore_errors=True)  # what a killed build left behind
        waiting.mkdir()
        try:
            _deliver(products, waiting, output, full=full)
        finally:
            shutil.rmtree(waiting, ignore_errors=True)


def _deliver(products: Sequence[Product], waiting: Path, output: Path, *, full: bool) -> None:
    earlier = recorded(output)
    names = {product.name for product in products}
    record = names if full else names | {name for name in earlier if not name.endswith(REFUSED)}
    for product in products:
        _write(waiting / product.name, product.data)
    _write(waiting / "record", _lines(record))
    _write(waiting / RECORD, _lines(earlier | names))  # until all is done, so that a kill leaves nothing unknown
    _replace([RECORD, *sorted(names)], waiting, output)
    for name in earlier - record:
        (output / name).unlink(missing_ok=True)
    os.replace(waiting / "record", output / RECORD)


def _replace(names: Sequence[str], waiting: Path, output: Path) -> None:
    """Moves all files to their places, or none: one that is open elsewhere may refuse to be replaced."""
    kept = waiting / "kept"
    kept.mkdir()
    for name in names:
        if (output / name).exists():
            shutil.copy2(output / name, kept / name)
    done: list[str] = []
    try:
        for name in names:
            os.replace(waiting / name, output / name)
            done.append(name)
    except BaseException:  # Ctrl-C too
        for name in done:
            if (kept / name).exists():
                os.replace(kept / name, output / name)
            else:
                (output / name).unlink()
        raise


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Lets one build deliver at a time, so that what lies there is never of two."""
    end = time.monotonic() + PATIENCE
    with lock.open("a") as file:
        while not try_lock(file.fileno()):
            if time.monotonic() > end:
                raise OSError(errno.EAGAIN, "another build is writing here")
            time.sleep(0.05)
        yield


def recorded(output: Path) -> set[str]:
    """The names of the products that earlier builds have delivered."""
    path = output / RECORD
    lines = path.read_text("utf-8", "replace").splitlines() if path.exists() else []
    return {line for line in lines if line and Path(line).name == line}


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
