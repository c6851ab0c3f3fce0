"""Turns texts that do not fit into problems."""

from collections.abc import Iterable

from handbook.content.case_model import PAGE_TEXTS
from handbook.layout.model import Overflow
from handbook.support.problems import Problem, problem


def overflow_problems(overflows: Iterable[Overflow]) -> list[Problem]:
    """Returns one problem for each text that does not fit; of a text on several pages, the worst."""
    worst: dict[tuple[object, str], Overflow] = {}
    for overflow in overflows:
        key = (overflow.text.mark, overflow.word)
        if key not in worst or overflow.words > worst[key].words:
            worst[key] = overflow
    return sorted(map(_problem, worst.values()))


def _problem(overflow: Overflow) -> Problem:
    if overflow.word:
        is_address = "//" in overflow.word or overflow.word.startswith("www.")
        key = "too-wide.address" if is_address else "too-wide.word"
        return problem(overflow.text.place(overflow.word), key, word=overflow.word)
    key = "too-long.page" if overflow.field in PAGE_TEXTS else "too-long.text"
    return problem(overflow.text.mark, key, field=overflow.field, count=overflow.words)
