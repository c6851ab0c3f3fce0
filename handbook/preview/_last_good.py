"""Reads the content after each change, and keeps the last good version of each file that has errors now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from os.path import exists
from pathlib import Path

from handbook.content.case_model import UNFILLED, Case, Picture
from handbook.content.loader import NAME, LoadedFiles, load
from handbook.content.model import Handbook
from handbook.content.validation import advise, check
from handbook.pages.stylesheets import StyleSheets
from handbook.support.problems import Problem

HANDBOOK = ""  # stands for handbook.yaml among the slugs of cases


@dataclass(frozen=True)
class ContentState:
    """The content to show: handbook.yaml and each case, as they are now or in their last good version.

    ``problems`` are those of the files as they are now. ``stale`` has the slugs of the cases that are shown in an
    older version, and HANDBOOK if handbook.yaml is.
    """

    handbook: Handbook
    problems: tuple[Problem, ...]
    stale: frozenset[str]


class ContentReader:
    """Reads a content folder; after a change, only the files that have changed."""

    def __init__(self, content: Path) -> None:
        self.content, self.book = content, content / NAME
        self.styles = StyleSheets(content)
        self.read = LoadedFiles()
        self.good_cases: dict[str, Case] = {}
        self.good_handbook: Handbook | None = None  # without its cases
        self.good_order: list[str] = []  # of all cases
        self.never_good: set[str] = set()  # slugs of cases that are shown with errors, for lack of a good version
        self.checked: dict[str, tuple[Case, Handbook, list[Problem]]] = {}

    def update(self, changed: Iterable[Path]) -> ContentState:
        """Reads the files that have changed."""
        changed = tuple(changed)
        for path in changed:
            if path.parent == self.content / "cases":
                if not self.read.cases.pop(path, None) or not exists(path):
                    self.read.files = None
            elif path == self.book:
                self.read.book.clear()
            else:  # an image, a style sheet or a template: anything may depend on it
                self.styles, self.read, self.checked = StyleSheets(self.content), LoadedFiles(), {}
        loaded = load(self.content, self.read)
        if self.book in changed and loaded.file not in _error_ids(loaded.problems):
            self._follow_look()
        return self._merge(loaded)

    def path(self, slug: str) -> Path | None:
        """Returns the file of a case; None if there is none of that name."""
        return self.read.files[0].get(slug) if self.read.files else None

    def _follow_look(self) -> None:
        """Replaces the style sheets if handbook.yaml asks for another brand, another look or other colours."""
        styles = StyleSheets(self.content)
        known = self.styles.look, self.styles.style.brand, self.styles.palette_sheet
        if (styles.look, styles.style.brand, styles.palette_sheet) != known:
            self.styles, self.checked = styles, {}

    def _merge(self, loaded: Handbook) -> ContentState:
        """Replaces the good versions by the loaded ones that are good."""
        ((handbook, order, _),) = self.read.book.values()
        files = self.read.files[0] if self.read.files else {}
        cases = {slug: case for slug, path in files.items() if (case := self.read.cases[path][0])}
        problems = [*loaded.problems, *self._check(replace(handbook, cases=())), *self.styles.problems]
        for case in cases.values():
            problems += self._check_case(case, handbook)
        errors = _error_ids(problems)
        self._merge_handbook(handbook, order, list(files), good=handbook.file not in errors)
        for slug, case in cases.items():
            good = errors.get(case.title.mark.file, set()) <= UNFILLED
            if case.title and self._accepts(slug, good, has_older=slug in self.good_cases):
                self.good_cases[slug] = case
        self.good_cases = {slug: self.good_cases[slug] for slug in self.good_order if slug in self.good_cases}
        self.never_good &= {HANDBOOK, *self.good_cases}
        return ContentState(self._shown(), tuple(sorted(set(problems))), self._stale(cases, handbook))

    def _merge_handbook(self, handbook: Handbook, order: list[str], slugs: list[str], *, good: bool) -> None:
        if self._accepts(HANDBOOK, good, has_older=self.good_handbook is not None):
            self.good_handbook = handbook
        known = order if good else self.good_order or order
        self.good_order = sorted(slugs, key=lambda slug: known.index(slug) if slug in known else len(slugs))

    def _accepts(self, slug: str, good: bool, *, has_older: bool) -> bool:
        """Returns whether to show a version that was read.

        A version with errors is shown only while there has never been a good one.
        """
        if good:
            self.never_good.discard(slug)
        elif not has_older:
            self.never_good.add(slug)
        return good or slug in self.never_good

    def _shown(self) -> Handbook:
        assert self.good_handbook is not None
        book = self.good_handbook
        themes = frozenset(theme.name for theme in book.themes)
        cases = tuple(_printable(case, themes) for case in self.good_cases.values())
        return replace(book, cases=cases, logo=_if_complete(book.logo), cover=_if_complete(book.cover))

    def _stale(self, cases: Mapping[str, Case], handbook: Handbook) -> frozenset[str]:
        slugs = {slug for slug, case in self.good_cases.items() if cases.get(slug) is not case}
        return frozenset(slugs if self.good_handbook is handbook else {HANDBOOK, *slugs})

    def _check_case(self, case: Case, handbook: Handbook) -> list[Problem]:
        """Returns the problems of a case, cached while neither it nor the handbook changes."""
        cached = self.checked.get(case.slug)
        if cached is None or cached[0] is not case or cached[1] is not handbook:
            problems = self._check(replace(handbook, cases=(case,)))
            cached = self.checked[case.slug] = case, handbook, problems
        return cached[2]

    def _check(self, handbook: Handbook) -> list[Problem]:
        errors = check(handbook, lambda: self.styles.characters, lambda: self.styles.accents)
        return [*errors, *advise(handbook)]


def _error_ids(problems: Iterable[Problem]) -> Mapping[str, set[str]]:
    """Returns the ids of all errors, by file."""
    ids: dict[str, set[str]] = defaultdict(set)
    for problem in problems:
        if problem.severity == "error":
            ids[problem.place.file].add(problem.id)
    return ids


def _if_complete(picture: Picture | None) -> Picture | None:
    """Returns a picture that has a file and a description; one without cannot be laid out, and is a problem."""
    return picture if picture and picture.file and picture.alt else None


def _printable(case: Case, themes: frozenset[str]) -> Case:
    """Returns the case without what cannot be laid out, and is a problem: unknown themes, half a picture."""
    known = tuple(theme for theme in case.themes if theme in themes)
    printable = replace(case, themes=known, portrait=_if_complete(case.portrait))
    return case if printable == case else printable
