"""What each open tab of the preview has still to be told."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Iterator

from handbook.preview import _payloads as show
from handbook.preview._book_view import Live
from handbook.preview._build_job import Building
from handbook.preview._case_store import Shelf
from handbook.preview._model import Key
from handbook.support.problems import Problem


class Tab:
    """What has changed since a tab was told: the book as a whole or some of its parts, cases, or the build."""

    def __init__(self) -> None:
        self.ready = asyncio.Event()
        self.ready.set()
        self.book = self.build = True
        self.parts: set[Key] = set()
        self.cases: set[str] = set()
        self.problems: tuple[Problem, ...] | None = None  # as they were told last


class Tabs:
    """All tabs that look at the book; each hears of what is new when it has time."""

    def __init__(self) -> None:
        self.open: set[Tab] = set()
        self.closing = False

    def part(self, key: Key | None) -> None:
        """A part is shown anew; without one, the whole book."""
        for tab in self.open:
            tab.book = tab.book or key is None
            tab.parts |= {key} if key else set()
            tab.ready.set()

    def cases(self, slugs: Iterable[str]) -> None:
        """The files of some cases have changed."""
        slugs = set(slugs)
        for tab in self.open:
            tab.cases |= slugs
            tab.ready.set()

    def build(self) -> None:
        """A build has said something."""
        for tab in self.open:
            tab.build = True
            tab.ready.set()

    def close(self) -> None:
        """Lets all tabs go, so that the server can end."""
        self.closing = True
        for tab in self.open:
            tab.ready.set()

    async def news(self, live: Live, shelf: Shelf, building: Building) -> AsyncIterator[str]:
        """All that is new, as long as a tab is open (server-sent events)."""
        tab = Tab()
        self.open.add(tab)
        try:
            while not self.closing:
                await tab.ready.wait()
                tab.ready.clear()
                for event, data in _told(tab, live, shelf, building):
                    yield f"event: {event}\ndata: {json.dumps(data)}\n\n"
        finally:
            self.open.discard(tab)


def _told(tab: Tab, live: Live, shelf: Shelf, building: Building) -> Iterator[tuple[str, object]]:
    """What is new for a tab, pages first."""
    parts, tab.parts = tab.parts, set()
    if tab.book:
        tab.book = False
        yield "book", show.book(live, shelf)
    else:
        for key in parts & live.parts.keys():
            yield "part", show.news(live, key)
    cases, tab.cases = tab.cases, set()
    for slug in cases:
        yield "case", slug
    if (problems := live.problems()) != tab.problems:
        tab.problems = problems
        yield "problems", show.problems(problems)
    if tab.build:
        tab.build = False
        yield "build", show.building(building)
