"""Finds the folder of a brand: the one that a book names, or where its zip is unpacked."""

from os.path import realpath
from pathlib import Path

from handbook.content._brand_zip import unpacked
from handbook.content.brand_files import BRAND_FILE
from handbook.support.messages import message
from handbook.support.names import closest_name, display_path
from handbook.support.outside_files import entries, existing_path, is_file
from handbook.support.problems import Mark, Problem, Rejected, problem


def path_of(named: str, content: Path) -> Path:
    """Returns the path that an editor wrote, on whatever system, seen from the folder of the book."""
    try:
        path = Path(named.replace("\\", "/")).expanduser()
    except RuntimeError:  # there is no user of that name
        path = Path(named)
    return Path(realpath(existing_path(content, str(path))))


def brand_folder(path: Path, place: Mark) -> Path:
    """Returns the folder of a brand: the one itself, or where its zip is unpacked.

    Raises:
        Rejected: there is none, or what is there is no brand; ``place`` is where it is named.
    """
    if path.is_dir():
        if not is_file(path / BRAND_FILE):
            raise Rejected((_no_brand_file(path, place),))
        return path
    if not is_file(path):
        others = [
            other.name
            for other in entries(path.parent)
            if other.is_dir() or (other.suffix == ".zip" and is_file(other))
        ]
        near = closest_name(path.name, others)
        remedy = message("remedy.did-you-mean", name=near) if near else None
        raise Rejected((problem(place, "no-brand.missing", remedy=remedy, path=display_path(path)),))
    return unpacked(path)


def _no_brand_file(folder: Path, place: Mark) -> Problem:
    names = [other.name for other in entries(folder)]
    if others := [name for name in names if name.lower().startswith(("brand.", "huisstijl.")) or name == "brand"]:
        return problem(place, "no-brand.other-name", folder=display_path(folder), other=others[0], name=BRAND_FILE)
    key = "no-brand.no-file" if names else "no-brand.empty"
    return problem(place, key, folder=display_path(folder), name=BRAND_FILE)
