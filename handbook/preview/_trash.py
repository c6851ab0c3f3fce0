"""Moves removed cases to a folder of the content, and restores them in reverse order."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EEXIST, EPERM
from pathlib import Path

from handbook.authoring.book_order import read_order, write_order
from handbook.authoring.safe_write import read_still, swap
from handbook.content.case_files import TRASH, case_files
from handbook.support.held_files import when_released
from handbook.support.input_limits import YAML_FILE
from handbook.support.messages import message
from handbook.support.outside_files import read_outside


@dataclass(frozen=True)
class RemovedCase:
    """A case in the trash.

    ``path`` is the former path of its file, ``trashed`` the path now. ``order`` has the slugs of all cases before
    the removal; ``before`` and ``after`` are the bytes of handbook.yaml.
    """

    slug: str
    title: str
    path: Path
    trashed: Path
    order: Sequence[str]
    before: bytes
    after: bytes


class Trash:
    """The trash of a content folder."""

    def __init__(self, content: Path) -> None:
        self.cases, self.handbook, self.folder = content / "cases", content / "handbook.yaml", content / TRASH
        self.removed: list[RemovedCase] = []

    @property
    def restorable(self) -> str:
        """The title of the case that would be restored; empty if there is none."""
        return next((case.title for case in reversed(self.removed) if os.path.exists(case.trashed)), "")

    def add(self, slug: str, title: str, path: Path, order: Sequence[str]) -> None:
        """Moves the file of a case here, unchanged; ``order`` is that of all cases. Errors: see CaseStore."""
        before = read_still(self.handbook)
        self.folder.mkdir(exist_ok=True)
        if self.folder.is_symlink():
            raise OSError(EPERM, message("preview.trash-is-a-link", folder=TRASH))
        trashed = self._free_path(path)
        with _moved(path, trashed):
            if read_order(self.handbook):
                write_order(self.handbook, [other for other in order if other != slug], [slug])
        after = read_outside(self.handbook, YAML_FILE)
        self.removed.append(RemovedCase(slug, title, path, trashed, order, before, after))

    def restore(self, order: Sequence[str]) -> str | None:
        """Restores the case that was removed last; ``order`` is that of all cases. Errors: see CaseStore."""
        while self.removed and not os.path.exists(self.removed[-1].trashed):  # the trash has been emptied
            self.removed.pop()
        if not self.removed:
            return None
        case = self.removed[-1]
        if os.path.exists(case.path) or case.slug in case_files(self.cases, []):
            raise FileExistsError(EEXIST, message("preview.case-exists", slug=case.slug))
        with _moved(case.trashed, case.path):
            self._restore_order(case, order)
        self.removed.pop()
        return case.slug

    def _free_path(self, path: Path) -> Path:
        number, free = 1, self.folder / path.name
        while os.path.exists(free):
            number += 1
            free = self.folder / f"{path.stem}-{number}.yaml"
        return free

    def _restore_order(self, case: RemovedCase, order: Sequence[str]) -> None:
        """Restores handbook.yaml; if it has changed since, inserts the case before the next one that exists."""
        current = read_still(self.handbook)
        if current == case.after:
            swap(self.handbook, current, case.before)
        elif read_order(self.handbook):
            others = [slug for slug in order if slug != case.slug]
            following = [slug for slug in case.order[case.order.index(case.slug) + 1 :] if slug in others]
            index = others.index(following[0]) if following else len(others)
            write_order(self.handbook, [*others[:index], case.slug, *others[index:]])


@contextmanager
def _moved(source: Path, target: Path) -> Iterator[None]:
    """Moves a file; back again if the block fails."""
    when_released(lambda: os.rename(source, target))
    try:
        yield
    except BaseException:
        when_released(lambda: os.rename(target, source))
        raise
