"""Lays the editions of a handbook out, section by section, in as many processes as the machine has cores."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.content.model import Handbook
from handbook.layout.model import Book, Piece
from handbook.layout.section_cache import Written, digest_of, find, keep, key_of
from handbook.pages.geometry import spine_width
from handbook.pages.model import Edition, Section
from handbook.pages.pagination import Pagination, expected_contents_pages
from handbook.pages.stylesheets import StyleSheets
from handbook.setup.fingerprint import program_fingerprint
from handbook.setup.libraries import libraries_by_name
from handbook.support.cache import Cache
from handbook.support.problems import Rejected
from handbook.support.processes import WorkerGate, worker_count, worker_gate, worker_pool

if TYPE_CHECKING:
    from handbook.layout.typesetter import Typesetter

Watch = Callable[[str, Iterable[Piece], int], Iterator[Piece]]
BATCH = 10  # sections at most that a process takes at once; with more, some processes end long before others
FEW = 4  # sections that one process has written before another is ready to


@contextmanager
def press(styles: StyleSheets, cache: Cache, editions: Sequence[Edition]) -> Iterator["Press"]:
    """A press for some editions; its first process gets ready while the content is read and composed."""
    program_fingerprint()  # which the processes then have
    digest_of.cache_clear()
    shut = worker_gate()
    with worker_pool(partial(_start, styles.content, cache, shut)) as pool:
        for edition in editions:
            pool.submit(_get_ready_for, edition)
        yield Press(styles, cache, editions, pool, shut.wanted)
        shut.wanted.set()  # else the others would wait for ever


@dataclass
class Press:
    """Takes sections from the store if an earlier build has written the same, or has processes lay them out.

    Processes other than the first are only ``wanted`` where there is much to do: to get ready takes them as long
    as ten spreads.
    """

    styles: StyleSheets
    cache: Cache
    editions: Sequence[Edition]
    pool: Executor
    wanted: Event
    fonts: dict[str, bytes] = field(default_factory=dict)

    def lay_out(self, handbook: Handbook, watch: Watch, case: str = "") -> list[Book]:
        """The editions laid out, or one ``case`` of them, by its slug.

        ``watch`` lets the sections of an edition through as they come; it gets its name and their number.
        How many pages the parts take that vary comes first: it numbers all others.
        """
        from handbook.pages.composer import compose, compose_cover_sheet, compose_variable

        start = time.monotonic()
        accents = self.styles.accents
        plan = guess(handbook)
        counted = [
            self._write(edition, compose_variable(handbook, edition, plan, accents), few=0)  # each may take long
            for edition in self.editions
        ]
        guessed = [compose(handbook, edition, plan, accents) for edition in self.editions]
        jobs = []
        for edition, parts, composed in zip(self.editions, counted, guessed, strict=True):
            found = {piece.section.name: piece for piece in self._taken(parts)}
            own = replace(plan, **{name: piece.pages for name, piece in found.items()})
            if own != plan:
                composed = compose(handbook, edition, own, accents)
            sections = [_stepped(section, found) for section in composed if case in ("", section.slug)]
            spine = spine_width(handbook.print, own.total_pages)
            sheet: Sequence[Section] = ()
            if spine is not None and not edition.screen:  # else the covers are pages of the edition
                sheet = compose_cover_sheet(handbook, edition, own, accents, spine)
            jobs.append(
                (edition, spine, len(sections), self._write(edition, sections), self._write(edition, sheet))
            )
        books = []
        for edition, spine, number, inside, cover in jobs:
            pieces, sheet_pieces = (
                tuple(watch(edition.name, self._taken(inside), number)),
                tuple(self._taken(cover)),
            )
            books.append(Book(edition, pieces, sheet_pieces, spine, self.fonts, time.monotonic() - start))
            start = time.monotonic()
        return books

    def _write(self, edition: Edition, sections: Sequence[Section], few: int = FEW) -> Iterator[Written]:
        """Sections as they are kept, or written; that begins at once, in the first process where they are few."""
        sheets = self.styles.paths(edition)
        kept = [self._kept(edition, section, sheets) for section in sections]
        missing = [section for section, found in zip(sections, kept, strict=True) if found is None]
        if len(missing) > few:
            self.wanted.set()
        some = max(1, min(BATCH, len(self.editions) * len(missing) // worker_count()))
        anew = self.pool.map(partial(_write, edition), missing, chunksize=some)
        return (found or next(anew) for found in kept)

    def _kept(self, edition: Edition, section: Section, sheets: list[Path]) -> Written | None:
        found = find(self.cache, key_of(edition, section, sheets), edition, section, self.fonts)
        if found:
            self.fonts.update(found.fonts)
        return found

    def _taken(self, written: Iterable[Written]) -> Iterator[Piece]:
        for section in written:
            self.fonts.update(section.fonts)
            yield section.piece


def guess(handbook: Handbook) -> Pagination:
    """The pages as they probably are: where that proves right, nothing is laid out again for its numbers."""
    cases, perfect = len(handbook.cases), handbook.print.perfect
    foreword = 1 if handbook.foreword.source.strip() else 0
    return Pagination(
        cases, foreword=foreword, contents=expected_contents_pages(cases), multiple=2 if perfect else 4
    )


def _stepped(section: Section, found: Mapping[str, Piece]) -> Section:
    """A section at the step found for it, or as it was if that has not changed it: the store has it then."""
    known = found.get(section.name)
    return section if known is None or known.section == section else replace(section, step=known.fill.step)


@dataclass
class Worker:
    """What a process keeps while it writes the sections of a build."""

    styles: StyleSheets
    cache: Cache
    typesetters: dict[Edition, "Typesetter"] = field(default_factory=dict)
    fonts: dict[str, bytes] = field(default_factory=dict)  # those that it has given back

    def write(self, edition: Edition, section: Section) -> Written:
        """A section as an earlier build wrote it, or written now."""
        key = key_of(edition, section, self.styles.paths(edition))
        written = find(self.cache, key, edition, section, self.fonts)
        if written is None:
            written = self.write_anew(edition, section)
            keep(self.cache, key, written, self.fonts)
        new = {name: data for name, data in written.fonts.items() if name not in self.fonts}
        self.fonts.update(new)
        return replace(written, fonts=new)

    def write_anew(self, edition: Edition, section: Section) -> Written:
        """A section written now, whatever is in the store."""
        try:
            return self.typesetter(edition).write(section)
        except Rejected:
            self.typesetters.pop(edition, None)  # what WeasyPrint has warned of once, it would pass over
            raise
        finally:
            _tidy()

    def typesetter(self, edition: Edition) -> "Typesetter":
        """Made when a section has to be laid out, for that takes as long as several spreads."""
        if edition not in self.typesetters:
            get_ready()
            from handbook.layout.typesetter import Typesetter

            self.typesetters[edition] = Typesetter(edition, self.styles)
            _tidy()
        return self.typesetters[edition]


def _tidy() -> None:
    """Throws the boxes of a layout away. What is left stays: nobody has to look through it again."""
    gc.collect()
    gc.freeze()


_worker: Worker  # that of this process


def _start(content: Path, cache: Cache, shut: WorkerGate) -> None:
    """Begins anew, whatever this process has inherited."""
    global _worker
    shut.pass_through()
    _worker = Worker(StyleSheets(content), cache)
    digest_of.cache_clear()


def get_ready() -> None:
    """Loads what takes as long as ten spreads."""
    with libraries_by_name():
        import_module("handbook.layout.typesetter")


def _get_ready_for(edition: Edition) -> None:
    """Makes what sections need; nobody asks how that went, for the first of them meets the same."""
    _worker.typesetter(edition)


def _write(edition: Edition, section: Section) -> Written:
    return _worker.write(edition, section)
