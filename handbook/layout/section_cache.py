"""Caches laid-out sections, so that the next build lays out only what has changed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from handbook.layout.model import (
    Bookmark,
    ContentReference,
    Fill,
    LaidOutSection,
    Overflow,
    Region,
    StructureElement,
    StructureNode,
)
from handbook.pages.assets import Unavailable
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest
from handbook.support.input_limits import ANY_FILE
from handbook.support.outside_files import read_outside

FontFiles = dict[str, bytes]  # by the digest of their bytes


@dataclass
class SectionCache:
    """Laid-out sections in a cache, for one run, during which files are assumed not to change.

    ``fonts`` holds the font files of sections that were loaded or saved, by the digest of their bytes. Each is a
    hundred times as large as a section, so none is read or written twice.
    """

    styles: StyleSheets
    cache: Cache
    fonts: FontFiles = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)  # of files, by their addresses

    def find(self, section: Section) -> LaidOutSection | None:
        """Returns a section as an earlier run laid it out.

        None if there is none, a file that it depends on has changed, or a font file is missing.
        """
        if (entry := self.cache.get(self._key(section))) is None:
            return None
        header, _, pdf = entry.partition(b"\n")
        values = json.loads(header)
        if any(self._digest(address) != cached for address, cached in values["dependencies"].items()):
            return None
        if not all(self._load_font(name) for name in values["fonts"]):
            return None
        return LaidOutSection(
            section,
            pdf,
            values["pages"],
            Fill(values["step"], values["percent"]),
            tuple(Overflow(name, section.fields[name], *rest) for name, *rest in values["overflows"]),
            tuple(Bookmark(**bookmark) for bookmark in values["bookmarks"]),
            tuple(map(_structure_node, values["tags"])),
            tuple(Region(*region) for region in values["regions"]),
            frozenset(values["fonts"]),
            values["dependencies"],
        )

    def save(self, laid_out: LaidOutSection, fonts: Mapping[str, bytes]) -> None:
        """Caches a section, and those of its ``fonts`` that are not cached."""
        values = {
            "pages": laid_out.pages,
            "step": laid_out.fill.step,
            "percent": laid_out.fill.percent,
            "overflows": [(overflow.field, overflow.words, overflow.word) for overflow in laid_out.overflows],
            "bookmarks": [asdict(bookmark) for bookmark in laid_out.bookmarks],
            "tags": laid_out.tags,
            "regions": laid_out.regions,
            "fonts": sorted(laid_out.fonts),
            "dependencies": laid_out.dependencies,
        }
        for name in laid_out.fonts - self.fonts.keys():
            self.cache.put(name, fonts[name])
            self.fonts[name] = fonts[name]
        self.cache.put(self._key(laid_out.section), json.dumps(values).encode() + b"\n" + laid_out.pdf)

    def _key(self, section: Section) -> str:
        """Returns the key of a section: a digest of all that shapes it, except files, which ``find`` compares.

        No path is in it: a book that was moved finds its sections, and another with the same texts finds none that
        has other pictures, though their names are the same.
        """
        shape = [
            section.name,
            section.first_page,
            section.pages,
            section.slug,
            section.language,
            section.step,
        ]
        return digest("section", program_fingerprint(), json.dumps([*shape, *self._sheets]), section.html)

    @cached_property
    def _sheets(self) -> list[str]:
        """The style sheets in their order: the digests of files, and what the program writes of the palette."""
        sheets = [_digest_of(path) for path in self.styles.paths]
        sheets.insert(len(self.styles.before_palette), self.styles.palette_sheet)
        return sheets

    def _load_font(self, name: str) -> bool:
        """Reads a font file from the cache; False if it is not there."""
        if name not in self.fonts and (data := self.cache.get(name)) is not None:
            self.fonts[name] = data
        return name in self.fonts

    def _digest(self, address: str) -> str:
        """Returns the digest of the file of an address; empty if it cannot be read."""
        if address not in self._digests:
            try:
                self._digests[address] = _digest_of(self.styles.asset_path(address))
            except Unavailable:
                self._digests[address] = ""
        return self._digests[address]


def _digest_of(path: Path) -> str:
    """Returns the digest of a file; empty if it cannot be read."""
    try:
        return sha256(read_outside(path, ANY_FILE)).hexdigest()
    except OSError:
        return ""


def _structure_node(values: list[Any]) -> StructureNode:
    """Restores an element or a reference from JSON, a list that starts with its role or its page."""
    if not isinstance(values[0], str):
        return ContentReference(*values)
    role, page, kids, alt, box = values
    return StructureElement(role, page, tuple(map(_structure_node, kids)), alt, tuple(box))
