"""Replaces spaces where a line must not break by no-break spaces; the length of a text stays the same.

They are for the layout only: whoever copies a text or listens to it gets spaces (``with_spaces``).
"""

import re
from collections.abc import Iterable
from itertools import pairwise

NO_BREAK_SPACE = "\u00a0"
SPACES = str.maketrans(dict.fromkeys(NO_BREAK_SPACE + "\u2007\u202f", " "))  # an editor may type the narrower ones
UNITS = (
    "% ‰ °C km² m² km cm mm m kg g l ha kWh MW euro miljoen miljard procent uur minuten jaar maanden weken dagen "
    "million billion percent hours minutes years months weeks days"
)
NO_BREAK = (
    re.compile(rf"\d( )(?:{'|'.join(map(re.escape, UNITS.split()))})(?!\w)"),  # 5 km
    re.compile(r"[€£$]( )\d"),  # € 5
    re.compile(r"\b(?:[Aa]rt|[Nn]rs?|[Bb]lz|[Pp]ar|[Pp]|[Nn]o)\.( )\d"),  # art. 5
    re.compile(r"(?<!\w)['‘’][stnkm]( )(?=\w)"),  # 's Ochtends
    re.compile(r"\b[A-Z]\.( )(?=\S)"),  # J. de Vries
    re.compile(r"\S( )[-–—](?= )"),  # a line must not start with a dash
)
SHORT_LAST_WORD = re.compile(r"\S( )\S{1,4}\s*$")  # without it the last line might have less than five characters
LONGEST_CHAIN = 24  # letters of a title or another single line that stay together at most
LONGEST_IN_PARAGRAPH = 40  # a line of a paragraph has 52 letters or more
CHAIN = re.compile(rf"[^ \n]*{NO_BREAK_SPACE}[^ \n]*")
SHORT_WORDS = (  # of a title, in Dutch and English; they stay with the next word
    "aan al als bij dan dat de den der die dit door een en het hoe hun ik in is je met mijn na naar niet of om "
    "ons op over per te ten ter tot uit van voor wat we wie wij ze zich zijn zo 's 't ’s ’t "
    "a an and as at but by for from her his how i if into its my no nor on or our the their to up we with your"
)


def text_with_no_breaks(text: str) -> str:
    """Returns a text in which numbers stay with their units, and initials with their names."""
    return _replace_spaces(text, NO_BREAK, LONGEST_CHAIN)


def paragraph_with_no_breaks(text: str) -> str:
    """Returns a paragraph with the no-break spaces of any text, and one before a short last word."""
    return _replace_spaces(text, (*NO_BREAK, SHORT_LAST_WORD), LONGEST_IN_PARAGRAPH)


def title_with_no_breaks(text: str) -> str:
    """Returns a title in which a short word stays with the next one, as in "om te verbinden"."""
    first, *words = text.split(" ")
    result = first
    for before, word in pairwise([first, *words]):
        result += (NO_BREAK_SPACE if before.casefold() in SHORT_WORDS.split() else " ") + word
    return CHAIN.sub(lambda chain: _shortened(chain[0], LONGEST_CHAIN), result)


def with_spaces(text: str) -> str:
    """Returns a text with a space for each no-break space."""
    return text.translate(SPACES)


def _replace_spaces(text: str, patterns: Iterable[re.Pattern[str]], longest: int) -> str:
    """Replaces the space that is the group of each match; at most ``longest`` letters stay together.

    That holds for no-break spaces of the editor too, who may have pasted a text that has no others.
    """
    letters = list(text)
    for pattern in patterns:
        for match in pattern.finditer(text):
            letters[match.start(1)] = NO_BREAK_SPACE
    return CHAIN.sub(lambda chain: _shortened(chain[0], longest), "".join(letters))


def _shortened(chain: str, longest: int) -> str:
    """Returns words that stay together, in groups of at most ``longest`` letters."""
    first, *words = chain.split(NO_BREAK_SPACE)
    result, length = first, len(first)
    for word in words:
        stays = length + 1 + len(word) <= longest
        result += (NO_BREAK_SPACE if stays else " ") + word
        length = length + 1 + len(word) if stays else len(word)
    return result
