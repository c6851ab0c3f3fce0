"""The work that the preview gives to other processes: laying out sections, measuring texts, drawing pages."""

import gc
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from handbook.layout.model import LaidOutSection
from handbook.layout.worker import Worker
from handbook.pages.model import Edition, Section
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.page_renderer import PageRenderer
from handbook.preview._model import LayoutResult
from handbook.support.cache import Cache
from handbook.support.problems import Rejected

MAX_LINES = 400  # cached, of some 3 kB each; a spread has about 50, and a change adds a few


class _FontCache(dict[str, bytes]):
    """Font files by digest, read from the cache when this process does not have them yet."""

    def __missing__(self, digest: str) -> bytes:
        if (data := _worker.cache.get(digest)) is None:
            raise KeyError(digest)
        self[digest] = data
        return data


_worker: Worker
_fonts = _FontCache()
_renderer = PageRenderer()
_styles_version = 0


def start_worker(content: Path, cache: Cache) -> None:
    """Initialises a worker process."""
    global _worker
    _worker = Worker(StyleSheets(content), cache)


def lay_out(edition: Edition, sections: Sequence[Section], styles_version: int, width: int) -> list[LayoutResult]:
    """Lays out sections, and draws their pages ``width`` px wide unless that is 0.

    A new ``styles_version`` means that a style sheet, a template or an image has changed: all are read again.
    """
    _reset_if_outdated(styles_version)
    results = [_lay_out_section(edition, section, width) for section in sections]
    if not width:  # a section that was drawn is in the viewport, and may be the next to change too
        _trim_line_cache(edition)
    return results


def warm_up(edition: Edition, section: Section, styles_version: int, width: int) -> None:
    """Lays out a section that has not changed, so that its next layout finds warm caches."""
    _reset_if_outdated(styles_version)
    _trim_line_cache(edition)
    with suppress(Exception):  # lay_out has reported it
        laid_out = _worker.lay_out_anew(edition, section)
        _fonts.update(_worker.typesetter(edition).fonts)
        draw_pages(edition, laid_out, width)


def measure_spare_words(sections: Sequence[tuple[Edition, Section]], styles_version: int) -> Mapping[str, int]:
    """About how many words more fit into each text of a case, in all of its editions; by field."""
    _reset_if_outdated(styles_version)
    try:
        first, *others = [_worker.typesetter(edition).remaining_words(section) for edition, section in sections]
    except Exception:  # lay_out has reported it
        return {}
    return {name: min(spare, *(other[name] for other in others)) for name, spare in first.items()}


def draw_pages(edition: Edition, laid_out: LaidOutSection, width: int) -> tuple[bytes, ...]:
    """Draws the pages of a laid-out section as JPEGs, ``width`` px wide."""
    try:
        return _renderer.render(laid_out.pdf, _fonts, width)
    except KeyError:  # the cache could not keep a font, or has discarded it
        _worker.lay_out_anew(edition, laid_out.section)
        _fonts.update(_worker.typesetter(edition).fonts)
        return _renderer.render(laid_out.pdf, _fonts, width)


def _lay_out_section(edition: Edition, section: Section, width: int) -> LayoutResult:
    try:
        laid_out = _worker.lay_out(edition, section)
        _fonts.update(_worker.section_cache.fonts)
        return LayoutResult(laid_out, draw_pages(edition, laid_out, width) if width else ())
    except Rejected as rejected:
        return LayoutResult(None, problems=rejected.problems)
    except Exception:  # a bug in the program; the preview goes on with the last good layout
        return LayoutResult(None, traceback=traceback.format_exc())


def _trim_line_cache(edition: Edition) -> None:
    """Keeps the cached lines of a few spreads: those of others are of no use to the next spread."""
    typesetter = _worker.typesetters.get(edition)
    if typesetter:
        typesetter.trim_line_breaks(MAX_LINES)


def _reset_if_outdated(styles_version: int) -> None:
    global _worker, _styles_version
    if styles_version != _styles_version:
        _worker, _styles_version = Worker(StyleSheets(_worker.styles.content), _worker.cache), styles_version
        gc.unfreeze()  # else the objects of the old worker are never collected
