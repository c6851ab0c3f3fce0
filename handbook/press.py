"""Lays the editions of a handbook out, section by section, in as many processes as the machine has cores."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from handbook.bind import Book
from handbook.compose import compose, cover_sheet, varying
from handbook.model import Edition, Handbook, Piece, Section
from handbook.pages import Plan
from handbook.styles import Styles
from handbook.typeset import Typesetter
from handbook.workers import cores, workers

Written = tuple[Piece, dict[str, bytes]]  # a section, and the fonts that its process had not given back yet
Watch = Callable[[str, Iterable[Piece], int], Iterator[Piece]]
BATCH = 10  # sections at most that a process takes at once; with more, some processes end long before others


def lay_out(
    handbook: Handbook, styles: Styles, editions: Sequence[Edition], watch: Watch, case: str = ""
) -> list[Book]:
    """Editions laid out, or one ``case`` of them, by its slug.

    ``watch`` lets the sections of an edition through as they come; it gets the edition's name and their number.
    How many pages the parts take that vary comes first: it numbers all others.
    """
    start = time.monotonic()
    perfect, accents = handbook.print.perfect, styles.accents
    plan = Plan(len(handbook.cases), multiple=2 if perfect else 4)
    programs: dict[str, bytes] = {}
    with workers(cores(), partial(_start, styles.content)) as pool:
        open_ = [(edition, varying(handbook, edition, plan, accents)) for edition in editions]
        counted = [(edition, parts, pool.map(partial(_count, edition), parts)) for edition, parts in open_]
        jobs = []
        for edition, parts, counts in counted:
            found = {part.name: count for part, count in zip(parts, counts, strict=True)}
            own = replace(plan, **{name: pages for name, (pages, _) in found.items()})
            sections = [
                replace(section, step=found[section.name][1]) if section.name in found else section
                for section in compose(handbook, edition, own, accents)
                if case in ("", section.slug)
            ]
            sheet = cover_sheet(handbook, edition, own, accents) if perfect and not edition.screen else []
            size = max(1, min(BATCH, len(editions) * len(sections) // cores()))
            write = partial(_write, edition)
            inside = pool.map(write, sections, chunksize=size)
            jobs.append((edition, len(sections), inside, pool.map(write, sheet)))
        books = []
        for edition, number, inside, cover in jobs:
            pieces = tuple(watch(edition.name, _taken(inside, programs), number))
            books.append(Book(edition, pieces, tuple(_taken(cover, programs)), programs, time.monotonic() - start))
            start = time.monotonic()
    return books


def _taken(written: Iterable[Written], programs: dict[str, bytes]) -> Iterator[Piece]:
    for piece, new in written:
        programs.update(new)
        yield piece


_content = Path()
_sent: set[str] = set()


def _start(content: Path) -> None:
    """Forgets the typesetters of another build, that this process may have begun with.

    A layout makes boxes by the thousand; to look for garbage among them less often saves a tenth of the time.
    """
    global _content
    _content = content
    _typesetter.cache_clear()
    _sent.clear()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@cache
def _typesetter(edition: Edition) -> Typesetter:
    return Typesetter(edition, Styles(_content))


def _count(edition: Edition, section: Section) -> tuple[int, int]:
    """How many pages a section takes that takes what it needs, and at which step."""
    laid = _typesetter(edition).fit(section)
    return len(laid.document.pages), laid.fill.step


def _write(edition: Edition, section: Section) -> Written:
    typesetter = _typesetter(edition)
    piece = typesetter.write(section)
    new = {digest: data for digest, data in typesetter.programs.items() if digest not in _sent}
    _sent.update(new)
    return piece, new
