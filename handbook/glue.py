"""Spaces at which no line may break, made no-break spaces; texts keep their length."""

import re
from collections.abc import Iterable
from itertools import pairwise

NO_BREAK_SPACE = "\u00a0"
UNITS = (
    "% ‰ °C km² m² km cm mm m kg g l ha kWh MW euro miljoen miljard procent uur minuten jaar maanden weken dagen "
    "million billion percent hours minutes years months weeks days"
)
GLUED = (
    re.compile(rf"\d( )(?:{'|'.join(map(re.escape, UNITS.split()))})(?!\w)"),  # 5 km
    re.compile(r"[€£$]( )\d"),  # € 5
    re.compile(r"\b(?:[Aa]rt|[Nn]rs?|[Bb]lz|[Pp]ar|[Pp]|[Nn]o)\.( )\d"),  # art. 5
    re.compile(r"\b[A-Z]\.( )(?=\S)"),  # J. de Vries
)
LAST = re.compile(r"\S( )\S{1,4}\s*$")  # else the last line might have less than five characters
SHORT, CHAIN = (
    3,
    24,
)  # letters: of a word that stays with the next one in a title, and of all that so stay together


def running(text: str) -> str:
    """Any text: numbers keep their units, initials their names."""
    return _glued(text, GLUED)


def paragraph(text: str) -> str:
    """A paragraph: like any text, and a short last word does not stand alone."""
    return _glued(text, (*GLUED, LAST))


def title(text: str) -> str:
    """A title: a short word stays with what follows, as in "om te verbinden"."""
    words = text.split(" ")
    glued, chain = words[0], len(words[0])
    for before, word in pairwise(words):
        stays = 0 < len(before) <= SHORT and chain + 1 + len(word) <= CHAIN
        glued += (NO_BREAK_SPACE if stays else " ") + word
        chain = chain + 1 + len(word) if stays else len(word)
    return glued


def _glued(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    spaces = {match.start(1) for pattern in patterns for match in pattern.finditer(text)}
    return "".join(NO_BREAK_SPACE if at in spaces else letter for at, letter in enumerate(text))
