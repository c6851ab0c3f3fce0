"""Handles names: makes slugs, displays paths, and finds the known name that a misspelt one resembles."""

import os
import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from handbook.support.messages import Message, message

SLUG_LENGTH = 60  # characters: SLUG-CASE.pdf stays well within the 255 bytes of a file name
# What moves the cursor, colours or clears a terminal, or changes the order of letters; not a line end or a tab.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
LINE_END = re.compile("[\n\t]")
UNPACKED = re.compile(
    r".*[/\\]brands[/\\][0-9a-f]{32}[/\\]"
)  # where the zip of a brand is: see content/_brand_zip.py
SIMILARITY = 0.7  # of difflib, from 0 to 1: one or two wrong letters in a word


def slug_of(name: str) -> str:
    """``name`` in small ASCII letters, figures and hyphens; empty if none are left."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:SLUG_LENGTH].strip("-")


def closest_name(name: str, names: Sequence[str]) -> str:
    """Returns which of ``names`` a misspelt one resembles most; empty if none is similar."""
    by_folded_name = {other.lower(): other for other in names}
    matches = get_close_matches(name.lower(), by_folded_name, n=1, cutoff=SIMILARITY)
    return by_folded_name[matches[0]] if matches else ""


def suggest(name: str, names: Sequence[str]) -> Message:
    """Returns the remedy for an unknown name: which of ``names`` it resembles, or all of them."""
    if closest := closest_name(name, names):
        return message("remedy.did-you-mean", name=closest)
    return message("remedy.it-can-be", names=", ".join(names)) if names else message("remedy.none-yet")


def composed(text: str) -> str:
    """Returns a text in NFC: each letter with its accents as one character, where there is one."""
    return unicodedata.normalize("NFC", text)


def with_visible_controls(text: str) -> str:
    """Returns a text that a terminal shows and does not obey: an escape character becomes its code in JSON."""
    return CONTROLS.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def display_path(path: Path) -> str:
    """Returns a path as a user in the current folder would type it, in NFC; what is not UTF-8 is replaced.

    A line end in it is shown as its code, or the rest would look like a message of its own.
    That of a file of a zip begins with the zip, "huis.zip/style.css", wherever it was unpacked.
    """
    name = LINE_END.sub(_code, composed(os.fsencode(path).decode("utf-8", "replace")))
    if unpacked := UNPACKED.match(name):
        return name[unpacked.end() :]
    try:
        relative = os.path.relpath(name)
    except (OSError, ValueError):  # the current folder is gone; on Windows, it is on another disk
        return name
    return name if relative.startswith("..") else relative
