"""Written sections in a store, so that the next build need not lay out again what has not changed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from handbook.layout.model import Bookmark, Fill, Kid, Leaf, Overflow, Piece, Tag
from handbook.pages.model import Edition, Section
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest

Programs = Mapping[str, bytes]  # font files by the digest of their bytes


@dataclass(frozen=True)
class Written:
    """A section written, the fonts that it names, and a digest of what was read from each file, by its path."""

    piece: Piece
    fonts: Programs
    read: Mapping[str, str]


def key_of(edition: Edition, section: Section, sheets: list[Path]) -> str:
    """Under which a section is kept: all that shapes it but what is read from files, which may have changed."""
    shape = [
        edition.name,
        section.name,
        section.first_page,
        section.pages,
        section.slug,
        section.language,
        section.step,
    ]
    return digest("piece", program_fingerprint(), json.dumps([*shape, *map(str, sheets)]), section.html)


def find(cache: Cache, key: str, edition: Edition, section: Section, known: Programs) -> Written | None:
    """A section as an earlier build wrote it, if all files that it read say what they said then.

    ``known`` has fonts that need not be fetched again; each is a hundred times as large as a section.
    """
    if (kept := cache.get(key)) is None:
        return None
    head, _, pdf = kept.partition(b"\n")
    told = json.loads(head)
    fonts = {name: data for name in told["fonts"] if (data := known.get(name) or cache.get(name)) is not None}
    if len(fonts) < len(told["fonts"]) or any(digest_of(path) != was for path, was in told["read"].items()):
        return None
    overflows = (Overflow(edition.name, name, section.fields[name], *rest) for name, *rest in told["overflows"])
    bookmarks = (Bookmark(**mark) for mark in told["bookmarks"])
    fill = Fill(told["step"], told["percent"])
    piece = Piece(
        section, pdf, told["pages"], fill, tuple(overflows), tuple(bookmarks), tuple(map(_tag, told["tags"]))
    )
    return Written(piece, fonts, told["read"])


def keep(cache: Cache, key: str, written: Written, known: Programs) -> None:
    """Keeps a section under its key, and its fonts under their digests but for those ``known`` to be there."""
    piece = written.piece
    told = {
        "pages": piece.pages,
        "step": piece.fill.step,
        "percent": piece.fill.percent,
        "overflows": [(found.field, found.words, found.word) for found in piece.overflows],
        "bookmarks": [asdict(mark) for mark in piece.bookmarks],
        "tags": piece.tags,
        "fonts": sorted(written.fonts),
        "read": written.read,
    }
    for name, data in written.fonts.items():
        if name not in known:
            cache.put(name, data)
    cache.put(key, json.dumps(told).encode() + b"\n" + piece.pdf)


def _tag(kept: list[Any]) -> Kid:
    """A tag or a leaf, out of a list that starts with its role or its page."""
    if not isinstance(kept[0], str):
        return Leaf(*kept)
    role, page, kids, alt, box = kept
    return Tag(role, page, tuple(map(_tag, kids)), alt, tuple(box))


@cache
def digest_of(path: str) -> str:
    """What a file holds now, as a digest; empty if there is none."""
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
