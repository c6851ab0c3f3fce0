"""The work that the preview gives to other processes: laying out sections, measuring texts, drawing pages."""

import gc
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from handbook.layout import scheduler as press
from handbook.layout.model import Piece
from handbook.layout.section_cache import digest_of
from handbook.pages.model import Edition, Section
from handbook.pages.stylesheets import Styles
from handbook.pdf.page_images import Pictures
from handbook.preview._model import LayoutResult
from handbook.support.cache import Store
from handbook.support.problems import Rejected

MAX_LINES = 400  # cached, of some 3 kB each; a spread has about 50, and a change adds a few


class _FontCache(dict[str, bytes]):
    """Font files by digest, read from the store when this process does not have them yet."""

    def __missing__(self, digest: str) -> bytes:
        if (data := _worker.store.get(digest)) is None:
            raise KeyError(digest)
        self[digest] = data
        return data


_worker: press.Worker
_fonts = _FontCache()
_page_images = Pictures()
_styles_version = 0


def start_worker(content: Path, store: Store) -> None:
    """Initialises a worker process."""
    global _worker
    _worker = press.Worker(Styles(content), store)


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
        written = _worker.write_anew(edition, section)
        _fonts.update(written.fonts)
        draw_pages(edition, written.piece, width)


def measure_spare_words(sections: Sequence[tuple[Edition, Section]], styles_version: int) -> Mapping[str, int]:
    """About how many words more fit into each text of a case, in all of its editions; by field."""
    _reset_if_outdated(styles_version)
    try:
        first, *others = [_worker.typesetter(edition).room(section) for edition, section in sections]
    except Exception:  # lay_out has reported it
        return {}
    return {name: min(spare, *(other[name] for other in others)) for name, spare in first.items()}


def draw_pages(edition: Edition, piece: Piece, width: int) -> tuple[bytes, ...]:
    """Draws the pages of a laid-out section as JPEGs, ``width`` px wide."""
    try:
        return _page_images.draw(piece.pdf, _fonts, width)
    except KeyError:  # the store could not keep a font, or has discarded it
        _fonts.update(_worker.write_anew(edition, piece.section).fonts)
        return _page_images.draw(piece.pdf, _fonts, width)


def _lay_out_section(edition: Edition, section: Section, width: int) -> LayoutResult:
    try:
        piece = _worker.write(edition, section).piece
        _fonts.update(_worker.fonts)
        return LayoutResult(piece, draw_pages(edition, piece, width) if width else ())
    except Rejected as rejected:
        return LayoutResult(None, problems=rejected.problems)
    except Exception:  # a bug in the program; the preview goes on with the last good layout
        return LayoutResult(None, traceback=traceback.format_exc())


def _trim_line_cache(edition: Edition) -> None:
    """Keeps the cached lines of a few spreads: those of others are of no use to the next spread."""
    typesetter = _worker.typesetters.get(edition)
    if typesetter and len(typesetter.memory.lines) > MAX_LINES:
        typesetter.memory.lines.clear()


def _reset_if_outdated(styles_version: int) -> None:
    global _worker, _styles_version
    if styles_version != _styles_version:
        _worker, _styles_version = press.Worker(Styles(_worker.styles.content), _worker.store), styles_version
        digest_of.cache_clear()
        gc.unfreeze()  # else the objects of the old worker are never collected
