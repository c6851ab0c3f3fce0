"""Casts the contents off: how they are set, how many pages they should take, and what stands on each."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from handbook.content.case_model import Case
from handbook.pages._themes import Group, theme_groups

HEADING = 2  # lines of a theme


class Density(NamedTuple):
    """How contents of at most so many cases are set: on a page so many entries and lines of so many characters."""

    name: str
    cases: int
    entries: int
    lines: int
    characters: int


# Measured in the look "kalm"; in the densest there are two columns on a page.
DENSITIES = (
    Density("few", 4, 4, 30, 30),
    Density("some", 16, 8, 30, 45),
    Density("many", 48, 24, 33, 55),
    Density("most", 10**6, 56, 80, 28),
)


def density_of(cases: int) -> Density:
    """Returns how the contents are set, by their number of entries."""
    return next(density for density in DENSITIES if cases <= density.cases)


def expected_contents_pages(cases: Sequence[Case]) -> int:
    """Returns the number of pages that the contents should take.

    An estimate, since words differ in width, and looks too. Where it is wrong, they are laid out twice.
    """
    density = density_of(len(cases))
    lines = sum(_lines_of_entries(theme_groups(cases), cases))
    return max(1, ceil(len(cases) / density.entries), ceil(lines / density.lines))


def divide(groups: Sequence[Group], cases: Sequence[Case], pages: int) -> list[list[Group]]:
    """Returns the groups on each of the pages, which hold as much; what goes on from another has no theme."""
    lines = _lines_of_entries(groups, cases)
    total = sum(lines)
    middles = (after - one / 2 for one, after in zip(lines, accumulate(lines), strict=True))
    page_of = [min(pages - 1, int(pages * middle / total)) for middle in middles]
    divided: list[list[Group]] = [[] for _ in range(pages)]
    for group in groups:
        for page in sorted({page_of[index] for index in group.cases}):
            part = tuple(index for index in group.cases if page_of[index] == page)
            divided[page].append(Group(group.theme if part[0] == group.cases[0] else "", part))
    return [page for page in divided if page]


def _lines_of_entries(groups: Sequence[Group], cases: Sequence[Case]) -> list[int]:
    """Returns about how many lines each case takes, with the theme above it."""
    characters = density_of(len(cases)).characters
    headings = {group.cases[0] for group in groups if group.theme}
    return [
        1 + len(case.title) // characters + (HEADING if index in headings else 0)
        for index, case in enumerate(cases)
    ]
