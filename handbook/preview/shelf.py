"""The files of the content as the preview changes them: whole, never over a newer change, nothing thrown away."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from errno import EPERM
from functools import partial
from pathlib import Path

import yaml

from handbook.casefile import blank
from handbook.files import TRASH, case_files
from handbook.names import shown
from handbook.preview.form import Nonsense, Value, change, clean, fields
from handbook.preview.saving import write
from handbook.source import CONTROL, Unreadable, decode, parse
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
        self.content, self.cases = content, content / "cases"
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
        node = None
        with suppress(Unreadable, OSError):
            node = self._order_node(self._text())
        own = [item.value for item in node.value] if isinstance(node, yaml.SequenceNode) else []
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
            if self._order_node(self._text()) is not None:
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
            raise FileExistsError(path)
        os.rename(place, path)
        self.removed.pop()
        if self._order_node(self._text()) is not None:
            now = set(self.order())
            behind = [other for other in order[order.index(slug) + 1 :] if other in now]
            others = [other for other in self.order() if other != slug]
            at = others.index(behind[0]) if behind else len(others)
            self._write_order([*others[:at], slug, *others[at:]])
        return slug

    def _text(self) -> str:
        path = self.content / "handbook.yaml"
        return decode(path.read_bytes(), shown(path))

    def _order_node(self, text: str) -> yaml.SequenceNode | None:
        root = parse(text, "handbook.yaml")
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        node = next((value for key, value in pairs if key.value == "order"), None)
        return node if isinstance(node, yaml.SequenceNode) and node.value else None

    def _write_order(self, slugs: Sequence[str], gone: str = "") -> None:
        """Writes ``order:``; a line of it goes to its new place with what is said behind it or above it.

        What stands there and is not to be found just now stays, unless it is ``gone``.
        """
        path = self.content / "handbook.yaml"
        data, text = path.read_bytes(), self._text()
        node = self._order_node(text)
        before = [item.value for item in node.value if isinstance(item, yaml.ScalarNode)] if node else []
        slugs = _with_others(slugs, [slug for slug in before if slug != gone])
        if node is None:
            new = text.rstrip("\n") + "\n\norder:\n" + "".join(f"  - {slug}\n" for slug in slugs)
        elif node.flow_style:
            new = text[: node.start_mark.index] + f"[{', '.join(slugs)}]" + text[node.end_mark.index :]
        else:
            start = at = text.rfind("\n", 0, node.value[0].start_mark.index) + 1
            lines: dict[str, str] = {}
            indent = " " * node.value[0].start_mark.column
            for item in node.value:
                end = text.find("\n", item.end_mark.index) + 1 or len(text)
                lines[item.value], at = text[at:end].rstrip("\n") + "\n", end
            indent = indent.removesuffix("  ") + "- "
            new = text[:start] + "".join(lines.get(slug, f"{indent}{slug}\n") for slug in slugs) + text[at:]
        write(path, data, new)


def _with_others(slugs: Sequence[str], before: Sequence[str]) -> list[str]:
    """An order with those of the order before that it lacks, each behind the same one as then."""
    whole, last = list(slugs), ""
    for slug in before:
        if slug not in whole:
            whole.insert(whole.index(last) + 1 if last else 0, slug)
        last = slug
    return whole
