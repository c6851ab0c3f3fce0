"""What it costs to end a line between two words: the rules of a compositor, in one table.

A cost is in squared percents of the measure: a line that is 7 % short costs 49.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from handbook.content.line_ends import without_marks


@dataclass(frozen=True)
class Costs:
    """What each thing that a reader stumbles over costs, besides the room that it leaves."""

    parted: float = 2500  # a number from what it counts, a label from its number, an initial from its name
    dash: float = 2500  # a dash at the start of a line
    name: float = 70  # a particle from its name, a month from its year
    names: float = 35  # two names that follow each other
    short: float = 25  # a word of one or two letters at the end
    small: float = 0  # an article, a preposition or the like at the end
    opening: float = 25  # the first word of a sentence at the end, up to three letters
    closing: float = 25  # the last word of a sentence at the start, up to three letters
    typed: float = 25  # a hyphen or a soft hyphen of the author at the end
    division: float = 1300  # a word that the layout divides
    uneven: float = 15  # each letter fewer than five beside that hyphen
    proper: float = 500  # such a word, if it is a name
    ladder: float = 4000  # a second hyphen below another
    empty: float = 2500  # a line that is left emptier than the zone of hyphenation
    last_short: float = 500  # a last line that is shorter than ``LEAST_LAST``
    last_word: float = 800  # a single word on the last line
    last_letters: float = 4000  # the same, of less than five letters
    last_full: float = 30  # a last line that fills the measure: no end of a paragraph shows
    last_divided: float = 2000  # the end of a divided word begins the last line


TEXT = Costs()
BALANCED = replace(TEXT, small=700, short=150, last_short=0, last_full=0, empty=0)  # titles, quotes, statements


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEAST_LAST = 15  # percent of the measure
RAG = 6  # the same: how much shorter lines are aimed at, since it is even lines that look calm, not full ones
FULL = 96
LABELS = _words(
    "afdeling artikel artikelen bijlage bladzijde deel dag fase figuur groep hoofdstuk jaar kamer klas lid "
    "lijn niveau nummer optie pagina paragraaf punt route schaal stap tabel versie week zaal art. art blz. "
    "nr. nrs. no. p. par. annex appendix article articles chapter class day figure group item level line "
    "number option page paragraph part phase room scale section sections step table version volume"
)
MONTHS = _words(
    "januari februari maart april mei juni juli augustus september oktober november december january february "
    "march april may june july august september october november december"
)
COUNTS = _words(
    "een één twee drie vier vijf zes zeven acht negen tien twaalf two three four five six seven eight nine "
    "ten honderd hundred"
)
LARGE_NUMBERS = _words("duizend miljoen miljard procent euro thousand million billion percent euros")
PARTICLES = _words("van de den der te ten ter het 't ’t von la le el al bin ibn ben")
JOINING = _words("en of tot van op in is zijn was die dat and or to of in at is was the")
SMALL_WORDS = _words(
    "aan al als bij dan dat de den der die dit door een en het hoe hun ik in is je met mijn na naar niet of "
    "om ons op over per te ten ter tot uit van voor wat we wie wij ze zich zijn zo a an and as at but by for "
    "from her his how i if into its my no nor on or our the their to up we with your"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[€£$]\d+(?:[.,]\d+)*")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
UNIT = re.compile(
    r"[%‰°€£$]|[kmc]?m[²³]?\b|k?g\b|l\b|ha\b|[kM]W|uur\b|jaar\b|euro\b|procent\b|percent\b|hours?\b|years?\b"
)
CURRENCY = frozenset("€£$")
ELIDED = re.compile(r"['‘’][stnkm]", re.IGNORECASE)  # 's ochtends, 't huis
INITIAL = re.compile(r"(?:[A-Z]\.)+")
OPENING, CLOSING = "“‘„«\"'([", "”’»\"')],.;:!?…"
SENTENCE_END = (".", "!", "?", "…", ":")
DASHES = frozenset("-–—\u2212")
SHORT, EDGE = 2, 3  # letters


class Word(NamedTuple):
    """A word as it stands between spaces, and without the punctuation around it."""

    text: str
    bare: str

    @property
    def ends_sentence(self) -> bool:
        return self.text.rstrip("”’»\"')]").endswith(SENTENCE_END)

    @property
    def is_capitalised(self) -> bool:
        return self.bare[:1].isupper()


NO_WORD = Word("", "")


@lru_cache(20_000)
def word(text: str) -> Word:
    """Returns a word; ``text`` may hold invisible marks."""
    plain = without_marks(text)
    return Word(plain, plain.lstrip(OPENING).rstrip(CLOSING))


@lru_cache(20_000)
def cost_between(costs: Costs, earlier: Word, last: Word, first: Word, later: Word) -> float:
    """Returns what it costs to end a line between ``last`` and ``first``, two words in a row.

    ``earlier`` is the word before them, ``later`` the one after; NO_WORD where there is none.
    """
    begins = not earlier.text or earlier.ends_sentence
    return sum(_penalties(costs, earlier, last, first, later, begins))


def _penalties(costs: Costs, earlier: Word, last: Word, first: Word, later: Word, begins: bool) -> Iterator[float]:
    if first.text.split(" ")[0] in DASHES:  # with the word that it is kept with
        yield costs.dash
    if last.text[-1:] in CLOSING and not INITIAL.fullmatch(last.text) and last.text.casefold() not in LABELS:
        return
    if _belongs_together(earlier, last, first):
        yield costs.parted
    if last.bare.isalpha() and len(last.bare) <= SHORT:
        yield costs.short
    if last.text.casefold() in SMALL_WORDS:
        yield costs.small
    if begins and len(last.bare) <= EDGE:
        yield costs.opening
    if first.ends_sentence and len(first.bare) <= EDGE and not begins:
        yield costs.closing
    yield _cost_within_name(costs, earlier, last, first, later, begins)


def _belongs_together(earlier: Word, last: Word, first: Word) -> bool:
    """Tells whether two words are a number and its unit, a label and its number, an initial and a name."""
    if NUMBER.fullmatch(last.bare):
        if last.text[:1] in CURRENCY or earlier.text in CURRENCY:
            return first.bare.casefold() in LARGE_NUMBERS
        if UNIT.match(first.text):
            return True
        return first.bare[:1].isalpha() and first.bare not in JOINING and not YEAR.fullmatch(last.bare)
    if last.text in CURRENCY or last.text.casefold() in LABELS:
        return first.bare[:1].isdigit()
    if last.bare.casefold() in COUNTS:
        return first.bare.casefold() in LARGE_NUMBERS
    return bool(INITIAL.fullmatch(last.text.lstrip(OPENING)) or ELIDED.fullmatch(last.text))


def _cost_within_name(costs: Costs, earlier: Word, last: Word, first: Word, later: Word, begins: bool) -> float:
    if last.bare.casefold() in MONTHS and YEAR.match(first.bare):
        return costs.name
    if last.bare in PARTICLES:
        follows_name = earlier.is_capitalised or earlier.bare in PARTICLES
        names = first.is_capitalised or first.bare in PARTICLES
        return costs.name if follows_name and names else 0
    if last.is_capitalised and not begins:
        if first.is_capitalised:
            return costs.name if last.bare.casefold() in PARTICLES else costs.names
        if first.bare in PARTICLES and (later.is_capitalised or later.bare in PARTICLES):
            return costs.names
    return 0


@lru_cache(20_000)
def cost_of_division(costs: Costs, earlier: Word, first: str, second: str) -> float:
    """Returns what it costs to divide a word into two parts after the word ``earlier``."""
    few = max(0, 5 - len(first)) + max(0, 5 - len(second))
    named = first[:1].isupper() and earlier.text and not earlier.ends_sentence
    return costs.division + costs.uneven * few + (costs.proper if named else 0)
