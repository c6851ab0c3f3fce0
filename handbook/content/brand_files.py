"""Says which files a brand has, and which of those in its folder are none."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from handbook.content.leftover_files import is_leftover
from handbook.support.input_limits import BRAND_FILES
from handbook.support.names import display_path
from handbook.support.outside_files import is_within
from handbook.support.problems import Mark, Problem, problem

BRAND_FILE = "brand.yaml"
PARTS = re.compile(
    r"""
    brand\.yaml | style\.css | [^/]+\.ic[cm]
    | images/.+\.(jpe?g|png|tiff?|webp|svg)
    | looks/[^/]+/([^/]+\.(css|html)|labels/[a-z]+\.yaml)
    | (.+/)?[^/]+\.(ttf|otf|ttc|otc|woff2?)
    | (.+/)?([^/]+\.(txt|md)|licen[cs]e|ofl)  # the licences of fonts, and what colleagues should know
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_part(name: str) -> bool:
    """Returns whether a file belongs to a brand; its name is seen from the folder of that, with "/" between."""
    return bool(PARTS.fullmatch(name))


def file_names(folder: Path) -> list[str]:
    """Returns the names of the files in a folder, as ``is_part`` takes them, in order; without leftovers.

    Links to folders are not followed. One more than a brand may have are enough.
    """
    return sorted(name for name, _ in zip(_names(folder), range(BRAND_FILES + 1), strict=False))


def _names(folder: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_leftover(name))
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in sorted([*files, *links]):
            if not is_leftover(name):
                yield (Path(parent) / name).relative_to(folder).as_posix()


def folder_problems(folder: Path) -> list[Problem]:
    """Returns why a folder is not read as a brand: links that lead out of it, or files without end."""
    names = file_names(folder)
    if len(names) > BRAND_FILES:
        return [problem(Mark(display_path(folder)), "brand-file.too-many", most=BRAND_FILES)]
    outside = [folder / name for name in names if not is_within(folder / name, folder)]
    return [problem(Mark(display_path(path)), "brand-file.link") for path in outside]
