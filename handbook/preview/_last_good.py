"""Reads the content again and again while it is being written, and keeps what was good."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.content.loader import LoadedFiles, load
from handbook.content.model import Case, Handbook
from handbook.content.validation import advise, check
from handbook.pages.stylesheets import StyleSheets
from handbook.support.problems import Problem

UNFILLED = frozenset(("missing-field", "empty-text"))  # what a case that is being written lacks


@dataclass(frozen=True)
class Draft:
    """The content as it is to be shown, each part of it as it is now or as it last was good.

    ``problems`` are those of the files as they are now, and ``stale`` the slugs of cases that are shown as they
    last were good; an empty one is the handbook without its cases.
    """

    handbook: Handbook
    problems: tuple[Problem, ...]
    stale: frozenset[str]


class Reader:
    """Reads a content folder; after a change, only what has changed."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.styles = StyleSheets(content)
        self.read = LoadedFiles()
        self.good: dict[str, Case] = {}
        self.head: Handbook | None = None  # as it last was good, without cases
        self.order: list[str] = []  # of all cases, as it last was good
        self.flawed: set[str] = set()  # what is shown although it is not good, as it never was; see _takes
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
                self.styles, self.read, self.checked = StyleSheets(self.content), LoadedFiles(), {}
        return self._draft(load(self.content, self.read))

    def _draft(self, now: Handbook) -> Draft:
        ((head, order, _),) = self.read.book.values()
        files = self.read.files[0] if self.read.files else {}
        cases = {slug: case for slug, path in files.items() if (case := self.read.cases[path][0])}
        problems = [*now.problems, *self._check(replace(head, cases=()))]
        for case in cases.values():
            problems += self._checked(case, head)
        errors: dict[str, set[str]] = defaultdict(set)  # their ids, by file
        for problem in problems:
            if problem.severity == "error":
                errors[problem.place.file].add(problem.id)
        if self._takes("", head.file not in errors, there=self.head is not None):
            self.head = head
        known = order if head.file not in errors else self.order or order
        self.order = sorted(files, key=lambda slug: known.index(slug) if slug in known else len(files))
        for slug, case in cases.items():
            ids = errors.get(case.title.mark.file)
            fine = not ids or ids <= UNFILLED
            if case.title and self._takes(slug, fine, there=slug in self.good):
                self.good[slug] = case
        self.good = {slug: self.good[slug] for slug in self.order if slug in self.good}
        self.flawed &= {"", *self.good}
        return Draft(self._shown(), tuple(sorted(set(problems))), self._stale(cases, head))

    def _takes(self, key: str, good: bool, *, there: bool) -> bool:
        """Whether what was read of a case (or with no slug, of the handbook) is shown.

        It is when it is good. What is not is better than nothing, and a newer one of those than an older one.
        """
        if good:
            self.flawed.discard(key)
        elif not there:
            self.flawed.add(key)
        return good or key in self.flawed

    def _shown(self) -> Handbook:
        assert self.head is not None
        themes = frozenset(theme.name for theme in self.head.themes)
        return replace(self.head, cases=tuple(_themed(case, themes) for case in self.good.values()))

    def _stale(self, cases: Mapping[str, Case], head: Handbook) -> frozenset[str]:
        old = {slug for slug, case in self.good.items() if cases.get(slug) is not case}
        return frozenset(old if self.head is head else {"", *old})

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
