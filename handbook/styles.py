"""The style sheets in the order in which they are read, and what they say about fonts and fitting."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

from handbook.model import Edition

CSS = Path(__file__).parents[1] / "templates" / "css"
SHEETS = ("tokens", "fonts", "page", "text", "cover", "matter", "spread")
FONT = re.compile(r"font:([\w-]+)/([^\"')]+)")
FAMILY = re.compile(r"@font-face \{ font-family: \"([^\"]+)\"")
FACE = re.compile(r"url\(\"(font:[^\"]+)\"\)")
STEP = re.compile(r"\.fit-(\d+)")


def sheets(edition: Edition) -> list[Path]:
    """The files of an edition's style sheets, first to last."""
    return [CSS / f"{name}.css" for name in (*SHEETS, edition.name)]


def steps() -> int:
    """How many sizes a text is tried in: the normal one, and a step for each ``.fit-N``."""
    found = (int(number) for sheet in SHEETS for number in STEP.findall(_read(sheet)))
    return 1 + max(found, default=0)


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


def families() -> frozenset[str]:
    """The names of the font families that the style sheets bring along."""
    return frozenset(name for sheet in SHEETS for name in FAMILY.findall(_read(sheet)))


@cache
def characters() -> frozenset[str]:
    """Every character that all fonts of the style sheets have."""
    from fontTools.ttLib import TTFont  # takes 50 ms, and only text outside ASCII needs it

    urls = sorted({url for sheet in SHEETS for url in FACE.findall(_read(sheet))})
    covered = []
    for url in urls:
        with TTFont(font_file(url), lazy=True) as font:
            covered.append(set(font.getBestCmap()))
    return frozenset(map(chr, set.intersection(*covered)))


def _read(sheet: str) -> str:
    return (CSS / f"{sheet}.css").read_text("utf-8")
