"""Does the work of the preview's worker processes: lays out sections, measures texts, draws pages."""

import gc
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from handbook.content.model import Handbook
from handbook.layout.model import LaidOutSection
from handbook.layout.worker import Worker
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.colours import Convert, colour_converter
from handbook.pdf.editions import PRINT, PRINT_BLACK, Edition
from handbook.pdf.page_renderer import PageRenderer
from handbook.preview._composition import compose_book, key_of
from handbook.preview._model import LayoutResult, SectionKey, Styles
from handbook.support.cache import Cache, digest
from handbook.support.input_limits import PROFILE
from handbook.support.outside_files import read_checked
from handbook.support.problems import Rejected

DOCUMENT_DIGITS = 16
COVERS = ("cover", "back")  # the sections that are printed in colour, whatever the others are
LOOKS = 3  # besides that of the book, whose style sheets are kept


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


def lay_out(
    sections: Sequence[Section], styles: Styles, height: int, *, quickly: bool = False
) -> list[LayoutResult]:
    """Lays out sections, and draws their pages ``height`` px high unless that is 0.

    ``quickly`` allows provisional layouts.
    """
    _reset_if_outdated(styles)
    return [_lay_out_section(section, styles, height, quickly) for section in sections]


def warm_up(section: Section, styles: Styles, height: int) -> None:
    """Lays out a section that has not changed, so that its next layout finds warm caches."""
    _reset_if_outdated(styles)
    with suppress(Exception):  # lay_out has reported it
        laid_out = _worker.lay_out_uncached(section)
        _fonts.update(_worker.typesetter.fonts)
        draw_pages(laid_out, styles, height)


def measure_spare_words(section: Section, styles: Styles) -> Mapping[str, int]:
    """Estimates how many more words fit into each text of a case; by field."""
    _reset_if_outdated(styles)
    try:
        return _worker.remaining_words(section)
    except Exception:  # lay_out has reported it
        return {}


def draw_pages(laid_out: LaidOutSection, styles: Styles, height: int) -> tuple[bytes, ...]:
    """Draws the pages of a laid-out section as JPEGs, ``height`` px high."""
    return _draw(_worker, laid_out, styles, height)


def draw_in_look(
    handbook: Handbook, plan: Pagination, key: SectionKey, styles: Styles, height: int
) -> list[bytes]:
    """Draws the pages of a section of a book that was put into another look; none if that cannot be laid out."""
    _reset_if_outdated(styles)
    worker = _worker_in_look(handbook.look, styles.version)
    try:
        sections = compose_book(handbook, plan, worker.styles.accents, {})
        laid_out = [worker.lay_out(section) for section in sections if key_of(section) == key]
    except Rejected:  # told as soon as the look is chosen
        return []
    _fonts.update(worker.section_cache.fonts)
    coloured = styles._replace(palette=worker.styles.palette)
    return [image for each in laid_out for image in _draw(worker, each, coloured, height)]


def _draw(worker: Worker, laid_out: LaidOutSection, styles: Styles, height: int) -> tuple[bytes, ...]:
    edition = _edition(laid_out.section, styles)
    convert, _ = _print_colours(styles, edition)
    try:
        return _renderer.render(laid_out.pdf, _fonts, convert, height, edition.mode)
    except KeyError:  # the cache lacks a font: it could not write it, or has removed it
        worker.lay_out_uncached(laid_out.section)
        _fonts.update(worker.typesetter.fonts)
        return _renderer.render(laid_out.pdf, _fonts, convert, height, edition.mode)


@lru_cache(maxsize=LOOKS)
def _worker_in_look(look: Path, version: int) -> Worker:
    """Returns what lays out in another look than that of the book, with the styles of a version."""
    return Worker(StyleSheets(_worker.styles.content, look), _worker.cache)


def _lay_out_section(section: Section, styles: Styles, height: int, quickly: bool) -> LayoutResult:
    try:
        rewritten = _worker.rewrite(section) if quickly else None
        laid_out = rewritten or _worker.lay_out(section)
        _fonts.update(_worker.typesetter.fonts if rewritten else _worker.section_cache.fonts)
        _, colours = _print_colours(styles, _edition(section, styles))
        document = digest(laid_out.pdf, colours)[:DOCUMENT_DIGITS]
        images = draw_pages(laid_out, styles, height) if height else ()
        return LayoutResult(laid_out, document, images, provisional=bool(rewritten))
    except Rejected as rejected:
        return LayoutResult(None, problems=rejected.problems)
    except Exception:  # a bug in the program; the preview goes on with the last good layout
        return LayoutResult(None, traceback=traceback.format_exc())


def _edition(section: Section, styles: Styles) -> Edition:
    """Returns the edition of print that a section has in the book."""
    return PRINT_BLACK if styles.black_inside and section.name not in COVERS else PRINT


@lru_cache(maxsize=2 + LOOKS)
def _print_colours(styles: Styles, edition: Edition) -> tuple[Convert, str]:
    """Returns a function from a colour of the layout to that of print, and a digest that changes with it."""
    profile = read_checked(styles.profile, PROFILE)
    convert = colour_converter(styles.palette, edition.mode, profile, styles.inks)
    return convert, digest(edition.mode, repr(styles.palette), repr(styles.inks), profile)


def _reset_if_outdated(styles: Styles) -> None:
    global _worker, _styles_version
    if styles.version != _styles_version:
        _worker, _styles_version = Worker(StyleSheets(_worker.styles.content), _worker.cache), styles.version
        gc.unfreeze()  # otherwise the objects of the old worker are never collected
