"""The themes of the cases: which cases form a group, and the accent colour of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.content.model import Case, Handbook


@dataclass(frozen=True)
class Group:
    """Consecutive cases of a theme, by their index; the theme is empty where the book is not grouped."""

    theme: str
    cases: tuple[int, ...]


def theme_of(case: Case) -> str:
    """The theme that a case belongs to: its first one, or empty."""
    return case.themes[0] if case.themes else ""


def theme_groups(cases: Sequence[Case]) -> list[Group]:
    """The cases by theme, where those of each theme are consecutive; else one group of all cases."""
    themes = [theme_of(case) for case in cases]
    groups = [Group(theme, tuple(indices)) for theme, indices in groupby(range(len(themes)), themes.__getitem__)]
    return groups if len(set(themes)) == len(groups) else [Group("", tuple(range(len(themes))))]


def accent_of(handbook: Handbook, index: int, accents: Sequence[str]) -> str:
    """The accent of a case: that of its theme, otherwise the next of ``accents`` in turn."""
    names = [str(theme.name) for theme in handbook.themes]
    theme = theme_of(handbook.cases[index])
    turn = names.index(theme) if theme else index
    chosen = handbook.themes[turn].accent if theme else ""
    return chosen or accents[turn % len(accents)]
