"""Checks that the files of the installed packages are those that were installed. Standard library only."""

import csv
import sys
from pathlib import Path

from handbook import resources
from handbook.setup.errors import SetupFailed
from handbook.setup.venv import pinned_versions
from handbook.support.messages import message

RECORD = "RECORD"  # the list of files in a .dist-info folder: path, digest, size


def check_packages() -> None:
    """Looks for damage, which takes some 50 ms: to be called where something failed that never should.

    Raises:
        SetupFailed: files of a package that the program needs are missing or have another size.
    """
    pinned = pinned_versions(str(resources.LOCK))
    folders = [info for folder in sys.path for info in Path(folder).glob("*.dist-info")]
    names = {info: info.name.partition("-")[0].lower().replace("_", "-").replace(".", "-") for info in folders}
    damaged = sorted(name for info, name in names.items() if name in pinned and not is_whole(info))
    if damaged:
        key = "setup.damaged-packages" if sys.prefix != sys.base_prefix else "setup.damaged-installation"
        raise SetupFailed(message(key, packages=", ".join(damaged), folder=sys.prefix))


def is_whole(info: Path) -> bool:
    """Returns whether all files of a package are there in their sizes; ``info`` is its .dist-info folder."""
    try:
        lines = list(csv.reader((info / RECORD).read_text("utf-8").splitlines()))
        sizes = {info.parent / path: int(size) for path, _, size in lines if size}
        return bool(sizes) and all(path.stat().st_size == size for path, size in sizes.items())
    except (OSError, ValueError):  # the list or a file is missing, or the list is no list
        return False
