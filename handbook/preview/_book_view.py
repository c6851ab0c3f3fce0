"""The book as the preview shows it: every section of both editions in its last good layout."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.layout.overflow import overflow_problems
from handbook.pages.model import Section
from handbook.preview._composition import Composition, key_of, page_plan
from handbook.preview._image_cache import ImageCache, ImageKey
from handbook.preview._last_good import ContentReader, ContentState
from handbook.preview._layout_queue import QUIET, LayoutQueue
from handbook.preview._model import EDITIONS, LayoutResult, SectionKey, SectionView, Viewport, WorkerPools
from handbook.preview._template_errors import template_problem
from handbook.support.problems import Problem


class BookView:
    """Reads files that change, composes the book anew, and queues the sections that differ for layout.

    ``on_change`` receives the key of each section that is shown differently, or None if the book as a whole is.
    """

    def __init__(self, content: Path, pools: WorkerPools, on_change: Callable[[SectionKey | None], None]) -> None:
        self.on_change = on_change
        self.reader = ContentReader(content)
        self.composition = Composition()
        self.images = ImageCache()
        self.sections: dict[SectionKey, SectionView] = {}
        self.order: dict[str, list[SectionKey]] = {name: [] for name in EDITIONS}  # of the book, by edition
        self.queue = LayoutQueue(pools, self.sections, self._accept, on_change)
        self.composing: asyncio.TimerHandle | None = None
        self.summary: object = None  # of all that the page shows of the book as a whole
        self.template_problem: Problem | None = None
        self.content = self._read([])
        self._compose()

    def update(self, changed: Iterable[Path]) -> None:
        """Reads files that have changed, and queues the sections that depend on them."""
        with self._template_errors():
            self._update(changed)

    def set_viewport(self, viewport: Viewport) -> None:
        """Gives the sections in a viewport precedence."""
        self.queue.set_viewport(viewport)

    async def page_image(self, key: ImageKey) -> bytes | None:
        """A page as a JPEG; None if that layout is not shown any more."""
        if image := self.images.get(key):
            return image
        for section, view in self.sections.items():
            if view.document == key.document and view.laid_out and key.page < view.laid_out.pages:
                pool = self.queue.pool_for(section)
                return await self.images.draw(pool, EDITIONS[section.edition], view.laid_out, key)
        return None

    def problems(self) -> tuple[Problem, ...]:
        """All problems of the content as it is now, and of its layout."""
        stale = [view for keys in self.order.values() for key in keys if (view := self.sections[key]).stale]
        overflows = overflow_problems(each for view in stale for each in view.located_overflows)
        refused = {problem for view in stale for problem in view.problems}
        templates = {self.template_problem} if self.template_problem else set()
        return tuple(sorted({*self.content.problems, *overflows, *refused, *templates}))

    def _update(self, changed: Iterable[Path]) -> None:
        """Composes the spreads in the viewport first, unless cases were added, removed or reordered."""
        before, stale = self.content.handbook, self.content.stale
        self.content = self._read(changed)
        for key in self.sections:
            if key.case in stale ^ self.content.stale:
                self.on_change(key)
        old, new = ({case.slug: case for case in book.cases} for book in (before, self.content.handbook))
        open_cases = {key.case for key in self.queue.viewport.sections if key.case}
        if not open_cases or [*old] != [*new]:
            self._compose()
            return
        self._compose_spreads([slug for slug, case in new.items() if case is not old[slug] or slug in open_cases])
        if self.composing is None:
            self.composing = asyncio.get_running_loop().call_later(QUIET, self._recompose)

    def _read(self, changed: Iterable[Path]) -> ContentState:
        styles, handbook = self.reader.styles, self.reader.good_handbook
        state = self.reader.update(changed)
        if self.reader.styles is not styles:
            self.queue.styles_version += 1
            for view in self.sections.values():
                view.needs_layout, view.measured = True, None
        if self.reader.styles is not styles or self.reader.good_handbook is not handbook:
            self.composition.clear_cache()
        return state

    @contextmanager
    def _template_errors(self) -> Iterator[None]:
        """Reports an error in a template as a problem; the last good layouts stay."""
        try:
            yield
        except Exception as error:
            self.template_problem = template_problem(error)
            if self.template_problem is None:
                raise
            self.on_change(None)

    def _recompose(self) -> None:
        with self._template_errors():
            self._compose()

    def _compose(self) -> None:
        """Composes the whole book, and queues the sections that differ."""
        self.composing, handbook = None, self.content.handbook
        order: dict[str, list[SectionKey]] = {name: [] for name in EDITIONS}
        for name in EDITIONS if handbook.cases else ():
            plan = page_plan(name, handbook, self.sections)
            sections = self.composition.sections(name, handbook, plan, self.reader.styles.accents)
            order[name] = [self._queue(name, section) for section in sections]
        self.order, self.template_problem = order, None
        for key in self.sections.keys() - {key for keys in self.order.values() for key in keys}:
            del self.sections[key]
        titles = [case.title for case in handbook.cases]
        summary = handbook.title, handbook.language, handbook.print, handbook.themes, titles, [*order.values()]
        if summary != self.summary:
            self.summary = summary
            self.on_change(None)
        self.queue.dispatch()

    def _compose_spreads(self, slugs: list[str]) -> None:
        """Composes the spreads of some cases, first in the edition that is in the viewport."""
        handbook, shown = self.content.handbook, {key.edition for key in self.queue.viewport.sections}
        for name in sorted(EDITIONS, key=lambda name: name not in shown):
            plan = page_plan(name, handbook, self.sections)
            for section in self.composition.spreads(name, handbook, plan, self.reader.styles.accents, slugs):
                self._queue(name, section)
            self.queue.dispatch()  # before the other edition is composed

    def _queue(self, name: str, section: Section) -> SectionKey:
        """Marks a section of the edition of a name for layout, unless it was laid out just so."""
        key = key_of(name, section)
        view = self.sections.setdefault(key, SectionView(section))
        view.needs_layout = view.needs_layout or view.section != section
        view.section = section
        return key

    def _accept(self, key: SectionKey, result: LayoutResult, width: int) -> None:
        """Records the layout of a section."""
        view = self.sections[key]
        pages = view.pages
        if result.traceback and not self.reader.never_good:  # content with errors may well fail to be laid out
            print(result.traceback, file=sys.stderr)
        if view.accept(result):
            self.images.add(view.document, width, result.images)
        self.on_change(key)
        if view.pages != pages:
            self._recompose()
            self.on_change(None)
