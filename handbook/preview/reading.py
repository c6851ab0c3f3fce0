"""Reads the content again and again while it is being written, and keeps what was good."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.check import advise, check
from handbook.load import Read, load
from handbook.model import Case, Handbook, Problem
from handbook.styles import Styles

UNFILLED = frozenset(("missing-field", "empty-text"))  # what a case that is being written lacks


@dataclass(frozen=True)
class Draft:
    """The content as it is to be shown, each part of it as it is now or as it last was good.

    ``problems`` are those of the files as they are now.
    """

    handbook: Handbook
    problems: tuple[Problem, ...]


class Reader:
    """Reads a content folder; after a change, only what has changed."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.styles = Styles(content)
        self.read = Read()
        self.good: dict[str, Case] = {}
        self.head: Handbook | None = None  # as it last was good, without cases
        self.checked: dict[str, tuple[Case, Handbook, list[Problem]]] = {}

    def again(self, changed: Iterable[Path]) -> Draft:
        """The content after some files have changed."""
        for path in changed:
            if path.parent == self.content / "cases":
                if not self.read.cases.pop(path, None) or not path.exists():
                    self.read.files = None
            elif path == self.content / "handbook.yaml":
                self.read.book.clear()
            else:  # a picture, a style sheet or a template, on which anything may depend
                self.styles, self.read, self.checked = Styles(self.content), Read(), {}
        return self._draft(load(self.content, self.read))

    def _draft(self, now: Handbook) -> Draft:
        ((head, order, _),) = self.read.book.values()
        problems = [*now.problems, *self._check(replace(head, cases=()))]
        for case in now.cases:
            problems += self._checked(case, head)
        errors: dict[str, set[str]] = defaultdict(set)  # their ids, by file
        for problem in problems:
            if problem.severity == "error":
                errors[problem.place.file].add(problem.id)
        if self.head is None or head.file not in errors:
            self.head = head
        for case in now.cases:
            ids = errors.get(case.title.mark.file)
            if not ids or (ids <= UNFILLED and case.title):
                self.good[case.slug] = case
        self.good = {slug: self.good[slug] for slug in order if slug in self.good}
        themes = frozenset(theme.name for theme in self.head.themes)
        shown = replace(self.head, cases=tuple(_themed(case, themes) for case in self.good.values()))
        return Draft(shown, tuple(sorted(set(problems))))

    def _checked(self, case: Case, head: Handbook) -> list[Problem]:
        """What the rules say of a case, which is not asked again while neither it nor the handbook has changed."""
        known = self.checked.get(case.slug)
        if known is None or known[0] is not case or known[1] is not head:
            problems = self._check(replace(head, cases=(case,)))
            known = self.checked[case.slug] = case, head, problems
        return known[2]

    def _check(self, handbook: Handbook) -> list[Problem]:
        rules = check(handbook, lambda: self.styles.characters, lambda: self.styles.accents)
        return [*rules, *advise(handbook)]


def _themed(case: Case, themes: frozenset[str]) -> Case:
    """A case without the themes that the handbook has no more, or not yet; that is told as a problem."""
    if themes.issuperset(case.themes):
        return case
    return replace(case, themes=tuple(theme for theme in case.themes if theme in themes))
