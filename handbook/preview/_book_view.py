"""Holds the book as the preview shows it: every section in its last good layout."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from handbook.content.case_files import slug_in
from handbook.content.print_settings import PROFILE
from handbook.layout.model import Region
from handbook.layout.overflow import overflow_problems
from handbook.pages.composer import ComposedSpreads, Composer
from handbook.pages.model import Section
from handbook.preview._composition import compose_book, key_of, page_plan, planned_pages
from handbook.preview._failure_problems import failure_problem, template_problem
from handbook.preview._image_cache import ImageCache, ImageKey
from handbook.preview._last_good import HANDBOOK, ContentReader, ContentState
from handbook.preview._layout_queue import QUIET, LayoutQueue
from handbook.preview._model import BOOK, LayoutResult, SectionKey, SectionView, Styles, Viewport, WorkerPools
from handbook.support.input_limits import YAML_FILE
from handbook.support.language import message_language
from handbook.support.outside_files import read_outside
from handbook.support.problems import Problem


class BookView:
    """Reads changed files, composes the book again, and queues the sections that differ for layout.

    ``on_change`` receives the key of each section that is shown differently, or None if the book as a whole is.
    ``asked_language`` is that of the page, if it is not to be that of the book.
    """

    def __init__(
        self,
        content: Path,
        pools: WorkerPools,
        on_change: Callable[[SectionKey | None], None],
        asked_language: str = "",
    ) -> None:
        self.on_change, self.asked_language = on_change, asked_language
        self.reader = ContentReader(content)
        self.lines: dict[str, list[str]] = {}  # of the files of forms, read when they are asked for
        self.composed: ComposedSpreads = {}  # until the handbook, a style sheet or a template changes
        self.images = ImageCache()
        self.sections: dict[SectionKey, SectionView] = {}
        self.order: list[SectionKey] = []  # of the sections in the book
        styles = Styles(0, self.reader.styles.palette, PROFILE, ())
        self.queue = LayoutQueue(pools, self.sections, styles, self._accept, on_change)
        self.composing: asyncio.TimerHandle | None = None
        self.summary: object = None  # everything that the page shows of the book as a whole
        self.failure: Problem | None = None
        self.content = self._read([])
        self._compose()

    @property
    def language(self) -> str:
        """The language of the page: of its words, its form and its problems."""
        return message_language(self.asked_language, self.content.handbook.language)

    def form_lines(self, slug: str) -> list[str]:
        """Returns the lines of the file of a case, or of the BOOK, as it is now; none if it has gone.

        It may not be YAML.
        """
        if slug not in self.lines:
            path = self.reader.path(slug) if slug != BOOK else self.reader.book
            with suppress(OSError):
                self.lines[slug] = (
                    read_outside(path, YAML_FILE).decode("utf-8", "replace").splitlines() if path else []
                )
        return self.lines.get(slug, [])

    def update(self, changed: Iterable[Path]) -> None:
        """Reads files that have changed, and queues the sections that depend on them."""
        changed = tuple(changed)
        for path in changed:
            self.lines.pop(slug_in(path.name), None)  # that of handbook.yaml is empty, as BOOK is
        with self._template_errors():
            self._update(changed)

    def report_failure(self, error: Exception) -> None:
        """Shows that a change failed, until the book is composed again."""
        self.failure = failure_problem(error, self.reader.content)
        self.on_change(None)

    def set_viewport(self, viewport: Viewport) -> None:
        """Gives the sections in a viewport precedence."""
        self.queue.set_viewport(viewport)

    async def page_image(self, key: ImageKey) -> bytes | None:
        """Returns a page as a JPEG; None if that layout is not shown any more."""
        if image := self.images.get(key):
            return image
        for section, view in self.sections.items():
            if view.document == key.document and view.laid_out and key.page < view.laid_out.pages:
                pool = self.queue.pool_for(section)
                return await self.images.draw(pool, view.laid_out, self.queue.styles, key)
        return None

    def regions(self, document: str) -> Sequence[Region]:
        """Returns where the fields of a layout stand; nothing if that layout is not shown any more."""
        views = (view for view in self.sections.values() if view.document == document and view.laid_out)
        return next((view.laid_out.regions for view in views if view.laid_out), ())

    def problems(self) -> tuple[Problem, ...]:
        """Returns all problems of the content as it is now, and of its layout."""
        stale = [view for key in self.order if (view := self.sections[key]).stale]
        overflows = overflow_problems(overflow for view in stale for overflow in view.located_overflows)
        refused = {problem for view in stale for problem in view.problems}
        failures = {self.failure} if self.failure else set()
        return tuple(sorted({*self.content.problems, *overflows, *refused, *failures}))

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
        self._set_styles(state, changed=self.reader.styles is not styles)
        if self.reader.styles is not styles or self.reader.good_handbook is not handbook:
            self.composed = {}
        return state

    def _set_styles(self, state: ContentState, *, changed: bool) -> None:
        """Queues all sections if a style sheet, a template or an image has changed, or the colours of print have.

        The profile of a handbook with errors may be missing or damaged.
        """
        printing, is_bad = state.handbook.print, HANDBOOK in {*state.stale, *self.reader.never_good}
        profile = PROFILE if is_bad else printing.profile
        version = self.queue.styles.version + changed
        styles = Styles(version, self.reader.styles.palette, profile, printing.colours, printing.black_inside)
        if styles != self.queue.styles:
            self.queue.styles = styles
            for view in self.sections.values():
                view.needs_layout, view.measured = True, None

    @contextmanager
    def _template_errors(self) -> Iterator[None]:
        """Reports an error in a template as a problem; the last good layouts stay."""
        try:
            yield
        except Exception as error:
            if template_problem(error) is None:
                raise
            self.report_failure(error)

    def _recompose(self) -> None:
        with self._template_errors():
            self._compose()

    def _compose(self) -> None:
        """Composes the whole book, and queues the sections that differ."""
        self.composing, handbook = None, self.content.handbook
        sections: list[tuple[Section, int]] = []
        if handbook.cases:
            plan = page_plan(handbook, self.sections)
            composed = compose_book(handbook, plan, self.reader.styles.accents, self.composed)
            sections = [(section, planned_pages(section, plan)) for section in composed]
        self.order, self.failure = [self._queue(*planned) for planned in sections], None
        for key in self.sections.keys() - {*self.order}:
            del self.sections[key]
        cases = [(case.title, case.themes) for case in handbook.cases]
        summary = handbook.title, handbook.language, handbook.print, handbook.themes, cases, self.order
        if summary != self.summary:
            self.summary = summary
            self.on_change(None)
        if not self.queue.viewport.sections:  # no page is open: it will open the book at its first section
            self.queue.viewport = Viewport(frozenset(self.order[:1]))
        self.queue.dispatch()

    def _compose_spreads(self, slugs: list[str]) -> None:
        """Composes the spreads of some cases."""
        handbook = self.content.handbook
        plan = page_plan(handbook, self.sections)
        composer = Composer(handbook, plan, self.reader.styles.accents, self.composed)
        for number, case in enumerate(handbook.cases):
            if case.slug in slugs:
                self._queue(section := composer.spread(number), planned_pages(section, plan))
        self.queue.dispatch()

    def _queue(self, section: Section, pages: int) -> SectionKey:
        """Marks a section for layout, unless it is the one that was laid out; ``pages`` are planned for it."""
        key = key_of(section)
        view = self.sections.setdefault(key, SectionView(section, pages))
        view.needs_layout = view.needs_layout or view.section != section
        view.section, view.planned_pages = section, pages
        return key

    def _accept(self, key: SectionKey, result: LayoutResult, height: int) -> None:
        """Records the layout of a section."""
        view = self.sections[key]
        pages = view.pages
        if result.traceback and not self.reader.never_good:  # the layout of content with errors may fail
            print(result.traceback, file=sys.stderr)
        if view.accept(result):
            self.images.add(view.document, height, result.images)
        self.on_change(key)
        if view.pages != pages:
            self._recompose()
            self.on_change(None)
