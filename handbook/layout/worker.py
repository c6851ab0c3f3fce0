"""Lays out sections in a process of its own."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.layout.engine.lazy_fonttools import fonttools_on_use
from handbook.layout.model import LaidOutSection
from handbook.layout.section_cache import FontFiles, SectionCache
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.setup.libraries import libraries_by_name
from handbook.support.cache import Cache, use_cache
from handbook.support.problems import Rejected
from handbook.support.processes import WorkerGate, ended_if_stuck

if TYPE_CHECKING:
    from handbook.layout.typesetter import Typesetter


class Worker:
    """Lays out sections in one process."""

    def __init__(self, styles: StyleSheets, cache: Cache) -> None:
        self.styles, self.cache = styles, cache
        self.section_cache = SectionCache(styles, cache)
        self._typesetter: Typesetter | None = None
        self._sent: set[str] = set()  # digests of font files

    def lay_out(self, section: Section) -> LaidOutSection:
        """Returns a section from the cache, or lays it out and caches it."""
        if (cached := self.section_cache.find(section)) is not None:
            return cached
        laid_out = self.lay_out_uncached(section)
        self.section_cache.save(laid_out, self.typesetter.fonts)
        return laid_out

    def lay_out_uncached(self, section: Section) -> LaidOutSection:
        """Lays out a section without looking into the cache."""
        with self._typesetting() as typesetter:
            return typesetter.write(section)

    def rewrite(self, section: Section) -> LaidOutSection | None:
        """Lays a section out in the sizes and the room of the last one, which may not be the best for it any more.

        None where the best are at hand, or have to be found.
        """
        if self.section_cache.find(section) is not None:
            return None
        with self._typesetting() as typesetter:
            return typesetter.rewrite(section)

    @contextmanager
    def _typesetting(self) -> "Iterator[Typesetter]":
        try:
            yield self.typesetter
        except Rejected:
            # WeasyPrint warns about a style only when it computes it, and the style is cached.
            self._typesetter = None
            raise
        finally:
            _collect_garbage()

    def remaining_words(self, section: Section) -> Mapping[str, int]:
        """Estimates for each text with a page of its own how many more words fit."""
        try:
            return self.typesetter.remaining_words(section)
        finally:
            _collect_garbage()  # of a layout; a process may do nothing else for long

    @property
    def typesetter(self) -> "Typesetter":
        """The typesetter; making it takes as long as several spreads."""
        if self._typesetter is None:
            preload_typesetter()
            from handbook.layout.typesetter import Typesetter

            self._typesetter = Typesetter(self.styles)
            _collect_garbage()
        return self._typesetter

    def unsent_fonts(self, section: LaidOutSection) -> FontFiles:
        """Returns the font files of a section that were not returned before; they are large."""
        new = {name: self.section_cache.fonts[name] for name in section.fonts - self._sent}
        self._sent |= new.keys()
        return new


def _collect_garbage() -> None:
    """Frees the boxes of a layout, and excludes all other objects from later collections."""
    gc.collect()
    gc.freeze()


def preload_typesetter() -> None:
    """Imports the typesetter and WeasyPrint, which takes as long as ten spreads."""
    with libraries_by_name(), fonttools_on_use():
        import_module("handbook.layout.typesetter")


_worker: Worker  # of this process


def start_worker(content: Path, cache: Cache, gate: WorkerGate) -> None:
    """Initialises a process with a new worker, since it may have inherited one."""
    global _worker
    gate.pass_through()
    use_cache(cache.folder)
    _worker = Worker(StyleSheets(content), cache)


def prepare() -> None:
    """Makes the typesetter in advance. No caller awaits it: an exception comes again with the first section."""
    _ = _worker.typesetter


def lay_out(sections: Sequence[Section]) -> list[tuple[LaidOutSection, FontFiles]]:
    """Lays out sections in this process; returns each with its font files that were not sent before."""
    laid_out = []
    for section in sections:
        with ended_if_stuck():
            laid_out.append(_worker.lay_out(section))
    return [(section, _worker.unsent_fonts(section)) for section in laid_out]
