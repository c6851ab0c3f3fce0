"""Lists the style sheets of the book, and reads the fonts, fitting steps and colours that they declare."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import resources
from handbook.content.looks import look_of
from handbook.pages.assets import Unavailable, asset_path
from handbook.pages.font_file import DamagedFont, check_font, unpacked
from handbook.pages.palette import Palette, read_palette
from handbook.support.input_limits import FONT, STYLE_SHEET
from handbook.support.outside_files import is_within, read_outside
from handbook.support.problems import Problem

if TYPE_CHECKING:
    from handbook.pages.brand_palette import BrandPalette

SHARED_SHEETS = ("base",)  # in templates/css
# In the folder of the look, those of these that it has.
LOOK_SHEETS = ("tokens", "fonts", "page", "text", "cover", "matter", "opener", "spread")
HOUSE_STYLE = "style.css"  # in the content folder: the organisation's own

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FONT_FAMILY = re.compile(r"font-family:\s*[\"']?([^\"';}]+)")
FONT_URL = re.compile(r"url\(\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s)]+))")
FITTING_STEP = re.compile(r"\.fit-(\d+)")
VIEWPORT_UNIT = re.compile(r"\dp?v(w|h|i|b|min|max)\b")
ACCENT = re.compile(r"\.accent-([a-z]+)\s*\{")


@dataclass(frozen=True)
class StyleSheets:
    """The style sheets of the book: those of all looks, of its look, and the house style where it has one."""

    content: Path

    @cached_property
    def look(self) -> Path:
        """The folder of the look."""
        return resources.LOOKS / look_of(self.content)

    @property
    def paths(self) -> list[Path]:
        """The paths of the style sheets, first to last."""
        shared = [resources.STYLESHEETS / f"{name}.css" for name in SHARED_SHEETS]
        return [*shared, *self._look_sheets, *self.house_style]

    @property
    def _look_sheets(self) -> list[Path]:
        return [path for name in LOOK_SHEETS if (path := self.look / f"{name}.css").exists()]

    @cached_property
    def house_style(self) -> tuple[Path, ...]:
        """The path of the house style, or nothing."""
        path = self.content / HOUSE_STYLE
        return (path,) if lexists(path) else ()

    @cached_property
    def brand(self) -> "BrandPalette | None":
        """What the colours of the organisation make of the palette of the look; None where it has not said any."""
        from handbook.content.loader import load_colours  # as a build that has nothing to do needs none of these

        if (found := load_colours(self.content)) is None:
            return None
        from handbook.pages.brand_palette import BrandPalette

        colours, printing = found
        return BrandPalette(_read(self._look_sheets), _read(self.house_style), colours, printing)

    @cached_property
    def brand_sheet(self) -> str:
        """The style sheet between those of the look and the house style, empty if there is none."""
        return self.brand.css if self.brand else ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings about colours of the organisation that cannot be used as they are."""
        return self.brand.problems if self.brand else ()

    @cached_property
    def fitting_steps(self) -> int:
        """The number of fitting steps: the normal type size, and one for each ``.fit-N``."""
        return 1 + max(map(int, FITTING_STEP.findall(self._text)), default=0)

    @cached_property
    def uses_viewport_units(self) -> bool:
        """Whether a length depends on the page size, such as 50vw: then styles differ between sections."""
        return VIEWPORT_UNIT.search(self._text) is not None

    @cached_property
    def accents(self) -> tuple[str, ...]:
        """The accents of the palette, named by the classes ``accent-NAME``, in their order."""
        return tuple(dict.fromkeys(ACCENT.findall(self._text)))

    @cached_property
    def palette(self) -> Palette:
        """The colours that are stated for print and for screens."""
        return read_palette(self._texts)

    @cached_property
    def font_families(self) -> frozenset[str]:
        """The font families declared with ``@font-face``."""
        matches = map(FONT_FAMILY.search, self._font_faces)
        return frozenset(match[1].strip() for match in matches if match)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that every font has; one that is damaged, which the layout reports, does not count."""
        urls = {match[match.lastindex or 0] for face in self._font_faces for match in FONT_URL.finditer(face)}
        covered = []
        for url in sorted(urls):
            with suppress(Unavailable, OSError, DamagedFont):
                covered.append(_code_points(asset_path(url, self.content), self.content))
        return frozenset(map(chr, set.intersection(*covered)))

    @cached_property
    def _font_faces(self) -> list[str]:
        return FONT_FACE.findall(self._text)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._texts)

    @cached_property
    def _texts(self) -> list[str]:
        return [*_read(self.paths), self.brand_sheet]


def _read(paths: Iterable[Path]) -> list[str]:
    """Returns the texts of style sheets; of one that cannot be read none, which the layout reports."""
    return [_read_sheet(path) for path in paths]


def _read_sheet(path: Path) -> str:
    try:
        return read_outside(path, STYLE_SHEET).decode("utf-8", "replace")
    except OSError:
        return ""


def _code_points(path: Path, content: Path) -> set[int]:
    """Returns the code points in the character map of a font file; one in ``content`` is checked."""
    from uharfbuzz import Face  # slow to import, and needed only for text outside ASCII

    font = read_outside(path, FONT)
    if is_within(path, content):
        check_font(font)
    return set(Face(unpacked(font)).unicodes)
