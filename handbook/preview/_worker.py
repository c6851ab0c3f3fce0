"""What a process does for the preview: it lays sections out, and draws pages."""

import gc
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from handbook.layout.model import LaidOutSection
from handbook.layout.worker import Worker
from handbook.pages.model import Edition, Section
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.page_renderer import PageRenderer
from handbook.support.cache import Cache
from handbook.support.problems import Problem, Rejected


@dataclass(frozen=True)
class Sheet:
    """A section laid out and, where they were asked for, its pages as pictures; or why it cannot be.

    ``broken`` is the traceback of a mistake in the program.
    """

    piece: LaidOutSection | None
    pictures: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: str = ""


class _Shelf(dict[str, bytes]):
    """Fonts by their digests, fetched from the store where this process does not have them yet."""

    def __missing__(self, name: str) -> bytes:
        if (data := _worker.cache.get(name)) is None:
            raise KeyError(name)
        self[name] = data
        return data


LINES = 400  # of some 3 kB each; a spread has about 50, and a change makes a few more

_worker: Worker
_shelf = _Shelf()
_renderer = PageRenderer()
_age = 0


def start(content: Path, cache: Cache) -> None:
    """Begins with nothing known."""
    global _worker
    _worker = Worker(StyleSheets(content), cache)


def lay_out(edition: Edition, sections: Sequence[Section], age: int, width: int) -> list[Sheet]:
    """Sections laid out; their pages are drawn, ``width`` px wide, where that is not 0.

    ``age`` grows when a style sheet or a picture has changed: what was read of them is read again.
    """
    _renew(age)
    sheets = [_sheet(edition, section, width) for section in sections]
    if not width:  # else the next change may be of the same section
        _forget(edition)
    return sheets


def rehearse(edition: Edition, section: Section, age: int, width: int) -> None:
    """Lays a section out as it is, so that its next layout is sooner there."""
    _renew(age)
    _forget(edition)
    with suppress(Exception):  # which laying it out has told already
        piece = _worker.lay_out_anew(edition, section)
        _shelf.update(_worker.typesetter(edition).fonts)
        draw(edition, piece, width)


def _forget(edition: Edition) -> None:
    """Keeps the lines of some spreads: to those that somebody turns to later they are of no use."""
    typesetter = _worker.typesetters.get(edition)
    if typesetter:
        typesetter.trim_line_breaks(LINES)


def _renew(age: int) -> None:
    global _worker, _age
    if age != _age:
        _worker, _age = Worker(StyleSheets(_worker.styles.content), _worker.cache), age
        gc.unfreeze()  # what the old one held


def _sheet(edition: Edition, section: Section, width: int) -> Sheet:
    try:
        piece = _worker.lay_out(edition, section)
        _shelf.update(_worker.section_cache.fonts)
        return Sheet(piece, draw(edition, piece, width) if width else ())
    except Rejected as rejected:
        return Sheet(None, problems=rejected.problems)
    except Exception:  # a mistake in the program; the book goes on being shown
        return Sheet(None, broken=traceback.format_exc())


def measure(sections: Sequence[tuple[Edition, Section]], age: int) -> Mapping[str, int]:
    """About how many words each text of a case can have more, so that it fits in all editions."""
    _renew(age)
    try:
        first, *others = [_worker.typesetter(edition).remaining_words(section) for edition, section in sections]
    except Exception:  # which laying it out has told already
        return {}
    return {name: min(more, *(other[name] for other in others)) for name, more in first.items()}


def draw(edition: Edition, piece: LaidOutSection, width: int) -> tuple[bytes, ...]:
    """The pages of a piece as JPEGs, ``width`` px wide."""
    try:
        return _renderer.render(piece.pdf, _shelf, width)
    except KeyError:  # the store could not keep a font, or does not have it any more
        _worker.lay_out_anew(edition, piece.section)
        _shelf.update(_worker.typesetter(edition).fonts)
        return _renderer.render(piece.pdf, _shelf, width)
