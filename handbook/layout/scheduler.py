"""Lays out a handbook section by section, in as many processes as the machine has cores."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.synchronize import Event

from handbook.content.model import Handbook
from handbook.layout.model import Book, LaidOutSection
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

Progress = Callable[[Iterable[LaidOutSection], int], Iterator[LaidOutSection]]
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
    """Sections whose layout has begun: those that were cached, None for each other, and the batches of these."""

    cached: Sequence[LaidOutSection | None]
    batches: Sequence[Batch]
    fonts: FontFiles  # to which those of new sections are added

    def __iter__(self) -> Iterator[LaidOutSection]:
        new = (result for batch in self.batches for result in batch.result())
        return (hit or self._receive(*next(new)) for hit in self.cached)

    def _receive(self, section: LaidOutSection, new_fonts: FontFiles) -> LaidOutSection:
        self.fonts.update(new_fonts)
        return section

    def cancel(self) -> None:
        """Gives up the batches that no process has taken yet."""
        for batch in self.batches:
            batch.cancel()


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

        ``progress`` passes the sections through as they come; it gets their number.

        Raises:
            Rejected: the house style has a mistake, or leaves too little room.
        """
        from handbook.pages.composer import compose_perfect_binding

        pagination, number, sections = self._begin(handbook, case)
        spine = spine_width(handbook.print, pagination.total_pages)
        accents = self.cache.styles.accents
        parts = compose_perfect_binding(handbook, pagination, accents, spine) if spine and not case else []
        binding = self._lay_out(parts)
        laid_out = tuple(progress(sections, number))
        return Book(laid_out, tuple(binding), spine, self.cache.fonts)

    def _begin(self, handbook: Handbook, case: str) -> tuple[Pagination, int, Iterable[LaidOutSection]]:
        """Begins the layout; returns the pagination, and the number of the sections and these, as they come.

        The page numbers depend on the sections of variable length. The others are laid out beside them, with the
        expected page numbers, and once more in the rare case that these prove wrong.
        """
        from handbook.pages.composer import compose, compose_variable

        accents, expected = self.cache.styles.accents, expected_pagination(handbook)
        variable = self._lay_out(compose_variable(handbook, expected, accents), few=0)  # each may take long
        sections = [section for section in compose(handbook, expected, accents) if case in ("", section.slug)]
        others = self._lay_out([section for section in sections if section.pages is not None])
        known = {part.section.name: part for part in variable}
        pagination = replace(expected, **{name: part.pages for name, part in known.items()})
        if pagination == expected:
            rest = iter(others)
            return pagination, len(sections), (known.get(section.name) or next(rest) for section in sections)
        others.cancel()
        composed = [section for section in compose(handbook, pagination, accents) if case in ("", section.slug)]
        with_steps = [_with_known_step(section, known.get(section.name)) for section in composed]
        return pagination, len(with_steps), self._lay_out(with_steps)

    def _lay_out(self, sections: Sequence[Section], few: int = FEW_SECTIONS) -> _Layouts:
        """Begins at once to lay out those sections that are not cached; more than a ``few`` in all processes."""
        cached = [self.cache.find(section) for section in sections]
        missing = [section for section, hit in zip(sections, cached, strict=True) if hit is None]
        if len(missing) > few:
            self.more_needed.set()
        size = max(1, min(MAX_BATCH, len(missing) // worker_count()))
        batches = [
            self.pool.submit(lay_out, missing[start : start + size]) for start in range(0, len(missing), size)
        ]
        return _Layouts(cached, batches, self.cache.fonts)


def _with_known_step(section: Section, laid_out: LaidOutSection | None) -> Section:
    """Returns a section with the fitting step of its layout, so that it need not be searched for again.

    A section that has not changed since then stays without: it is cached like that.
    """
    if laid_out is None or laid_out.section == section:
        return section
    return replace(section, step=laid_out.fill.step)
