"""Which section is laid out next: what somebody looks at first, the rest when that is on the screen."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from functools import partial
from typing import Any

from handbook.preview._model import EDITIONS, Key, Look, Part, Pools
from handbook.preview._worker import Sheet, lay_out, measure, rehearse
from handbook.support.processes import worker_count

VARYING = ("foreword", "contents", "register")  # Plan counts their pages; slow to lay out
BATCH = 4  # sections that a process takes at once while nobody writes
QUIET = 0.15  # seconds for a new picture to come to the screen before anything else is begun
WRITING = 2  # seconds after a change in which the near process stays free for the next one

Take = Callable[[Key, Sheet, int], None]


class Queue:
    """Gives sections to processes that have nothing to do; ``take`` gets each back, and its width in px.

    ``parts`` belong to the caller, who says by ``wanted`` which are to be laid out, and then calls ``go``.
    """

    def __init__(self, pools: Pools, parts: Mapping[Key, Part], take: Take, tell: Callable[[Key], None]) -> None:
        self.pools, self.parts, self.take, self.tell = pools, parts, take, tell
        self.loop = asyncio.get_running_loop()
        self.look = Look()
        self.age = 0  # of the style sheets and pictures
        self.running: set[Key] = set()
        self.busy: Counter[Executor] = Counter()
        self.rehearsed: tuple[Key, int] | None = None  # what the near process has rehearsed last, and at which age
        self.quiet = self.written = -WRITING + self.loop.time()

    def turn(self, look: Look) -> None:
        """Somebody looks at something else, whose pictures come first."""
        self.look = look
        self._wait()
        self.go()

    def pool(self, key: Key) -> Executor:
        """The processes that a part is for."""
        return self.pools.near if key in self.look.parts else self.pools.far

    def go(self) -> None:
        """Begins what there is room for."""
        while job := self._next():
            self._begin(*job)
        for key in self.look.parts & self.parts.keys():
            part = self.parts[key]
            if key[1] != "spread" or part.wanted or key in self.running or self.loop.time() < self.quiet:
                continue
            if part.measured != part.section and not part.stale and self._room() == self.pools.far:
                self._measure(key, part)
            if self.rehearsed != (key, self.age) and not self.busy[self.pools.near]:
                self._rehearse(key, part)

    def _next(self) -> tuple[Executor, list[Key]] | None:
        """The sections of one edition that a process is to take now."""
        waiting = [key for key, part in self.parts.items() if part.wanted and key not in self.running]
        if not waiting:
            return None
        first = min(waiting, key=self._rank)
        if first in self.look.parts:
            self.written = self.loop.time()
            return None if self.busy[self.pools.near] else (self.pools.near, [first])
        pool = self._room()
        if pool is None:
            return None
        if first[1] in VARYING:
            return None if any(key[1] in VARYING for key in self.running) else (pool, [first])
        most = 1 if self._is_written() else BATCH
        return pool, [key for key in waiting if key[0] == first[0] and self._rank(key) == self._rank(first)][:most]

    def _rank(self, key: Key) -> tuple[int, bool]:
        """What comes first: what is looked at, what gives others their pages, what changes fast."""
        slow = key[1] in VARYING
        urgent = 0 if key in self.look.parts else 1 if slow and not self.parts[key].piece else 3 if slow else 2
        return urgent, all(key[0] != edition for edition, _, _ in self.look.parts)

    def _room(self) -> Executor | None:
        """A process for what nobody waits for."""
        if self.loop.time() < self.quiet or not self.look.parts.isdisjoint(self.running):
            return None
        if self.busy[self.pools.far] < max(1, worker_count() - 1):
            return self.pools.far
        return None if self.busy[self.pools.near] or self._is_written() else self.pools.near

    def _wait(self) -> None:
        """Gives what is on its way to the screen some time."""
        self.quiet = self.loop.time() + QUIET
        self.loop.call_later(QUIET, self.go)

    def _is_written(self) -> bool:
        return self.loop.time() - self.written < WRITING

    def _begin(self, pool: Executor, keys: list[Key]) -> None:
        width = self.look.width if keys[0] in self.look.parts else 0
        sections = [self.parts[key].section for key in keys]
        self.running.update(keys)
        for key in keys:
            self.parts[key].wanted = False
        self._run(pool, partial(self._done, keys, width), lay_out, EDITIONS[keys[0][0]], sections, self.age, width)

    def _run(self, pool: Executor, done: Callable[[Any], None], call: Callable[..., Any], *given: object) -> None:
        """Has a process do something; ``done`` gets what comes of it."""
        self.busy[pool] += 1

        def end(result: asyncio.Future[Any]) -> None:
            self.busy[pool] -= 1
            if not result.cancelled():
                done(result.result())
                self.go()

        self.loop.run_in_executor(pool, call, *given).add_done_callback(end)

    def _done(self, keys: list[Key], width: int, sheets: list[Sheet]) -> None:
        for key, sheet in zip(keys, sheets, strict=True):
            self.running.remove(key)
            if key in self.parts:
                self.take(key, sheet, width)
        if width:
            self._wait()
            self.loop.call_later(WRITING, self.go)

    def _rehearse(self, key: Key, part: Part) -> None:
        """Has the near process lay a part out before it changes: most of it will be the same then."""
        self.rehearsed = key, self.age
        self._run(
            self.pools.near, lambda _: None, rehearse, EDITIONS[key[0]], part.section, self.age, self.look.width
        )

    def _measure(self, key: Key, part: Part) -> None:
        part.measured = part.section
        sections = [(EDITIONS[name], self.parts[name, *key[1:]].section) for name in EDITIONS]
        words = {name: part.words(name) for name in part.section.fields}
        self._run(self.pools.far, partial(self._measured, key, part, words), measure, sections, self.age)

    def _measured(self, key: Key, part: Part, words: Mapping[str, int], rooms: Mapping[str, int]) -> None:
        part.room = {name: (more, words[name]) for name, more in rooms.items()}
        self.tell(key)
