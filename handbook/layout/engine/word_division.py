"""Divides words only where their spelling stays the same, and Dutch compounds first where their parts meet.

Why: Pyphen divides by syllables. In Dutch, "ingrediënten" loses its diaeresis after a hyphen and "cafeetje" an e
before one; Pyphen does not know that. Where its patterns know such a change (Hungarian), WeasyPrint repeats or
drops letters. A word whose letters change could not be copied as it was written, so it is not divided there. The
last syllable that fits on a line may also be in the middle of a part, as in "koffieappa-raat".
Guard: test_word_division.py.
Remove it when: Pyphen knows the parts of compounds, and WeasyPrint prints and copies letters that change.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.text import line_break

from handbook.layout._dutch_compounds import FIRST_PARTS, LAST_PARTS

Pyphen = line_break.pyphen.Pyphen
DIAERESIS = re.compile("[äëïöü]", re.IGNORECASE)
DROPS_DIAERESIS = ("nl", "af")  # Dutch, Afrikaans
DIMINUTIVE = re.compile(r"(?<=aa|ee|oo|uu)tjes?$", re.IGNORECASE)
FIRST_PART = re.compile(rf"(?:{'|'.join(FIRST_PARTS.split())})$", re.IGNORECASE)
LAST_PART = re.compile("|".join(LAST_PARTS.split()), re.IGNORECASE)


class WordDivider:
    """Takes the place of Pyphen: says where the words of a language may be divided.

    At least ``left`` letters stay before the hyphen, and ``right`` come after it.
    """

    def __init__(self, lang: str, left: int, right: int) -> None:
        self.language = lang[:2]
        self._pyphen = Pyphen(lang=lang, left=left, right=right)

    def positions(self, word: str) -> list[int]:
        """Returns after how many letters a word may be divided."""
        return [
            int(place)
            for place in self._pyphen.positions(word)
            if not place.data and not self._changes_letters(word, place)
        ]

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """Yields both parts of a word for each place, the last first, but first the joints of a compound."""
        for place in sorted(self.positions(word), key=lambda place: (not self._joins_parts(word, place), -place)):
            yield word[:place], word[place:]

    def _changes_letters(self, word: str, place: int) -> bool:
        if self.language == "nl" and DIMINUTIVE.match(word, place):
            return True
        return self.language in DROPS_DIAERESIS and bool(DIAERESIS.match(word, place))

    def _joins_parts(self, word: str, place: int) -> bool:
        return self.language == "nl" and bool(FIRST_PART.search(word[:place]) or LAST_PART.match(word, place))


@contextmanager
def dividing_words_as_spelt() -> Iterator[None]:
    """Makes WeasyPrint divide words as ``WordDivider`` does."""
    line_break.pyphen.Pyphen = WordDivider
    try:
        yield
    finally:
        line_break.pyphen.Pyphen = Pyphen
