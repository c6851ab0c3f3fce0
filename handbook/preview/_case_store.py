"""The files of the content as the preview changes them: whole, never over a newer change, nothing thrown away."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EEXIST, EPERM
from functools import partial
from pathlib import Path

from handbook.authoring.book_order import read_order, write_order
from handbook.authoring.case_editor import InvalidChange, Value, change, clean, fields
from handbook.authoring.case_template import blank_case
from handbook.authoring.new_case import add
from handbook.authoring.safe_write import swap, write
from handbook.content.case_files import TRASH, case_files
from handbook.content.yaml_source import CONTROL, Unreadable, decode
from handbook.support.names import display_path


class Absent(Exception):
    """There is no such case or file."""


class Newer(Exception):
    """A field has another value on disk than the one that was changed; ``fields`` are those of the file now."""

    def __init__(self, fields: Mapping[str, Value]) -> None:
        super().__init__("changed on disk")
        self.fields = fields


@dataclass(frozen=True)
class Removed:
    """A case in the trash: the ``path`` that its file had, and its ``place`` there.

    ``order`` is that of all cases before, ``book`` what stood in handbook.yaml before and after.
    """

    slug: str
    path: Path
    place: Path
    order: Sequence[str]
    book: tuple[bytes, bytes]


class Shelf:
    """The files of a content folder. Cases are asked for by slug: no path ever comes from outside.

    That ``content/cases`` itself leads elsewhere is for whose folder it is to decide; what is in it may not.
    """

    def __init__(self, content: Path) -> None:
        self.content, self.cases, self.handbook = content, content / "cases", content / "handbook.yaml"
        self.removed: list[Removed] = []

    def path(self, slug: str) -> Path:
        """The file of a case.

        Raises:
            Absent: there is none.
        """
        if path := case_files(self.cases, []).get(slug):
            return path
        raise Absent

    def fields(self, slug: str) -> dict[str, Value]:
        """What a form shows of a case.

        Raises:
            Absent: there is no such case.
            Unreadable: its file is no YAML.
        """
        path = self.path(slug)
        return fields(decode(path.read_bytes(), display_path(path)), display_path(path))

    def save(self, slug: str, changes: Mapping[str, tuple[Value, Value]]) -> Path:
        """Writes changed fields of a case: of each what it was when the change began, and what it is to be.

        Raises:
            Absent: there is no such case.
            Unreadable: its file is no YAML.
            InvalidChange: a field does not exist, or cannot have that value.
            Newer: one of them has changed on disk meanwhile; nothing is written.
        """
        path = self.path(slug)
        data = path.read_bytes()
        text = decode(data, display_path(path))
        now = fields(text, display_path(path))
        wanted = {name: (was, clean(name, new)) for name, (was, new) in changes.items()}
        if any(now[name] not in pair for name, pair in wanted.items()):
            raise Newer(now)
        for name, (_, new) in wanted.items():
            if now[name] != new:
                text = change(text, display_path(path), name, new)
        write(path, data, text)
        return path

    def add(self, title: str) -> tuple[str, Path]:
        """A new case to fill in, at the end of the book: its slug and its file.

        Raises:
            InvalidChange: there is no title.
            Rejected: the title gives no name, or one that is taken.
        """
        title = " ".join(CONTROL.sub("", title).split())
        if not title:
            raise InvalidChange
        (path,) = add(self.content, [(title, partial(blank_case, title=title))])
        return next(slug for slug, other in case_files(self.cases, []).items() if other == path), path

    def order(self) -> list[str]:
        """The slugs of all cases in the order of the book."""
        slugs = list(case_files(self.cases, []))
        own: list[str] = []
        with suppress(Unreadable, OSError):
            own = read_order(self.handbook)
        known = [slug for slug in dict.fromkeys(own) if slug in slugs]
        return [*known, *(slug for slug in slugs if slug not in known)]

    def reorder(self, slugs: Sequence[str]) -> None:
        """Writes the order of the book into handbook.yaml; files keep their names.

        Raises:
            InvalidChange: these are not all the cases, each once.
        """
        if sorted(slugs) != sorted(case_files(self.cases, [])):
            raise InvalidChange
        write_order(self.handbook, slugs)

    @property
    def undo(self) -> bool:
        """Whether there is something to put back."""
        return any(each.place.exists() for each in self.removed)

    def remove(self, slug: str) -> Path:
        """Moves a case to the trash, and takes it out of the order; its file as it was.

        Raises:
            Absent: there is no such case.
            Unreadable: handbook.yaml is no YAML, or its order is refused; the case stays.
            OSError: it cannot be moved there; it stays.
        """
        path, order, before = self.path(slug), self.order(), self.handbook.read_bytes()
        trash = self.content / TRASH
        trash.mkdir(exist_ok=True)
        if trash.is_symlink():
            raise OSError(EPERM, f"{TRASH} leads out of the folder")
        number = 1
        while (place := trash / (path.name if number == 1 else f"{path.stem}-{number}.yaml")).exists():
            number += 1
        with _renamed(path, place):
            if read_order(self.handbook):
                write_order(self.handbook, [other for other in order if other != slug], slug)
        after = self.handbook.read_bytes()
        self.removed.append(Removed(slug, path, place, order, (before, after)))
        return path

    def restore(self) -> str | None:
        """Puts back what was removed last, to its place in the order; its slug, or None if nothing was.

        Raises:
            FileExistsError: there is a case of that name again.
            Unreadable: handbook.yaml is no YAML, or its order is refused; the case stays in the trash.
            OSError: it cannot be moved; it stays there.
        """
        while self.removed and not self.removed[-1].place.exists():  # somebody has emptied the trash
            self.removed.pop()
        if not self.removed:
            return None
        gone = self.removed[-1]
        if gone.path.exists() or gone.slug in case_files(self.cases, []):
            raise FileExistsError(EEXIST, f"there is a case '{gone.slug}' again")
        with _renamed(gone.place, gone.path):
            self._put_back(gone)
        self.removed.pop()
        return gone.slug

    def _put_back(self, gone: Removed) -> None:
        """The order as it was before; where it has changed since, with the case behind those that it followed."""
        before, after = gone.book
        now = self.handbook.read_bytes()
        if now == after:
            swap(self.handbook, now, before)
        elif before != after:
            order = [slug for slug in self.order() if slug != gone.slug]
            behind = [slug for slug in gone.order[gone.order.index(gone.slug) + 1 :] if slug in order]
            at = order.index(behind[0]) if behind else len(order)
            write_order(self.handbook, [*order[:at], gone.slug, *order[at:]])


@contextmanager
def _renamed(path: Path, place: Path) -> Iterator[None]:
    """A file in another place, unless what comes with that fails."""
    os.rename(path, place)
    try:
        yield
    except BaseException:
        os.rename(place, path)
        raise
