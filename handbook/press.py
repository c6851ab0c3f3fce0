"""Lays the editions of a handbook out, section by section, in as many processes as the machine has cores."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from handbook.compose import compose, cover_sheet, varying
from handbook.model import Edition, Handbook, Piece, Section
from handbook.pages import Plan
from handbook.styles import Styles
from handbook.typeset import Book, Typesetter
from handbook.workers import cores, workers

Work = tuple[Edition, Section]
Watch = Callable[[Iterator[tuple[Piece, dict[str, bytes]]], int], Iterator[tuple[Piece, dict[str, bytes]]]]
BATCH = 10  # sections at most that a process takes at once; fewer leave it waiting for work more often


def lay_out(
    handbook: Handbook, styles: Styles, editions: Sequence[Edition], watch: Watch, case: str = ""
) -> list[Book]:
    """Editions laid out, or one ``case`` of them, by its slug; ``watch`` lets the sections through as they come.

    How many pages the parts take that vary comes first: it numbers all others.
    """
    start = time.monotonic()
    perfect = handbook.print.perfect
    plan = Plan(len(handbook.cases), multiple=2 if perfect else 4)
    with workers(cores(), _start, styles.content) as pool:
        open_: list[Work] = [(e, part) for e in editions for part in varying(handbook, e, plan, styles.accents)]
        counts = dict(zip(((e.name, part.name) for e, part in open_), pool.map(_count, open_), strict=True))
        work: list[Work] = []
        sheets: list[Work] = []
        for edition in editions:
            pages = {name: found[0] for (of, name), found in counts.items() if of == edition.name}
            own = replace(plan, **pages)
            for section in compose(handbook, edition, own, styles.accents):
                _, step = counts.get((edition.name, section.name), (0, None))
                if case in ("", section.slug):
                    work.append((edition, replace(section, step=step)))
            if perfect and not edition.screen and not case:
                sheets += [(edition, part) for part in cover_sheet(handbook, edition, own, styles.accents)]
        size = max(1, min(BATCH, len(work) // cores()))
        written = list(watch(pool.map(_write, work + sheets, chunksize=size), len(work + sheets)))
    programs = {digest: data for _, used in written for digest, data in used.items()}
    pieces = [piece for piece, _ in written]
    share = (time.monotonic() - start) / len(editions)
    return [
        Book(
            edition,
            tuple(piece for (of, _), piece in zip(work, pieces, strict=False) if of == edition),
            tuple(piece for (of, _), piece in zip(sheets, pieces[len(work) :], strict=True) if of == edition),
            programs,
            share,
        )
        for edition in editions
    ]


_content = Path()


def _start(content: Path) -> None:
    """Forgets the typesetters of another build, that this process may have begun with.

    A layout makes boxes by the thousand; to look for garbage among them less often saves a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    global _content
    _content = content
    _typesetter.cache_clear()
    _sent.clear()


@cache
def _typesetter(edition: Edition) -> Typesetter:
    return Typesetter(edition, Styles(_content))


def _count(work: Work) -> tuple[int, int]:
    """How many pages a section takes that takes what it needs, and at which step."""
    edition, section = work
    laid = _typesetter(edition).fit(section)
    return len(laid.document.pages), laid.fill.step


_sent: set[str] = set()


def _write(work: Work) -> tuple[Piece, dict[str, bytes]]:
    """A section written, and the fonts that this process has not given back yet."""
    edition, section = work
    typesetter = _typesetter(edition)
    piece = typesetter.write(section)
    new = {digest: data for digest, data in typesetter.programs.items() if digest not in _sent}
    _sent.update(new)
    return piece, new
