"""The style sheets in the order in which they are read, and what they say about fonts, sizes and colours."""

import re
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

from handbook.model import Edition

CSS = Path(__file__).parents[1] / "templates" / "css"
SHEETS = ("tokens", "fonts", "page", "text", "cover", "matter", "spread")
HOUSE_STYLE = "style.css"  # in the content folder; the organisation's own

FONT = re.compile(r"font:([\w-]+)/([^\"')]+)")
FACE = re.compile(r"@font-face\s*\{[^}]*?font-family:\s*\"([^\"]+)\"[^}]*?url\(\"(font:[^\"]+)\"\)")
STEP = re.compile(r"\.fit-(\d+)")
ACCENT = re.compile(r"\.accent-([a-z]+)\s*\{")


@dataclass(frozen=True)
class Styles:
    """The style sheets of the book, with the house style of ``content`` last where it has one."""

    content: Path

    def sheets(self, edition: Edition) -> list[Path]:
        """The files of an edition's style sheets, first to last."""
        return [*(CSS / f"{name}.css" for name in (*SHEETS, edition.name)), *self.house_style]

    @cached_property
    def house_style(self) -> tuple[Path, ...]:
        path = self.content / HOUSE_STYLE
        return (path,) if path.exists() else ()

    @cached_property
    def steps(self) -> int:
        """How many sizes a text is tried in: the normal one, and a step for each ``.fit-N``."""
        return 1 + max(map(int, STEP.findall(self._text)), default=0)

    @cached_property
    def accents(self) -> tuple[str, ...]:
        """The names of the accents, those of the classes ``accent-NAME``, in their order."""
        return tuple(dict.fromkeys(ACCENT.findall(self._text)))

    @cached_property
    def families(self) -> frozenset[str]:
        """The names of the font families that the style sheets bring along."""
        return frozenset(family for family, _ in FACE.findall(self._text))

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that all fonts of the style sheets have."""
        from fontTools.ttLib import TTFont  # takes 50 ms, and only text outside ASCII needs it

        covered = []
        for url in sorted({url for _, url in FACE.findall(self._text)}):
            with TTFont(font_file(url), lazy=True) as font:
                covered.append(set(font.getBestCmap()))
        return frozenset(map(chr, set.intersection(*covered)))

    @cached_property
    def _text(self) -> str:
        paths = [*(CSS / f"{name}.css" for name in SHEETS), *self.house_style]
        return "\n".join(path.read_text("utf-8", "replace") for path in paths)


def font_file(url: str) -> Path:
    """The file behind ``font:FAMILY/FILE``, out of the package ``fontpkg-FAMILY``.

    Raises:
        ValueError: the address has another form.
        ImportError: the package is not installed.
    """
    match = FONT.fullmatch(unquote(url))
    if not match:
        raise ValueError(f"not a font of a package: {url}")
    package = import_module("fontpkg_" + match[1].replace("-", "_"))
    return Path(package.ROOT) / "files" / match[2]
