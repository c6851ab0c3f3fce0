"""Into output/: every product whole, and none of them changed before all are ready."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from handbook.model import Product

RECORD = ".products"  # the names of what earlier builds delivered


def deliver(products: Sequence[Product], output: Path, *, full: bool) -> None:
    """Puts the products into ``output``; a ``full`` build takes away what earlier ones made and it does not.

    Raises:
        OSError: the folder cannot be written; no product has changed then.
    """
    names = {product.name for product in products}
    earlier = _recorded(output / RECORD)
    record = names if full else names | earlier
    waiting = output / ".new"
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(parents=True)
    try:
        for product in products:
            _write(waiting / product.name, product.data)
        _write(waiting / RECORD, "".join(f"{name}\n" for name in sorted(record)).encode())
        for name in (*sorted(names), RECORD):
            os.replace(waiting / name, output / name)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    for name in earlier - record:
        (output / name).unlink(missing_ok=True)


def _recorded(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {line for line in lines if line and Path(line).name == line}


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
