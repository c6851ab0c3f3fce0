"""The palette of a book as the tests read it from its style sheets, with code of their own."""

import re
from pathlib import Path

from handbook import resources

PAIR = re.compile(r"--(\w+)-cmyk:\s*device-cmyk\(([^)]*)\);\s*--\1-rgb:\s*#(\w{6})")

Ink = tuple[float, ...]  # shares of cyan, magenta, yellow and black
Light = tuple[float, ...]  # shares of red, green and blue, to six decimals as in a PDF


def light(colour: str) -> Light:
    """The shares of a colour such as ff0080."""
    return tuple(round(int(colour[start : start + 2], 16) / 255, 6) for start in (0, 2, 4))


def screen_colours(content: Path) -> dict[Ink, Light]:
    """The value for the screen of each colour of a handbook, by its value for print."""
    sheets = [*(resources.LOOKS / "kalm").glob("*.css"), *content.glob("style.css")]
    stated = {
        (tuple(map(float, ink.split())), light(screen))
        for sheet in sheets
        for _, ink, screen in PAIR.findall(sheet.read_text("utf-8"))
    }
    by_ink = dict(stated)
    assert len(by_ink) == len(stated) > 10, "a value for print stands for one colour"
    return by_ink
