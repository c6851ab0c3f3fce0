"""Characters that are invisible: which of them a text keeps, and which are left out wherever it is read.

Pasting leaves them behind. Who searches or compares a text with one does not find it, and nobody sees why.
"""

import re

from handbook.support.names import composed

EMOJI = "\u00a9\u00ae\u203c-\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"
# Scripts that join letters or do not part words: Arabic, those of India and South-East Asia, Mongolian.
JOINING = "\u0620-\u109f\u1780-\u18af\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefc"
FROM_RIGHT = re.compile("[\u0590-\u05ff\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
IDEOGRAPHS = "\u3400-\u9fff\U00020000-\U0003ffff"

# Characters, what must stand before and behind them so that they say something, and what they then say.
KEPT = (
    ("\u200d", f"[{EMOJI}]", f"[{EMOJI}]"),  # one picture made of several
    ("\ufe0e\ufe0f", f"[{EMOJI}0-9#*]", ""),  # a sign as a picture, or as text
    ("\ufe00-\ufe0f\U000e0100-\U000e01ef", f"[{IDEOGRAPHS}]", ""),  # one of several forms
    ("\u200b-\u200d", f"[{JOINING}]", ""),  # joined letters, or parted words
    ("\u200b-\u200d", "", f"[{JOINING}]"),
)
FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"  # a black flag, and which one it is: that of England
BIDI_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they order a text with letters from right to left
# Left out where no row of KEPT holds. Soft hyphens and word joiners are not here: they say where a line may end.
INVISIBLE = "\u034f\u200b-\u200f\u202a-\u202e\u2061-\u206f\ufe00-\ufe0f\ufeff\u061c\U000e0000-\U000e0fff"
_KEPT = "|".join(
    (f"(?<={before})" if before else "") + f"[{characters}]" + (f"(?={behind})" if behind else "")
    for characters, before, behind in KEPT
)
_ANY = re.compile(f"[{INVISIBLE}]")
_LEFT_OUT = re.compile(f"({FLAG})|(?!{_KEPT})[{INVISIBLE}]")
_LEFT_OUT_BUT_MARKS = re.compile(f"({FLAG})|(?!{_KEPT}|[{BIDI_MARKS}])[{INVISIBLE}]")


def without_invisible(text: str) -> str:
    """Returns a text without the invisible characters that say nothing in it."""
    if not _ANY.search(text):
        return text
    return (_LEFT_OUT_BUT_MARKS if FROM_RIGHT.search(text) else _LEFT_OUT).sub(r"\1", text)


def as_read(text: str) -> str:
    """Returns a text as everything reads it: in NFC, without invisible characters that say nothing in it."""
    return without_invisible(composed(text))
