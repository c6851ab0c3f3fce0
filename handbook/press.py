"""Lays the editions of a handbook out, section by section, in as many processes as the machine has cores."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from handbook.compose import compose, cover_sheet, varying
from handbook.model import Edition, Handbook, Piece, Section
from handbook.pages import Plan
from handbook.styles import Styles
from handbook.typeset import Book, Typesetter

Work = tuple[Edition, Section]
Watch = Callable[[Iterator[tuple[Piece, dict[str, bytes]]], int], Iterator[tuple[Piece, dict[str, bytes]]]]
MOST = 8  # processes: to start each takes some 20 ms and 50 MB
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
    with _pool(styles.content) as pool:
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
        size = max(1, min(BATCH, len(work) // _cores()))
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


@contextmanager
def _pool(content: Path) -> Iterator[ProcessPoolExecutor]:
    """Processes that know the style sheets; on Linux they start with all that is loaded here."""
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(_cores(), context, _start, (content,)) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _cores() -> int:
    return min(MOST, os.cpu_count() or 1)


_content = Path()


def _start(content: Path) -> None:
    """What a process does first: it leaves Ctrl-C to the one that started it, and ends when that is no more."""
    global _content
    _content = content
    _typesetter.cache_clear()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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
