"""The files of the content as the preview changes them: whole, never over a newer change, nothing thrown away."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from errno import EEXIST, EPERM
from functools import partial
from pathlib import Path

from handbook.casefile import blank
from handbook.files import TRASH, case_files
from handbook.names import shown
from handbook.order import named, reordered
from handbook.preview.form import Nonsense, Value, change, clean, fields
from handbook.saving import write
from handbook.source import CONTROL, Unreadable, decode
from handbook.writing import add


class Absent(Exception):
    """There is no such case or file."""


class Newer(Exception):
    """A field has another value on disk than the one that was changed; ``fields`` are those of the file now."""

    def __init__(self, fields: Mapping[str, Value]) -> None:
        super().__init__("changed on disk")
        self.fields = fields


class Shelf:
    """The files of a content folder. Cases are asked for by slug: no path ever comes from outside."""

    def __init__(self, content: Path) -> None:
        self.content, self.cases, self.handbook = content, content / "cases", content / "handbook.yaml"
        self.removed: list[tuple[str, Path, Path, list[str]]] = []  # slug, place, place in the trash, order before

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
        return fields(decode(path.read_bytes(), shown(path)), shown(path))

    def save(self, slug: str, changes: Mapping[str, tuple[Value, Value]]) -> Path:
        """Writes changed fields of a case: of each what it was when the change began, and what it is to be.

        Raises:
            Absent: there is no such case.
            Unreadable: its file is no YAML.
            Nonsense: a field does not exist, or cannot have that value.
            Newer: one of them has changed on disk meanwhile; nothing is written.
        """
        path = self.path(slug)
        data = path.read_bytes()
        text = decode(data, shown(path))
        now = fields(text, shown(path))
        wanted = {name: (was, clean(name, new)) for name, (was, new) in changes.items()}
        if any(now[name] not in pair for name, pair in wanted.items()):
            raise Newer(now)
        for name, (_, new) in wanted.items():
            if now[name] != new:
                text = change(text, shown(path), name, new)
        write(path, data, text)
        return path

    def add(self, title: str) -> tuple[str, Path]:
        """A new case to fill in, at the end of the book: its slug and its file.

        Raises:
            Nonsense: there is no title.
            Rejected: the title gives no name, or one that is taken.
        """
        title = " ".join(CONTROL.sub("", title).split())
        if not title:
            raise Nonsense
        (path,) = add(self.content, [(title, partial(blank, title=title))])
        return next(slug for slug, other in case_files(self.cases, []).items() if other == path), path

    def order(self) -> list[str]:
        """The slugs of all cases in the order of the book."""
        slugs = list(case_files(self.cases, []))
        own: list[str] = []
        with suppress(Unreadable, OSError):
            own = self._named()
        known = [slug for slug in dict.fromkeys(own) if slug in slugs]
        return [*known, *(slug for slug in slugs if slug not in known)]

    def reorder(self, slugs: Sequence[str]) -> None:
        """Writes the order of the book into handbook.yaml; files keep their names.

        Raises:
            Nonsense: these are not all the cases, each once.
        """
        if sorted(slugs) != sorted(case_files(self.cases, [])):
            raise Nonsense
        self._write_order(slugs)

    def remove(self, slug: str) -> Path:
        """Moves a case to the trash, and takes it out of the order; its file as it was.

        Raises:
            Absent: there is no such case.
            OSError: it cannot be moved there.
        """
        path, order = self.path(slug), self.order()
        trash = self.content / TRASH
        trash.mkdir(exist_ok=True)
        if trash.is_symlink():
            raise OSError(EPERM, f"{TRASH} leads out of the folder")
        number = 1
        while (place := trash / (path.name if number == 1 else f"{path.stem}-{number}.yaml")).exists():
            number += 1
        os.rename(path, place)
        try:
            if self._named():
                self._write_order([other for other in order if other != slug], slug)
        except BaseException:
            os.rename(place, path)
            raise
        self.removed.append((slug, path, place, order))
        return path

    def restore(self) -> str | None:
        """Puts back what was removed last, to its place in the order; its slug, or None if nothing was.

        Raises:
            FileExistsError: there is a case of that name again.
        """
        if not self.removed:
            return None
        slug, path, place, order = self.removed[-1]
        if path.exists() or slug in case_files(self.cases, []):
            raise FileExistsError(EEXIST, f"there is a case '{slug}' again")
        os.rename(place, path)
        self.removed.pop()
        if self._named():
            now = set(self.order())
            behind = [other for other in order[order.index(slug) + 1 :] if other in now]
            others = [other for other in self.order() if other != slug]
            at = others.index(behind[0]) if behind else len(others)
            self._write_order([*others[:at], slug, *others[at:]])
        return slug

    def _named(self) -> list[str]:
        """What stands in the order of handbook.yaml."""
        return named(decode(self.handbook.read_bytes(), self.handbook.name), self.handbook.name)

    def _write_order(self, slugs: Sequence[str], gone: str = "") -> None:
        data, name = self.handbook.read_bytes(), self.handbook.name
        write(self.handbook, data, reordered(decode(data, name), name, slugs, gone))
