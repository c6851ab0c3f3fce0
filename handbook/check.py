"""Rules about content, each a small function; what reading found comes along."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from handbook.model import Handbook, Overflow, Problem, Text

FITS = "`python3 build.py check` shows how full each page is."


def check(handbook: Handbook, characters: Callable[[], frozenset[str]]) -> list[Problem]:
    """All problems of the content. ``characters`` gives what the fonts have; it is asked only if needed."""
    return sorted([*handbook.problems, *_lacking(handbook, characters)])


def overflow(overflows: Iterable[Overflow]) -> list[Problem]:
    """One problem for each text that does not fit, with the most that any edition asks for."""
    worst: dict[tuple[object, str], Overflow] = {}
    for found in overflows:
        key = (found.text.mark, found.word)
        if key not in worst or found.words > worst[key].words:
            worst[key] = found
    return sorted(map(_too_long, worst.values()))


def _too_long(found: Overflow) -> Problem:
    if found.word:
        message = f"'{found.word}' is wider than its line"
        return Problem(
            found.text.place(found.word),
            "too-wide",
            message,
            "Write it as two words or choose a shorter one.",
        )
    words = f"{found.words} word{'s' * (found.words != 1)}"
    message = f"'{found.field}' is {words} too long for its place in the {found.edition} edition"
    return Problem(found.text.mark, "too-long", message, f"Take {words} out. {FITS}")


def _lacking(handbook: Handbook, characters: Callable[[], frozenset[str]]) -> Iterator[Problem]:
    for text in (*handbook.texts, *(text for case in handbook.cases for text in case.texts)):
        for character in dict.fromkeys(unicodedata.normalize("NFC", text)):
            if not (character.isascii() or character in characters()):
                yield _lack(text, character)


def _lack(text: Text, character: str) -> Problem:
    name = unicodedata.name(character, "no name").lower()
    message = f"the fonts have no '{character}' (U+{ord(character):04X}, {name})"
    return Problem(text.place(character), "no-glyph", message, "Delete it or type another character.")
