"""The looks that a book can have: folders of templates and style sheets, of the program or of a brand."""

from collections.abc import Mapping
from pathlib import Path

from handbook import resources
from handbook.content.leftover_files import is_leftover
from handbook.support.outside_files import entries

DEFAULT = "kalm"
SIZES = ("S", "M", "L")  # of type
LOOKS = tuple(sorted(path.name for path in resources.LOOKS.iterdir() if path.is_dir()))
FOLDER = "looks"  # of a brand


def look_folders(brand: Path | None = None) -> Mapping[str, Path]:
    """Returns the folders of the looks by name; one of the ``brand`` replaces one of the program."""
    own = sorted(entries(brand / FOLDER)) if brand else []
    folders = [*(resources.LOOKS / name for name in LOOKS), *own]
    return {folder.name: folder for folder in folders if folder.is_dir() and not is_leftover(folder.name)}
