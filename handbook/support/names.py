"""Names that people type: made fit for a file, shown as they would type them, compared with what exists."""

import os
import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from handbook.support.messages import Message, message

SLUG_LENGTH = 60  # characters: SLUG-CASE.pdf stays well within the 255 bytes of a file name


def slug_of(name: str) -> str:
    """``name`` in small ASCII letters, figures and hyphens; empty if none are left."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:SLUG_LENGTH].strip("-")


def closest_name(name: str, known: Sequence[str]) -> str:
    """The one of the known names that a misspelt one looks like; empty if none does."""
    folded = {other.lower(): other for other in known}
    found = get_close_matches(name.lower(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


def suggest(name: str, known: Sequence[str]) -> Message:
    """A remedy for a name that does not exist: the one that it looks like, or all that do."""
    if found := closest_name(name, known):
        return message("remedy.did-you-mean", name=found)
    return message("remedy.it-can-be", names=", ".join(known)) if known else message("remedy.none-yet")


def display_path(path: Path) -> str:
    """A path as somebody in the current folder would type it, in letters that can be printed."""
    name = os.fsencode(path).decode("utf-8", "replace")
    try:
        closest_name = os.path.relpath(name)
    except (OSError, ValueError):  # the current folder is gone; on Windows, it is on another disk
        return name
    return name if closest_name.startswith("..") else closest_name
