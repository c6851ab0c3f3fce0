"""Lists the style sheets of the book, and reads the fonts, fitting steps and colours that they declare."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from handbook import resources
from handbook.content.book_style import BookStyle, book_style
from handbook.pages.assets import BASE_URL, BRAND_URL, FONT_PACKAGE, Unavailable, asset_path
from handbook.pages.font_file import DamagedFont, code_points
from handbook.pages.palette import Palette, read_palette
from handbook.support.input_limits import FONT, STYLE_SHEET
from handbook.support.outside_files import read_outside
from handbook.support.problems import Problem

if TYPE_CHECKING:
    from handbook.pages.brand_palette import BrandPalette

SHARED_SHEETS = ("base",)  # in templates/css
# In the folder of the look, those of these that it has.
LOOK_SHEETS = ("tokens", "fonts", "page", "text", "cover", "matter", "opener", "spread")
HOUSE_STYLE = "style.css"  # in the content folder: the organisation's own

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*(?:\}|\Z)")
FONT_FAMILY = re.compile(r"font-family:\s*[\"']?([^\"';}]+)")
FONT_URL = re.compile(r"url\(\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s)]+))")
FITTING_STEP = re.compile(r"\.fit-(\d{1,2})(?![\w-])")  # each is tried, so there are a hundred at most
VIEWPORT_UNIT = re.compile(r"\dp?v(w|h|i|b|min|max)\b")
ACCENT = re.compile(r"\.accent-([a-z]+)\s*\{")


@dataclass(frozen=True)
class StyleSheets:
    """The style sheets of the book: those of all looks and of its look, the style of its brand, and its own.

    ``other_look`` is the folder of a look that takes the place of the one that handbook.yaml names.
    """

    content: Path
    other_look: Path | None = None

    @cached_property
    def style(self) -> BookStyle:
        """What handbook.yaml says of the style."""
        style = book_style(self.content)
        return replace(style, look=self.other_look) if self.other_look else style

    @property
    def look(self) -> Path:
        """The folder of the look."""
        return self.style.look

    @property
    def paths(self) -> list[Path]:
        """The paths of the style sheets, first to last."""
        return [*self.before_palette, *self._after_palette]

    @property
    def before_palette(self) -> list[Path]:
        """Those that are weaker than the colours of the organisation, which the book states or its brand."""
        shared = [resources.STYLESHEETS / f"{name}.css" for name in SHARED_SHEETS]
        return [*shared, *self._look_sheets, *([] if self.style.colours_of_brand else self._brand_style)]

    @property
    def _after_palette(self) -> list[Path]:
        return [*(self._brand_style if self.style.colours_of_brand else []), *self._own_style]

    @property
    def _look_sheets(self) -> list[Path]:
        return [path for name in LOOK_SHEETS if (path := self.look / f"{name}.css").exists()]

    @cached_property
    def _brand_style(self) -> list[Path]:
        path = self.style.brand / HOUSE_STYLE if self.style.brand else None
        return [path] if path and lexists(path) else []

    @cached_property
    def _own_style(self) -> list[Path]:
        path = self.content / HOUSE_STYLE
        return [path] if lexists(path) else []

    @cached_property
    def house_style(self) -> tuple[Path, ...]:
        """The paths of those that the organisation wrote: a look and the style of its brand, and its own."""
        of_look = self._look_sheets if self.style.brand and self.look.is_relative_to(self.style.brand) else []
        return (*of_look, *self._brand_style, *self._own_style)

    @property
    def house_place(self) -> Path | None:
        """Where a mistake of the organisation is told that has no line: the most particular that it wrote."""
        if self.house_style and not self._own_style and self.house_style[0].parent == self.look:
            return self.look
        return self.house_style[-1] if self.house_style else None

    def address(self, path: Path) -> str:
        """Returns the address from which a style sheet names files."""
        if self.style.brand and path in self.house_style and path not in self._own_style:
            return f"{BRAND_URL}{path.relative_to(self.style.brand).as_posix()}"
        return BASE_URL

    @cached_property
    def brand_palette(self) -> "BrandPalette | None":
        """What the colours of the organisation make of the palette of the look; None where it has not said any."""
        if not self.style.colours or self.style.printing is None:
            return None
        from handbook.pages.brand_palette import BrandPalette  # as a build that has nothing to do needs none of it

        weaker = [path for path in self.before_palette if path.parent != resources.STYLESHEETS]
        palette = BrandPalette(_read(weaker), _read(self._after_palette), self.style.colours, self.style.printing)
        return palette if palette.is_possible else None

    @cached_property
    def palette_sheet(self) -> str:
        """The style sheet with the colours of the organisation, behind ``before_palette``, or nothing."""
        return self.brand_palette.css if self.brand_palette else ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings about colours of the organisation that cannot be used as they are."""
        return self.brand_palette.problems if self.brand_palette else ()

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
        """The characters that every font has. The layout reports one of the house style that is damaged.

        Raises:
            DamagedFont: a font of our packages is.
        """
        covered = []
        for url in sorted(self.font_addresses):
            is_ours = url.startswith(FONT_PACKAGE)
            with suppress(Unavailable, OSError, *(() if is_ours else (DamagedFont,))):
                covered.append(code_points(read_outside(self.asset_path(url), FONT), is_ours=is_ours))
        return frozenset(map(chr, set.intersection(*covered)))

    @property
    def font_addresses(self) -> set[str]:
        """The addresses of the fonts that are declared with ``@font-face``."""
        return {
            urljoin(self.address(path), match[match.lastindex or 0])
            for path, text in zip(self.paths, self._texts, strict=False)
            for face in FONT_FACE.findall(text)
            for match in FONT_URL.finditer(face)
        }

    def asset_path(self, url: str) -> Path:
        """Returns the file of an address in a page or style sheet.

        Raises:
            Unavailable: it names none that may be used.
        """
        return asset_path(url, self.content, self.style.brand)

    @cached_property
    def _font_faces(self) -> list[str]:
        return FONT_FACE.findall(self._text)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._texts)

    @cached_property
    def _texts(self) -> list[str]:
        return [*_read(self.paths), self.palette_sheet]


def _read(paths: Iterable[Path]) -> list[str]:
    """Returns the texts of style sheets; of one that cannot be read none, which the layout reports."""
    return [_read_sheet(path) for path in paths]


def _read_sheet(path: Path) -> str:
    try:
        return read_outside(path, STYLE_SHEET).decode("utf-8", "replace")
    except OSError:
        return ""
