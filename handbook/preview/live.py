"""What is on show: every section of both editions as it last was good, and what is still to be laid out."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from handbook.check import overflow
from handbook.compose import Composer, Known, compose, cover_sheet
from handbook.model import EMAIL, PRINT, Overflow, Piece, Problem, Section
from handbook.pages import Plan
from handbook.press import guess
from handbook.preview.reading import Draft, Reader
from handbook.preview.worker import Sheet, draw, lay_out, measure
from handbook.workers import cores

EDITIONS = {edition.name: edition for edition in (PRINT, EMAIL)}
VARYING = ("foreword", "contents", "register")  # Plan counts their pages; slow to lay out
BATCH = 4  # sections that a process takes at once while nobody waits for one of them
PICTURES = 64  # kept; each has some 60 KB

Key = tuple[str, str, str]  # edition, name of the section, slug or first page where several have the name


@dataclass
class Part:
    """A section as it is wanted, the piece that is shown, by its ``name``, and why that is not a newer one.

    ``room`` is how many words more fit into each text, and how many it had when that was ``measured``.
    """

    section: Section
    wanted: bool = True
    piece: Piece | None = None
    name: str = ""
    overflows: tuple[Overflow, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    room: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    measured: Section | None = None

    @property
    def pages(self) -> int:
        return self.piece.pages if self.piece else self.section.pages or 1

    @property
    def stale(self) -> bool:
        """Whether something else is shown than what the files say."""
        return bool(self.overflows or self.problems or self.broken)


@dataclass(frozen=True)
class Look:
    """What somebody looks at: an edition, a case of it, and how wide its pages are, in px."""

    edition: str = PRINT.name
    slug: str = ""
    width: int = 0


class Live:
    """Lays out what changes, what somebody looks at first, in processes that wait for it.

    ``tell`` hears of each part that is shown anew; without a part, of the book as a whole.
    """

    def __init__(self, content: Path, pool: Executor, tell: Callable[[Key | None], None]) -> None:
        self.reader = Reader(content)
        self.pool, self.tell = pool, tell
        self.look = Look()
        self.age = 0
        self.parts: dict[Key, Part] = {}
        self.order: dict[str, list[Key]] = {name: [] for name in EDITIONS}
        self.known: dict[str, Known] = {name: {} for name in EDITIONS}
        self.running: dict[Key, asyncio.Task[None]] = {}
        self.pictures: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self.measuring: asyncio.Task[None] | None = None
        self.drawing: dict[tuple[str, int], asyncio.Future[tuple[bytes, ...]]] = {}
        self.draft = self._read([])
        self._compose()

    def update(self, changed: Iterable[Path]) -> None:
        """Reads files that have changed, and has laid out anew what depends on them."""
        before, self.draft = self.draft.handbook, self._read(changed)
        now = self.draft.handbook
        was = {case.slug: case for case in before.cases}
        if [*was] == [case.slug for case in now.cases]:  # a text was changed: its spread goes first
            numbers = [number for number, case in enumerate(now.cases) if was[case.slug] is not case]
            accents = self.reader.styles.accents
            for name in self._editions():
                book = Composer(now, EDITIONS[name], self._plan(name), accents, self.known[name])
                for number in numbers:
                    self._want(name, book.spread(number))
            self._dispatch()
        self._compose()

    def turn(self, look: Look) -> None:
        """Somebody looks at something else."""
        self.look = look
        self._dispatch()

    async def picture(self, name: str, page: int, width: int) -> bytes | None:
        """A page of the piece of a name as a JPEG; None if it is not shown any more."""
        key = (name, page, width)
        if key not in self.pictures:
            piece = next((part.piece for part in self.parts.values() if part.name == name), None)
            if piece is None or page >= piece.pages:
                return None
            if (name, width) not in self.drawing:
                run = asyncio.get_running_loop().run_in_executor
                self.drawing[name, width] = asyncio.ensure_future(run(self.pool, draw, piece, width))
            pictures = await self.drawing[name, width]
            self.drawing.pop((name, width), None)
            self._keep(name, width, pictures)
            return pictures[page]
        self.pictures.move_to_end(key)
        return self.pictures[key]

    def problems(self) -> list[Problem]:
        """All that is wrong with the content as it is now."""
        shown = [self.parts[key] for keys in self.order.values() for key in keys]
        overflows = [
            replace(found, text=part.section.fields[found.field]) for part in shown for found in part.overflows
        ]
        laid = {problem for part in shown for problem in part.problems}
        return sorted({*self.draft.problems, *overflow(overflows), *laid})

    def _read(self, changed: Iterable[Path]) -> Draft:
        styles, head = self.reader.styles, self.reader.head
        draft = self.reader.again(changed)
        if self.reader.styles is not styles:
            self.age += 1
            for part in self.parts.values():
                part.wanted = True
        if self.reader.styles is not styles or self.reader.head is not head:
            self.known = {name: {} for name in EDITIONS}
        return draft

    def _editions(self) -> list[str]:
        """The names of the editions, the one that is looked at first."""
        return sorted(EDITIONS, key=lambda name: name != self.look.edition)

    def _plan(self, name: str) -> Plan:
        """The pages of an edition as they were laid out, or else as they probably are."""
        handbook = self.draft.handbook
        own = {"foreword": handbook.foreword.source.strip(), "contents": True, "register": handbook.register}
        pieces = {which: self.parts.get((name, which, "")) for which, there in own.items() if there}
        pages = {which: part.pages for which, part in pieces.items() if part and part.piece}
        return replace(guess(handbook), **pages)

    def _compose(self) -> None:
        """Composes the book, and has laid out what has changed."""
        handbook, accents = self.draft.handbook, self.reader.styles.accents
        if not handbook.cases:
            return
        before = [*self.order.values()]
        for name in self._editions():
            plan, edition = self._plan(name), EDITIONS[name]
            sections = compose(handbook, edition, plan, accents, self.known[name])
            if handbook.print.perfect and not edition.screen:
                back, _, front = cover_sheet(handbook, edition, plan, accents)
                sections = [front, *sections, back]
            self.order[name] = [self._want(name, section) for section in sections]
        there = {key for keys in self.order.values() for key in keys}
        self.parts = {key: part for key, part in self.parts.items() if key in there}
        if before != [*self.order.values()]:
            self.tell(None)
        self._dispatch()

    def _want(self, edition: str, section: Section) -> Key:
        """Has a section laid out, unless that was done."""
        key = (edition, section.name, section.slug or (str(section.first) if section.name == "blank" else ""))
        part = self.parts.setdefault(key, Part(section))
        part.wanted = part.wanted or part.section != section
        part.section = section
        return key

    def _dispatch(self) -> None:
        """Gives processes that have nothing to do the next sections; while one is looked at, that alone."""
        while len(set(self.running.values())) < cores() and (keys := self._next()):
            task = asyncio.create_task(self._lay_out(keys))
            for key in keys:
                self.running[key] = task
                self.parts[key].wanted = False
        looked_at = next((key for key in self.parts if self._looked_at(key)), None)
        if looked_at and looked_at not in self.running and self.measuring is None:
            part = self.parts[looked_at]
            if part.measured != part.section and not part.stale:
                self.measuring = asyncio.create_task(self._measure(looked_at, part))

    async def _measure(self, key: Key, part: Part) -> None:
        """Tells how much more the texts of a case can say; for that nobody has to wait."""
        part.measured = section = part.section
        run = asyncio.get_running_loop().run_in_executor
        room = await run(self.pool, measure, EDITIONS[key[0]], section)
        part.room = {name: (more, _words(section, name)) for name, more in room.items()}
        self.measuring = None
        self.tell(key)
        self._dispatch()

    def _next(self) -> list[Key]:
        if any(self._looked_at(key) for key in self.running):
            return []
        slow = any(key[1] in VARYING for key in self.running)
        waiting = [key for name in self._editions() for key in self.order[name] if self.parts[key].wanted]
        waiting = [key for key in waiting if key not in self.running and not (slow and key[1] in VARYING)]
        waiting.sort(key=self._rank)
        if not waiting:
            return []
        first = waiting[0]
        if self._looked_at(first) or first[1] in VARYING:
            return [first]
        return [key for key in waiting if key[0] == first[0] and key[1] not in VARYING][:BATCH]

    def _looked_at(self, key: Key) -> bool:
        return (key[0], key[2]) == (self.look.edition, self.look.slug) and bool(key[2])

    def _rank(self, key: Key) -> int:
        """What comes first: what is looked at, what gives others their pages, what changes fast."""
        if self._looked_at(key):
            return 0
        if key[1] in VARYING:
            return 3 if self.parts[key].piece else 1
        return 2

    async def _lay_out(self, keys: list[Key]) -> None:
        edition, sections, age = EDITIONS[keys[0][0]], [self.parts[key].section for key in keys], self.age
        width = self.look.width if self._looked_at(keys[0]) else 0
        run = asyncio.get_running_loop().run_in_executor
        sheets = await run(self.pool, lay_out, edition, sections, age, width)
        for key, sheet in zip(keys, sheets, strict=True):
            del self.running[key]
            if key in self.parts:
                self._take(key, sheet, width)
        self._dispatch()

    def _take(self, key: Key, sheet: Sheet, width: int) -> None:
        """Shows a section that was laid out, or the last good one if this one has something that does not fit."""
        part, pages = self.parts[key], self.parts[key].pages
        part.problems, part.broken = sheet.problems, sheet.broken
        if sheet.piece:
            part.overflows = sheet.piece.overflows
            over = {each.field: (-each.words, _words(part.section, each.field)) for each in part.overflows}
            part.room = {**part.room, **over}
            if not sheet.piece.overflows or part.piece is None or part.piece.overflows:
                part.piece, part.name = sheet.piece, sha256(sheet.piece.pdf).hexdigest()[:16]
                self._keep(part.name, width, sheet.pictures)
        self.tell(key)
        if part.pages != pages:
            self._compose()
            self.tell(None)

    def _keep(self, name: str, width: int, pictures: Sequence[bytes]) -> None:
        for page, picture in enumerate(pictures):
            self.pictures[name, page, width] = picture
        while len(self.pictures) > PICTURES:
            self.pictures.popitem(last=False)


def _words(section: Section, name: str) -> int:
    return len(str(section.fields[name]).split())
