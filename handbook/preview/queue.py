"""Which section is laid out next: what somebody looks at first, the rest when that is on the screen."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from functools import partial

from handbook.preview.parts import EDITIONS, Key, Look, Part
from handbook.preview.worker import Sheet, lay_out, measure
from handbook.workers import cores

VARYING = ("foreword", "contents", "register")  # Plan counts their pages; slow to lay out
BATCH = 4  # sections that a process takes at once while nobody writes
QUIET = 0.15  # seconds for a new picture to come to the screen before anything else is begun
WRITING = 2  # seconds after a change in which one process stays free for the next one

Take = Callable[[Key, Sheet, int], None]


class Queue:
    """Gives sections to processes that have nothing to do; ``take`` gets each back, and its width in px.

    ``parts`` belong to the caller, who says by ``wanted`` which are to be laid out, and then calls ``go``.
    """

    def __init__(self, pool: Executor, parts: Mapping[Key, Part], take: Take, tell: Callable[[Key], None]) -> None:
        self.pool, self.parts, self.take, self.tell = pool, parts, take, tell
        self.loop = asyncio.get_running_loop()
        self.look = Look()
        self.age = 0  # of the style sheets and pictures
        self.running: dict[Key, asyncio.Future[list[Sheet]]] = {}
        self.measuring = False
        self.quiet = self.written = -WRITING + self.loop.time()

    def go(self) -> None:
        """Begins what there is room for."""
        while keys := self._next():
            self._begin(keys)
        for key in self.look.parts & self.parts.keys():
            part = self.parts[key]
            new = key[1] == "spread" and part.measured != part.section and not part.wanted and not part.stale
            if new and key not in self.running and self._room():
                self._measure(key, part)

    def _next(self) -> list[Key]:
        """The sections of one edition that a process is to take now."""
        waiting = [key for key, part in self.parts.items() if part.wanted and key not in self.running]
        if not waiting:
            return []
        first = min(waiting, key=self._rank)
        if first in self.look.parts:
            self.written = self.loop.time()
            return [first] if self._busy() < cores() else []
        if not self._room():
            return []
        if first[1] in VARYING:
            return [] if any(key[1] in VARYING for key in self.running) else [first]
        most = 1 if self._is_written() else BATCH
        return [key for key in waiting if key[0] == first[0] and self._rank(key) == self._rank(first)][:most]

    def _rank(self, key: Key) -> tuple[int, bool]:
        """What comes first: what is looked at, what gives others their pages, what changes fast."""
        slow = key[1] in VARYING
        urgent = 0 if key in self.look.parts else 1 if slow and not self.parts[key].piece else 3 if slow else 2
        return urgent, all(key[0] != edition for edition, _, _ in self.look.parts)

    def _room(self) -> bool:
        """Whether something that nobody waits for may begin."""
        if self.loop.time() < self.quiet or not self.look.parts.isdisjoint(self.running):
            return False
        return self._busy() < max(1, cores() - self._is_written())

    def _busy(self) -> int:
        return len(set(self.running.values())) + self.measuring

    def _is_written(self) -> bool:
        return self.loop.time() - self.written < WRITING

    def _begin(self, keys: list[Key]) -> None:
        width = self.look.width if keys[0] in self.look.parts else 0
        sections = [self.parts[key].section for key in keys]
        job = partial(lay_out, EDITIONS[keys[0][0]], sections, self.age, width)
        sheets: asyncio.Future[list[Sheet]] = self.loop.run_in_executor(self.pool, job)
        for key in keys:
            self.running[key] = sheets
            self.parts[key].wanted = False
        sheets.add_done_callback(partial(self._done, keys, width))

    def _done(self, keys: list[Key], width: int, sheets: "asyncio.Future[list[Sheet]]") -> None:
        if sheets.cancelled():
            return
        for key, sheet in zip(keys, sheets.result(), strict=True):
            del self.running[key]
            if key in self.parts:
                self.take(key, sheet, width)
        if width:
            self.quiet = self.loop.time() + QUIET
            self.loop.call_later(QUIET, self.go)
            self.loop.call_later(WRITING, self.go)
        self.go()

    def _measure(self, key: Key, part: Part) -> None:
        part.measured, self.measuring = part.section, True
        sections = [(EDITIONS[name], self.parts[name, *key[1:]].section) for name in EDITIONS]
        rooms = self.loop.run_in_executor(self.pool, measure, sections, self.age)
        words = {name: part.words(name) for name in part.section.fields}
        rooms.add_done_callback(partial(self._measured, key, part, words))

    def _measured(
        self, key: Key, part: Part, words: Mapping[str, int], rooms: "asyncio.Future[Mapping[str, int]]"
    ) -> None:
        self.measuring = False
        if not rooms.cancelled():
            part.room = {name: (more, words[name]) for name, more in rooms.result().items()}
            self.tell(key)
            self.go()
