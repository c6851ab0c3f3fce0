"""Invisible characters that say something stay, the others are left out wherever a text is read."""

import pytest

from handbook.support.invisible import as_read

KEPT = {
    "a family": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "a nurse": "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",
    "a red heart and a key": "\u2764\ufe0f 1\ufe0f\u20e3",
    "the flag of England": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f.",
    "Persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Hindi": "\u0915\u094d\u200d\u0937",
    "words of Thai": "\u0e01\u200b\u0e02",
    "Hebrew in Dutch": "het woord \u200f\u05e9\u05dc\u05d5\u05dd!\u200e zei hij",
    "a form of a Japanese name": "\u845b\U000e0100",
    "where a word may be divided": "koffie\u00adapparaat",
    "where a line may not end": "a/\u2060b",
}
LEFT_OUT = {
    "Wa\u200bter": "Water",
    "Auf\u200clage en \u200dzo": "Auflage en zo",
    "\u202a06-123\u202c en \u2068Jan\u2069": "06-123 en Jan",
    "\ufeffTitel\ufe0f\u2063\u034f": "Titel",
    "\u200e\u061cdag": "dag",
    "a\U000e0061\U000e0062b": "ab",
    "tam\u202etam": "tamtam",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_says_something_is_kept(name: str) -> None:
    assert as_read(KEPT[name]) == KEPT[name]


@pytest.mark.parametrize("text", LEFT_OUT)
def test_what_says_nothing_is_left_out(text: str) -> None:
    assert as_read(text) == LEFT_OUT[text]
