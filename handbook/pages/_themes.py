"""Groups the cases by theme, and chooses the accent colour of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.content.case_model import Case
from handbook.content.model import Handbook

LEAST_OPENED = 3  # cases that stand together and get an opener


@dataclass(frozen=True)
class Group:
    """Consecutive cases of a theme, by their index; the theme is empty where the book is not grouped."""

    theme: str
    cases: tuple[int, ...]


def theme_of(case: Case) -> str:
    """Returns the theme that a case belongs to: its first one, or empty."""
    return case.themes[0] if case.themes else ""


def theme_groups(cases: Sequence[Case]) -> list[Group]:
    """Returns the cases by theme, if those of each theme are consecutive; otherwise one group of all cases."""
    runs = theme_runs(cases)
    together = len({run.theme for run in runs}) == len(runs)
    return runs if together else [Group("", tuple(range(len(cases))))]


def theme_runs(cases: Sequence[Case]) -> list[Group]:
    """Returns the cases in their order, those of one theme that follow each other together."""
    themes = [theme_of(case) for case in cases]
    return [Group(theme, tuple(indices)) for theme, indices in groupby(range(len(themes)), themes.__getitem__)]


def opened_runs(cases: Sequence[Case]) -> list[Group]:
    """Returns the runs that begin with an opener: those long enough, of two themes at least.

    Openers divide a book. One alone would not tell where its theme ends.
    """
    runs = [run for run in theme_runs(cases) if run.theme and len(run.cases) >= LEAST_OPENED]
    return runs if len({run.theme for run in runs}) > 1 else []


def accent_of(handbook: Handbook, index: int, accents: Sequence[str]) -> str:
    """Returns the accent of a case: that of its theme, otherwise the next of ``accents`` in turn."""
    names = [str(theme.name) for theme in handbook.themes]
    theme = theme_of(handbook.cases[index])
    turn = names.index(theme) if theme else index
    chosen = handbook.themes[turn].accent if theme else ""
    return chosen or accents[turn % len(accents)]
