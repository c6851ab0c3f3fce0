"""Texts that do not fit, as problems."""

from collections.abc import Iterable

from handbook.content.model import PAGE_TEXTS
from handbook.layout.model import Overflow
from handbook.support.problems import Problem

FITS = "`python3 build.py check` shows how full each page is."


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
        link = "//" in found.word or found.word.startswith("www.")
        remedy = "Write it as a link: [words](address)." if link else "Write two words or a shorter one."
        return Problem(found.text.place(found.word), "too-wide", message, remedy)
    words = f"{found.words} word{'s' * (found.words != 1)}"
    message = f"'{found.field}' is {words} too long for its place in the {found.edition} edition"
    remedy = f"Take {words} out; from the end that is always enough."
    shown = f" {FITS}" if found.field in PAGE_TEXTS else ""
    return Problem(found.text.mark, "too-long", message, remedy + shown)
