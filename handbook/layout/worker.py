"""Lays out sections in a process of its own."""

import gc
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.layout.model import LaidOutSection
from handbook.layout.section_cache import FontFiles, SectionCache
from handbook.pages.model import Edition, Section
from handbook.pages.stylesheets import StyleSheets
from handbook.setup.libraries import libraries_by_name
from handbook.support.cache import Cache
from handbook.support.problems import Rejected
from handbook.support.processes import WorkerGate

if TYPE_CHECKING:
    from handbook.layout.typesetter import Typesetter


class Worker:
    """Lays out sections in one process, with a typesetter for each edition."""

    def __init__(self, styles: StyleSheets, cache: Cache) -> None:
        self.styles, self.cache = styles, cache
        self.section_cache = SectionCache(styles, cache)
        self.typesetters: dict[Edition, Typesetter] = {}
        self._sent: set[str] = set()  # digests of font files

    def lay_out(self, edition: Edition, section: Section) -> LaidOutSection:
        """Returns a section from the cache, or lays it out and caches it."""
        if (cached := self.section_cache.find(edition, section)) is not None:
            return cached
        laid_out = self.lay_out_uncached(edition, section)
        self.section_cache.save(edition, laid_out, self.typesetter(edition).fonts)
        return laid_out

    def lay_out_uncached(self, edition: Edition, section: Section) -> LaidOutSection:
        """Lays out a section without looking into the cache."""
        try:
            return self.typesetter(edition).write(section)
        except Rejected:
            # WeasyPrint warns about a style only when it computes it, and the style is cached.
            self.typesetters.pop(edition, None)
            raise
        finally:
            _collect_garbage()

    def typesetter(self, edition: Edition) -> "Typesetter":
        """Returns the typesetter of an edition; making it takes as long as several spreads."""
        if edition not in self.typesetters:
            preload_typesetter()
            from handbook.layout.typesetter import Typesetter

            self.typesetters[edition] = Typesetter(edition, self.styles)
            _collect_garbage()
        return self.typesetters[edition]

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
    with libraries_by_name():
        import_module("handbook.layout.typesetter")


_worker: Worker  # of this process


def start_worker(content: Path, cache: Cache, gate: WorkerGate) -> None:
    """Initialises a process with a new worker, since it may have inherited one."""
    global _worker
    gate.pass_through()
    _worker = Worker(StyleSheets(content), cache)


def prepare(edition: Edition) -> None:
    """Makes a typesetter in advance. No caller awaits it: an exception comes again with the first section."""
    _worker.typesetter(edition)


def lay_out(edition: Edition, section: Section) -> tuple[LaidOutSection, FontFiles]:
    """Lays out a section in this process; returns it with its font files that were not sent before."""
    laid_out = _worker.lay_out(edition, section)
    return laid_out, _worker.unsent_fonts(laid_out)
