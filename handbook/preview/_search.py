"""Finds words in all stories, in foreword and colophon, as their forms show them, however they are typed."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from handbook.authoring.field_values import Value
from handbook.content.case_model import Case
from handbook.content.model import Handbook
from handbook.content.yaml_source import Unreadable
from handbook.preview._case_store import CaseStore
from handbook.preview._form_files import read_form
from handbook.preview._model import BOOK

MOST_HITS = 200
PROSE = ("foreword", "colophon")  # what is searched of handbook.yaml
AROUND = 40  # characters shown on either side of a hit
SAME = str.maketrans("‘’‚“”„«»–—", '\'\'\'"""""--')  # what stands for what a keyboard has


@dataclass(frozen=True)
class Hit:
    """A place in a story, or in the BOOK: the name of a control, and where in its value.

    ``start`` and ``end`` are in the units of UTF-16 of a browser.
    """

    slug: str
    title: str
    field: str
    start: int
    end: int
    before: str
    found: str
    after: str


class Search:
    """Searches the stories of a content folder; a file is read once, until it changes."""

    def __init__(self, store: CaseStore) -> None:
        self.store = store
        self._read: dict[Path, tuple[int, Mapping[str, Value]]] = {}

    def find(self, words: str) -> list[Hit]:
        """Returns the places where the words stand, in the order of the book, up to MOST_HITS."""
        wanted = folded(" ".join(words.split()))
        return list(islice(self._hits(wanted), MOST_HITS)) if wanted else []

    def _hits(self, wanted: str) -> Iterator[Hit]:
        for slug in (BOOK, *self.store.order()):
            with suppress(Unreadable, OSError):  # what cannot be read is a problem in the page
                fields = self._fields(slug)
                for name, text in _texts(fields):
                    for start in _places(folded(text), wanted):
                        yield _hit(slug, str(fields["title"]), name, text, start, start + len(wanted))

    def _fields(self, slug: str) -> Mapping[str, Value]:
        path = self.store.path(slug) if slug != BOOK else self.store.handbook
        version = path.stat().st_mtime_ns
        if self._read.get(path, (None,))[0] != version:
            fields = read_form(Case if slug != BOOK else Handbook, path)
            known = {"title": "", **{name: fields[name] for name in PROSE}} if slug == BOOK else fields
            self._read[path] = version, known
        return self._read[path][1]


def folded(text: str) -> str:
    """Returns a text of the same length in which letters that are looked for alike are the same."""
    return "".join(map(_folded, text.translate(SAME)))


def _folded(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return " " if letter.isspace() else plain if len(plain) == 1 else letter


def _texts(fields: Mapping[str, Value], group: str = "") -> Iterator[tuple[str, str]]:
    """Yields the texts of a form with the names of their controls."""
    for name, value in fields.items():
        match value:
            case str():
                yield group + name, value
            case list() if all(isinstance(item, str) for item in value) and name != "themes":
                yield name, "\n".join(map(str, value))
            case dict():
                yield from (
                    (n, text) for n, text in _texts(value, f"{name}.") if not n.endswith((".file", ".focus"))
                )


def _places(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + len(wanted))


def _hit(slug: str, title: str, field: str, text: str, start: int, end: int) -> Hit:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    before = before if start <= AROUND else "…" + before.partition(" ")[2]
    after = after if end + AROUND >= len(text) else after.rpartition(" ")[0] + "…"
    first, last = (len(text[:place].encode("utf-16-le")) // 2 for place in (start, end))
    return Hit(slug, title, field, first, last, before, text[start:end], after)
