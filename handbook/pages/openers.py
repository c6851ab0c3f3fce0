"""Casts off the openers of themes: how the cases of a theme are listed on the right page of its opener."""

from collections.abc import Sequence
from typing import NamedTuple

from handbook.content.model import Case


class Listing(NamedTuple):
    """A way to list cases on a page: so many lines of so many characters, and what an entry has besides its title."""

    name: str
    lines: int
    characters: int
    more_lines: int


# Measured in the look "helder", whose lines are the shortest; in the smallest there are two columns.
LISTINGS = (Listing("large", 30, 36, 2), Listing("small", 34, 48, 0), Listing("columns", 90, 28, 0))


def listing_of(cases: Sequence[Case]) -> str:
    """Returns the name of the largest listing in which cases fit a page; "none" where none does.

    An estimate: a style sheet makes the lines somewhat smaller where it is wrong.
    """
    return next((listing.name for listing in LISTINGS if _lines(cases, listing) <= listing.lines), "none")


def _lines(cases: Sequence[Case], listing: Listing) -> int:
    return sum(1 + len(case.title) // listing.characters + listing.more_lines for case in cases)
