"""Casts off the openers of themes: how the cases of a theme are listed on the right page of its opener."""

from collections.abc import Sequence
from typing import NamedTuple

from handbook.content.case_model import Case


class Listing(NamedTuple):
    """A way to list cases: lines of a page, characters of a line, and lines of an entry besides its title."""

    name: str
    lines: float
    characters: int
    more_lines: float


# With their persons, titles alone, and these in two columns. Measured in the look "kalm", which has a disc above
# them; the characters in "helder", whose titles are the widest.
LISTINGS = (Listing("persons", 23, 34, 1.7), Listing("titles", 36, 48, 0.5), Listing("columns", 110, 28, 0.25))


def listing_of(cases: Sequence[Case]) -> str:
    """Returns the name of the largest listing in which cases fit a page; "none" where none does.

    An estimate: a style sheet makes the lines somewhat smaller where it is wrong.
    """
    return next((listing.name for listing in LISTINGS if _lines(cases, listing) <= listing.lines), "none")


def _lines(cases: Sequence[Case], listing: Listing) -> float:
    return sum(1 + len(case.title) // listing.characters + listing.more_lines for case in cases)
