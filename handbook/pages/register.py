"""Orders the register: persons by their surnames, as the language of the book does it. No I/O."""

import re
from typing import NamedTuple

from handbook.support.names import slug_of

CONJUNCTIONS = frozenset(
    ["en", "and", "&", "of", "or", "met", "with"]
)  # between two persons, who have no surname together
ARTICLES = frozenset(["de", "het", "een", "the", "a", "an"])  # "De redactie" is nobody's name
# Written with a capital they belong to the surname, as in Belgium: "Van den Berghe, Piet".
PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "den",
        "der",
        "du",
        "la",
        "le",
        "el",
        "al",
        "di",
        "da",
        "del",
        "della",
        "ter",
        "ten",
        "op",
        "in",
        "'t",
        "’t",
    ]
)
SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii"])
ELIDED = frozenset(("'t", "’t"))  # stands before its surname in the register too, which is sorted without it
NO_NAME = re.compile(r"[\d()/,;:&+]")


class RegisterName(NamedTuple):
    """A person as the register prints the name, and what it is sorted by."""

    printed: str
    key: tuple[str, str]


def register_name(person: str, language: str) -> RegisterName:
    """Returns the name with the surname in front; as it is where it has none.

    In Dutch a prefix stands behind the given name, and the surname is sorted without it ("Berg, Ton van den");
    in English it is part of the surname ("van den Berg, Ton").
    """
    words = person.split()
    start = _start_of_surname(words)
    if not start:
        return RegisterName(person, (slug_of(person), ""))
    given, rest = words[:start], words[start:]
    prefixes = 0
    while language == "nl" and _is_prefix(rest[prefixes]):
        prefixes += 1
    prefix, surname = rest[:prefixes], rest[prefixes:]
    key = slug_of(" ".join(surname)), slug_of(" ".join(given + prefix))
    if len(prefix) == 1 and prefix[0] in ELIDED:
        return RegisterName(f"{' '.join(rest)}, {' '.join(given)}", key)
    return RegisterName(f"{' '.join(surname)}, {' '.join(given + prefix)}", key)


def _start_of_surname(words: list[str]) -> int:
    """Returns the place of the first word of a surname, its prefix included; 0 if there is none."""
    folded = [word.casefold() for word in words]
    if len(words) < 2 or NO_NAME.search(" ".join(words)) or CONJUNCTIONS & {*folded}:
        return 0
    if folded[0] in ARTICLES or _is_prefix(words[0]) or _is_prefix(words[-1]):
        return 0
    last = len(words) - (2 if folded[-1] in SUFFIXES else 1)
    starts = (at for at in range(1, last) if _is_prefix(words[at]) or folded[at] in PARTICLES)
    return next(starts, last)


def _is_prefix(word: str) -> bool:
    """Returns whether a word of a name is written small, as a prefix is; "drs." is a title."""
    return word.lstrip("'’")[:1].islower() and not word.endswith(".") and word.casefold() not in SUFFIXES
