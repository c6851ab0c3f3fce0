"""Into output/: every product whole, and none of them changed before all are ready."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from handbook.model import Product

REFUSED = "-refused.html"  # tells why the last build was refused; the next good one takes it away
RECORD = ".products"  # the names of what earlier builds delivered


def deliver(products: Sequence[Product], output: Path, *, full: bool) -> None:
    """Puts the products into ``output``; a ``full`` build takes away what earlier ones made and it does not.

    Raises:
        OSError: the folder cannot be written; no product has changed then.
    """
    earlier = _recorded(output / RECORD)
    names = {product.name for product in products}
    record = names if full else names | {name for name in earlier if not name.endswith(REFUSED)}
    waiting = output / ".new"
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(parents=True)
    try:
        for product in products:
            _write(waiting / product.name, product.data)
        _write(waiting / RECORD, "".join(f"{name}\n" for name in sorted(record)).encode())
        _replace([*sorted(names), RECORD], waiting, output)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    for name in earlier - record:
        (output / name).unlink(missing_ok=True)


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


def _recorded(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {line for line in lines if line and Path(line).name == line}


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
