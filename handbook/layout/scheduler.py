"""Lays out a handbook section by section, in as many processes as the machine has cores."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from multiprocessing.synchronize import Event

from handbook.content.model import Handbook
from handbook.layout.model import Book, LaidOutSection, Placed
from handbook.layout.section_cache import FontFiles, SectionCache
from handbook.layout.worker import lay_out, prepare, start_worker
from handbook.pages.geometry import spine_width
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination, expected_pagination
from handbook.pages.stylesheets import StyleSheets
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache
from handbook.support.processes import worker_count, worker_gate, worker_pool

MAX_BATCH = 10  # sections that a process takes at once; with more, some processes finish long before others
FEW_SECTIONS = 4  # as many as one process lays out before another is ready to start

BINDING_SECTIONS = 4  # of compose_perfect_binding

Progress = Callable[[Iterable[Placed], int], Iterator[Placed]]
Batch = Future[list[tuple[LaidOutSection, FontFiles]]]


@contextmanager
def open_scheduler(styles: StyleSheets, cache: Cache) -> Iterator["Scheduler"]:
    """Opens a scheduler; its first process prepares to lay out while the caller reads and composes the content."""
    program_fingerprint()  # computed once; the processes inherit it
    gate = worker_gate()
    with worker_pool(partial(start_worker, styles.content, cache, gate)) as pool:
        pool.submit(prepare)
        yield Scheduler(pool, gate.opened, SectionCache(styles, cache))
        gate.opened.set()  # else processes that were not needed would wait for ever


@dataclass(frozen=True)
class _Layouts:
    """Sections whose layout has begun, by their places: those that were cached, and the others in batches."""

    cached: Mapping[int, LaidOutSection]
    missing: Sequence[int]
    batches: Sequence[Batch]
    fonts: FontFiles  # to which those of new sections are added

    def __iter__(self) -> Iterator[Placed]:
        """Yields the sections as they come, first those that were cached."""
        yield from self.cached.items()
        results = (result for batch in self.batches for result in batch.result())
        for place, (section, new_fonts) in zip(self.missing, results, strict=True):
            self.fonts.update(new_fonts)
            yield place, section

    def cancel(self) -> None:
        """Gives up the sections. The fonts of those that a process has taken are kept: it sends each font once."""
        for batch in self.batches:
            if not batch.cancel():
                batch.add_done_callback(self._keep_fonts)

    def _keep_fonts(self, batch: Batch) -> None:
        if batch.exception() is None:  # a mistake comes again with the sections laid out in their place
            for _, new_fonts in batch.result():
                self.fonts.update(new_fonts)


@dataclass
class Scheduler:
    """Takes sections from the cache, and gives the others to processes.

    Processes other than the first start when ``more_needed`` is set, for many sections only: each takes as long to
    prepare as ten spreads.
    """

    pool: Executor
    more_needed: Event
    cache: SectionCache

    def lay_out(self, handbook: Handbook, progress: Progress, case: str = "") -> Book:
        """Lays out a handbook, or only the ``case`` with this slug.

        ``progress`` passes the sections through as they come; it gets their number. A section comes after its
        place in the book; those of the binding have the last places.

        Raises:
            Rejected: the house style has a mistake, or leaves too little room.
        """
        pagination, number, sections = self._begin(handbook, case)
        spine = spine_width(handbook.print, pagination.total_pages)
        laid_out = dict(progress(sections, number))
        in_order = [laid_out[place] for place in range(number)]
        inside = number - BINDING_SECTIONS if spine is not None and not case else number
        return Book(tuple(in_order[:inside]), tuple(in_order[inside:]), spine, self.cache.fonts)

    def _begin(self, handbook: Handbook, case: str) -> tuple[Pagination, int, Iterable[Placed]]:
        """Begins the layout; returns the pagination, and the number of the sections and these, as they come.

        The page numbers depend on the sections of variable length. The others are laid out beside them, with the
        expected page numbers, and once more in the rare case that these prove wrong.
        """
        from handbook.pages.composer import compose_variable

        expected = expected_pagination(handbook)
        variable = self._lay_out(compose_variable(handbook, expected, self.cache.styles.accents), few=0)
        sections = self._compose(handbook, expected, case)
        fixed = self._lay_out([None if section.pages is None else section for section in sections])
        known = {part.section.name: part for _, part in variable}
        pagination = replace(expected, **{name: part.pages for name, part in known.items()})
        if pagination == expected:
            found = [(place, known[part.name]) for place, part in enumerate(sections) if part.pages is None]
            return pagination, len(sections), chain(found, fixed)
        fixed.cancel()
        sections = [
            _with_known_step(section, known.get(section.name))
            for section in self._compose(handbook, pagination, case)
        ]
        return pagination, len(sections), self._lay_out(sections)

    def _compose(self, handbook: Handbook, pagination: Pagination, case: str) -> list[Section]:
        """Returns the sections to lay out: all of them and those of the binding, or that of one case."""
        from handbook.pages.composer import compose, compose_perfect_binding

        accents = self.cache.styles.accents
        sections = compose(handbook, pagination, accents)
        if case:
            return [section for section in sections if section.slug == case]
        spine = spine_width(handbook.print, pagination.total_pages)
        if spine is None:
            return sections
        return [*sections, *compose_perfect_binding(handbook, pagination, accents, spine)]

    def _lay_out(self, sections: Sequence[Section | None], few: int = FEW_SECTIONS) -> _Layouts:
        """Begins at once to lay out those sections that are not cached; more than a ``few`` in all processes.

        The place of each is its number. None stands for a section that is laid out elsewhere.
        """
        hits = {place: self.cache.find(section) for place, section in enumerate(sections) if section}
        missing = [place for place, hit in hits.items() if hit is None]
        if len(missing) > few:
            self.more_needed.set()
        size = max(1, min(MAX_BATCH, len(missing) // worker_count()))
        batches = [
            self.pool.submit(lay_out, [section for place in places if (section := sections[place])])
            for places in (missing[start : start + size] for start in range(0, len(missing), size))
        ]
        cached = {place: hit for place, hit in hits.items() if hit is not None}
        return _Layouts(cached, missing, batches, self.cache.fonts)


def _with_known_step(section: Section, laid_out: LaidOutSection | None) -> Section:
    """Returns a section with the fitting step of its layout, so that it need not be searched for again.

    A section that has not changed since then stays without: it is cached like that.
    """
    if laid_out is None or laid_out.section == section:
        return section
    return replace(section, step=laid_out.fill.step)
