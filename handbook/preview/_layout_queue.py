"""Decides which section is laid out next: first those in the viewport, then, once they are shown, the rest."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from functools import partial
from typing import Any

from handbook.preview._model import (
    LayoutResult,
    SectionKey,
    SectionView,
    SpareWords,
    Styles,
    Viewport,
    WorkerPools,
)
from handbook.preview._worker import lay_out, measure_spare_words, warm_up
from handbook.support.processes import worker_count

VARYING = ("foreword", "contents", "register")  # Pagination counts their pages; slow to lay out
BATCH = 4  # sections for one process at once while no one is editing
QUIET = 0.15  # seconds in which a new page image reaches the screen before other work starts
EDITING = 2  # seconds after a change or a turn in which the foreground process stays free for the next one

OnResult = Callable[[SectionKey, LayoutResult, int], None]


class LayoutQueue:
    """Hands sections to idle worker processes.

    The ``views`` and the ``styles`` belong to the caller, who sets ``needs_layout`` and calls ``dispatch``.
    ``on_result`` receives each layout with the height of its page images in px (0: not drawn). ``on_change``
    receives the key of a view whose spare words were measured.
    """

    def __init__(
        self,
        pools: WorkerPools,
        views: Mapping[SectionKey, SectionView],
        styles: Styles,
        on_result: OnResult,
        on_change: Callable[[SectionKey], None],
    ) -> None:
        self.pools, self.views, self.styles = pools, views, styles
        self.on_result, self.on_change = on_result, on_change
        self.loop = asyncio.get_running_loop()
        self.viewport = Viewport()
        self.running: set[SectionKey] = set()
        self.jobs: Counter[Executor] = Counter()
        self.warm: tuple[SectionKey, Styles] | None = None  # what was warmed up last
        self.quiet_until = self.edited = self.loop.time() - EDITING

    def set_viewport(self, viewport: Viewport) -> None:
        """Gives other sections precedence; their page images are requested before anything else starts."""
        self.viewport, self.edited = viewport, self.loop.time()
        self._keep_quiet()
        self.dispatch()

    def pool_for(self, key: SectionKey) -> Executor:
        """Returns the processes that lay out and draw a section."""
        return self.pools.foreground if key in self.viewport.sections else self.pools.background

    def dispatch(self) -> None:
        """Starts all work for which a process is idle."""
        while job := self._next_job():
            self._start(*job)
        for key in self.viewport.sections & self.views.keys():
            view = self.views[key]
            if key.name != "spread" or view.needs_layout or key in self.running or self._is_quiet():
                continue
            if view.provisional and self._idle_pool() == self.pools.background:
                self._confirm(key, view)
            if view.measured != view.section and not view.stale and self._idle_pool() == self.pools.background:
                self._measure(key, view)
            if self.warm != (key, self.styles) and not self.jobs[self.pools.foreground]:
                self._warm_up(key, view)

    def _next_job(self) -> tuple[Executor, list[SectionKey]] | None:
        """Returns an idle pool, and the sections that it takes now."""
        waiting = [key for key, view in self.views.items() if view.needs_layout and key not in self.running]
        if not waiting:
            return None
        first = min(waiting, key=self._priority)
        if first in self.viewport.sections:
            self.edited = self.loop.time()
            return None if self.jobs[self.pools.foreground] else (self.pools.foreground, [first])
        pool = self._idle_pool()
        if pool is None:
            return None
        if first.name in VARYING:
            return None if any(key.name in VARYING for key in self.running) else (pool, [first])
        size = 1 if self._is_editing() or pool is self.pools.foreground else BATCH
        same = self._priority(first)
        return pool, [key for key in waiting if self._priority(key) == same][:size]

    def _priority(self, key: SectionKey) -> int:
        """Returns a rank, lowest first: the viewport; what decides other page numbers; what is fast to lay out."""
        if key in self.viewport.sections:
            return 0
        if key.name in VARYING:
            return 3 if self.views[key].laid_out else 1
        return 2

    def _idle_pool(self) -> Executor | None:
        """Returns a pool for sections outside the viewport; None while these are laid out or all are busy."""
        if self._is_quiet() or not self.viewport.sections.isdisjoint(self.running):
            return None
        if self.jobs[self.pools.background] < max(1, worker_count() - 1):
            return self.pools.background
        is_reserved = self._is_editing() or not self.viewport.height  # for a change, or the page that opens
        return None if self.jobs[self.pools.foreground] or is_reserved else self.pools.foreground

    def _keep_quiet(self) -> None:
        """Leaves the machine to the browser for a moment."""
        self.quiet_until = self.loop.time() + QUIET
        self.loop.call_later(QUIET, self.dispatch)

    def _is_quiet(self) -> bool:
        return self.loop.time() < self.quiet_until

    def _is_editing(self) -> bool:
        return self.loop.time() - self.edited < EDITING

    def _start(self, pool: Executor, keys: list[SectionKey]) -> None:
        height = self.viewport.height if keys[0] in self.viewport.sections else 0
        sections = [self.views[key].section for key in keys]
        self.running.update(keys)
        for key in keys:
            self.views[key].needs_layout = False
        call = partial(lay_out, quickly=pool is self.pools.foreground)
        self._submit(pool, partial(self._finish, keys, height), call, sections, self.styles, height, keys=keys)

    def _finish(self, keys: list[SectionKey], height: int, results: list[LayoutResult]) -> None:
        for key, result in zip(keys, results, strict=True):
            if key in self.views:
                self.on_result(key, result, height)
        if height or not self.viewport.sections.isdisjoint(keys):
            self._keep_quiet()  # the page asks for the images now, if they were not drawn
            self.loop.call_later(EDITING, self.dispatch)

    def _warm_up(self, key: SectionKey, view: SectionView) -> None:
        """Fills the caches of the foreground process before the section changes."""
        self.warm = key, self.styles
        arguments = view.section, self.styles, self.viewport.height
        self._submit(self.pools.foreground, lambda _: None, warm_up, *arguments)

    def _confirm(self, key: SectionKey, view: SectionView) -> None:
        """Lays a section out as a build does, in the place of a provisional layout: nearly always the same."""
        section, styles = view.section, self.styles
        view.provisional = False

        def finish(results: list[LayoutResult]) -> None:
            if (view.section, self.styles) == (section, styles) and self.views.get(key) is view:
                self.on_result(key, results[0], 0)

        self._submit(self.pools.background, finish, lay_out, [section], styles, 0)

    def _measure(self, key: SectionKey, view: SectionView) -> None:
        view.measured = view.section
        counts = {name: view.word_count(name) for name in view.section.fields}

        def finish(spare: Mapping[str, int]) -> None:
            view.spare_words = {name: SpareWords(words, counts[name]) for name, words in spare.items()}
            self.on_change(key)

        self._submit(self.pools.background, finish, measure_spare_words, view.section, self.styles)

    def _submit(
        self,
        pool: Executor,
        on_done: Callable[[Any], None],
        function: Callable[..., Any],
        *arguments: object,
        keys: Iterable[SectionKey] = (),
    ) -> None:
        """Calls a function in a process of the pool; ``on_done`` receives its result here.

        The sections with these ``keys`` are running until then, also where it fails.
        """
        self.jobs[pool] += 1

        def end(future: asyncio.Future[Any]) -> None:
            self.jobs[pool] -= 1
            self.running.difference_update(keys)
            if future.cancelled():
                return
            try:
                on_done(future.result())
            finally:
                self.dispatch()

        self.loop.run_in_executor(pool, function, *arguments).add_done_callback(end)
