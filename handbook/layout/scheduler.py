"""Lays out the editions of a handbook, section by section, in as many processes as the machine has cores."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.synchronize import Event

from handbook.content.model import Handbook
from handbook.layout.model import Book, LaidOutSection
from handbook.layout.section_cache import FontFiles, SectionCache
from handbook.layout.worker import lay_out, prepare, start_worker
from handbook.pages.geometry import spine_width
from handbook.pages.model import Edition, Section
from handbook.pages.pagination import Pagination, expected_pagination
from handbook.pages.stylesheets import StyleSheets
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache
from handbook.support.processes import worker_count, worker_gate, worker_pool

MAX_BATCH = 10  # sections that a process takes at once; with more, some processes finish long before others
FEW_SECTIONS = 4  # as many as one process lays out before another is ready to start

Progress = Callable[[str, Iterable[LaidOutSection], int], Iterator[LaidOutSection]]


@contextmanager
def open_scheduler(styles: StyleSheets, cache: Cache, editions: Sequence[Edition]) -> Iterator["Scheduler"]:
    """Opens a scheduler; its first process prepares to lay out while the caller reads and composes the content."""
    program_fingerprint()  # computed once; the processes inherit it
    gate = worker_gate()
    with worker_pool(partial(start_worker, styles.content, cache, gate)) as pool:
        for edition in editions:
            pool.submit(prepare, edition)
        yield Scheduler(editions, pool, gate.opened, SectionCache(styles, cache))
        gate.opened.set()  # else processes that were not needed would wait for ever


@dataclass
class _Job:
    """An edition whose layout has begun: ``number`` sections, and those of its cover sheet. The spine is in mm."""

    edition: Edition
    spine: float | None
    number: int
    sections: Iterator[LaidOutSection]
    cover: Iterator[LaidOutSection]


@dataclass
class Scheduler:
    """Takes sections from the cache, and gives the others to processes.

    Processes other than the first start when ``more_needed`` is set, for many sections only: each takes as long to
    prepare as ten spreads.
    """

    editions: Sequence[Edition]
    pool: Executor
    more_needed: Event
    cache: SectionCache

    def lay_out(self, handbook: Handbook, progress: Progress, case: str = "") -> list[Book]:
        """Lays out all editions of a handbook, or only the ``case`` with this slug.

        ``progress`` passes the sections of an edition through as they come; it gets the name of the edition and
        the number of its sections.

        Raises:
            Rejected: the house style has a mistake, or leaves too little room.
        """
        start = time.monotonic()
        books = []
        for job in self._begin(handbook, case):
            sections = tuple(progress(job.edition.name, job.sections, job.number))
            cover = tuple(job.cover)
            end = time.monotonic()
            books.append(Book(job.edition, sections, cover, job.spine, self.cache.fonts, end - start))
            start = end
        return books

    def _begin(self, handbook: Handbook, case: str) -> list[_Job]:
        """Begins the layout of all editions.

        The sections of variable length come first, since all page numbers depend on them. Meanwhile everything is
        composed with the expected page numbers.
        """
        from handbook.pages.composer import compose, compose_variable

        accents, expected = self.cache.styles.accents, expected_pagination(handbook)
        variable = [
            self._lay_out(edition, compose_variable(handbook, edition, expected, accents), few=0)
            for edition in self.editions  # each may take long
        ]
        composed = [compose(handbook, edition, expected, accents) for edition in self.editions]
        jobs = []
        for edition, parts, sections in zip(self.editions, variable, composed, strict=True):
            laid_out = {part.section.name: part for part in parts}
            pagination = replace(expected, **{name: part.pages for name, part in laid_out.items()})
            if pagination != expected:
                sections = compose(handbook, edition, pagination, accents)
            with_steps = [_with_known_step(section, laid_out.get(section.name)) for section in sections]
            selected = [section for section in with_steps if case in ("", section.slug)]
            spine = spine_width(handbook.print, pagination.total_pages)
            cover = self._cover_sheet(handbook, edition, pagination, spine)
            inside, outside = self._lay_out(edition, selected), self._lay_out(edition, cover)
            jobs.append(_Job(edition, spine, len(selected), inside, outside))
        return jobs

    def _cover_sheet(
        self, handbook: Handbook, edition: Edition, pagination: Pagination, spine: float | None
    ) -> list[Section]:
        from handbook.pages.composer import compose_cover_sheet

        if edition.screen or spine is None:  # the covers are pages of the edition
            return []
        return compose_cover_sheet(handbook, edition, pagination, self.cache.styles.accents, spine)

    def _lay_out(
        self, edition: Edition, sections: Sequence[Section], few: int = FEW_SECTIONS
    ) -> Iterator[LaidOutSection]:
        """Begins at once to lay out those sections that are not cached; more than a ``few`` in all processes."""
        cached = [self.cache.find(edition, section) for section in sections]
        missing = [section for section, hit in zip(sections, cached, strict=True) if hit is None]
        if len(missing) > few:
            self.more_needed.set()
        batch = max(1, min(MAX_BATCH, len(self.editions) * len(missing) // worker_count()))
        laid_out = self.pool.map(partial(lay_out, edition), missing, chunksize=batch)
        return (hit or self._receive(*next(laid_out)) for hit in cached)

    def _receive(self, section: LaidOutSection, new_fonts: FontFiles) -> LaidOutSection:
        self.cache.fonts.update(new_fonts)
        return section


def _with_known_step(section: Section, laid_out: LaidOutSection | None) -> Section:
    """Returns a section with the fitting step of its layout, so that it need not be searched for again.

    A section that has not changed since then stays without: it is cached like that.
    """
    if laid_out is None or laid_out.section == section:
        return section
    return replace(section, step=laid_out.fill.step)
