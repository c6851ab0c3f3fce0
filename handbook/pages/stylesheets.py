"""The style sheets in the order in which they are read, and what they say about fonts, sizes and colours."""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from handbook import resources
from handbook.pages.assets import Unavailable, asset_path
from handbook.pages.model import Edition

SHEETS = ("tokens", "fonts", "page", "text", "cover", "matter", "spread")
HOUSE_STYLE = "style.css"  # in the content folder; the organisation's own

DAMAGED = (Exception,)  # fontTools has a dozen words for a damaged font; the layout refuses it by name
FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FAMILY = re.compile(r"font-family:\s*[\"']?([^\"';}]+)")
FILE = re.compile(r"url\(\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s)]+))")
STEP = re.compile(r"\.fit-(\d+)")
BY_PAGE = re.compile(r"\dp?v(w|h|i|b|min|max)\b")
ACCENT = re.compile(r"\.accent-([a-z]+)\s*\{")


@dataclass(frozen=True)
class StyleSheets:
    """The style sheets of the book, with the house style of ``content`` last where it has one."""

    content: Path

    def paths(self, edition: Edition) -> list[Path]:
        """The files of an edition's style sheets, first to last."""
        return [*(resources.STYLESHEETS / f"{name}.css" for name in (*SHEETS, edition.name)), *self.house_style]

    @cached_property
    def house_style(self) -> tuple[Path, ...]:
        path = self.content / HOUSE_STYLE
        return (path,) if path.exists() else ()

    @cached_property
    def fitting_steps(self) -> int:
        """How many sizes a text is tried in: the normal one, and a step for each ``.fit-N``."""
        return 1 + max(map(int, STEP.findall(self._text)), default=0)

    @cached_property
    def uses_viewport_units(self) -> bool:
        """Whether a size hangs on that of the page, as 50vw does: then it is not the same in all sections."""
        return BY_PAGE.search(self._text) is not None

    @cached_property
    def accents(self) -> tuple[str, ...]:
        """The names of the accents, those of the classes ``accent-NAME``, in their order."""
        return tuple(dict.fromkeys(ACCENT.findall(self._text)))

    @cached_property
    def font_families(self) -> frozenset[str]:
        """The names of the font families that the style sheets bring along."""
        return frozenset(found[1].strip() for face in self._faces if (found := FAMILY.search(face)))

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that all fonts of the style sheets have, but for fonts that WeasyPrint will refuse."""
        covered = []
        for url in sorted({found[found.lastindex or 0] for face in self._faces for found in FILE.finditer(face)}):
            with suppress(Unavailable, *DAMAGED):
                covered.append(_characters(asset_path(url, self.content).read_bytes()))
        return frozenset(map(chr, set.intersection(*covered)))

    @cached_property
    def _faces(self) -> list[str]:
        return FACE.findall(self._text)

    @cached_property
    def _text(self) -> str:
        paths = [*(resources.STYLESHEETS / f"{name}.css" for name in SHEETS), *self.house_style]
        return "\n".join(path.read_text("utf-8", "replace") for path in paths)


def _characters(font: bytes) -> set[int]:
    """The numbers of the characters that a font has."""
    from uharfbuzz import Face  # slow to import, and only text outside ASCII needs it

    if found := set(Face(font).unicodes):
        return found
    from fontTools.ttLib import TTFont  # takes 50 ms, and only a font for the web has to be unpacked

    with TTFont(BytesIO(font), lazy=True) as unpacked:
        return set(unpacked.getBestCmap() or ())
