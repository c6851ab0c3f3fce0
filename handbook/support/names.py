"""Names that people type: as slugs, as paths to display, and compared with those that exist."""

import os
import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from handbook.support.messages import Message, message

SLUG_LENGTH = 60  # characters: SLUG-CASE.pdf stays well within the 255 bytes of a file name
SIMILARITY = 0.7  # of difflib, from 0 to 1: one or two wrong letters in a word


def slug_of(name: str) -> str:
    """``name`` in small ASCII letters, figures and hyphens; empty if none are left."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:SLUG_LENGTH].strip("-")


def closest_name(name: str, known: Sequence[str]) -> str:
    """The known name that a misspelt one resembles most; empty if none is close."""
    by_folded_name = {other.lower(): other for other in known}
    matches = get_close_matches(name.lower(), by_folded_name, n=1, cutoff=SIMILARITY)
    return by_folded_name[matches[0]] if matches else ""


def suggest(name: str, known: Sequence[str]) -> Message:
    """The remedy for an unknown name: the known name that it resembles, or all of them."""
    if closest := closest_name(name, known):
        return message("remedy.did-you-mean", name=closest)
    return message("remedy.it-can-be", names=", ".join(known)) if known else message("remedy.none-yet")


def display_path(path: Path) -> str:
    """A path as a user in the current folder would type it, with only printable characters."""
    name = os.fsencode(path).decode("utf-8", "replace")
    try:
        relative = os.path.relpath(name)
    except (OSError, ValueError):  # the current folder is gone; on Windows, it is on another disk
        return name
    return name if relative.startswith("..") else relative
