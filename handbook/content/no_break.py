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
    re.compile(r"\S( )[-–—](?= )"),  # no dash starts a line
)
LAST = re.compile(r"\S( )\S{1,4}\s*$")  # else the last line might have less than five characters
CHAIN = 24  # letters of a title that stay together at most
LEANING = (  # words of a title that stay with the next one, Dutch and English
    "aan al als bij dan dat de den der die dit door een en het hoe hun ik in is je met mijn na naar niet of om "
    "ons op over per te ten ter tot uit van voor wat we wie wij ze zich zijn zo 's 't ’s ’t "
    "a an and as at but by for from her his how i if into its my no nor on or our the their to up we with your"
)


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
        stays = before.casefold() in LEANING.split() and chain + 1 + len(word) <= CHAIN
        glued += (NO_BREAK_SPACE if stays else " ") + word
        chain = chain + 1 + len(word) if stays else len(word)
    return glued


def _glued(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    letters = list(text)
    for pattern in patterns:
        for match in pattern.finditer(text):
            letters[match.start(1)] = NO_BREAK_SPACE
    return "".join(letters)
