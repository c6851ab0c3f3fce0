"""What is on show: every section of both editions as it last was good, after each change of a file."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from handbook.layout.overflow import overflow_problems
from handbook.pages.composer import ComposedSpreads, Composer, compose
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination, expected_pagination
from handbook.preview._image_cache import Gallery
from handbook.preview._last_good import Draft, Reader
from handbook.preview._layout_queue import QUIET, Queue
from handbook.preview._model import EDITIONS, Key, Look, Part, Pools, case_of
from handbook.preview._template_errors import told
from handbook.preview._worker import Sheet
from handbook.support.problems import Problem


class Live:
    """Reads what changes and has it laid out, what somebody looks at first.

    ``tell`` hears of each part that is shown anew; without a part, of the book as a whole.
    """

    def __init__(self, content: Path, pools: Pools, tell: Callable[[Key | None], None]) -> None:
        self.tell = tell
        self.reader = Reader(content)
        self.gallery = Gallery()
        self.parts: dict[Key, Part] = {}
        self.order: dict[str, list[Key]] = {name: [] for name in EDITIONS}
        self.known: dict[str, ComposedSpreads] = {name: {} for name in EDITIONS}
        self.queue = Queue(pools, self.parts, self._take, tell)
        self.composing: asyncio.TimerHandle | None = None
        self.face: object = None  # what the page told of the book as a whole, see show.book
        self.mistake: Problem | None = None  # in a template
        self.draft = self._read([])
        self._compose()

    def update(self, changed: Iterable[Path]) -> None:
        """Reads files that have changed, and has laid out anew what depends on them."""
        with self._last_good():
            self._update(changed)

    def _update(self, changed: Iterable[Path]) -> None:
        """While a spread is looked at and no case comes or goes, the book as a whole can wait for that spread."""
        before, stale = self.draft.handbook, self.draft.stale
        self.draft = self._read(changed)
        for key in self.parts:
            if case_of(key) in stale ^ self.draft.stale:
                self.tell(key)
        was, now = ({case.slug: case for case in book.cases} for book in (before, self.draft.handbook))
        seen = {slug for _, name, slug in self.queue.look.parts if name == "spread"}
        if not seen or [*was] != [*now]:
            self._compose()
            return
        slugs = [slug for slug, case in now.items() if case is not was[slug] or slug in seen]
        looked_at = {edition for edition, _, _ in self.queue.look.parts}
        for name in sorted(EDITIONS, key=lambda name: name not in looked_at):
            book = Composer(self.draft.handbook, EDITIONS[name], self._plan(name), self._accents, self.known[name])
            for slug in slugs:
                self._want(name, book.spread([*now].index(slug)))
            self.queue.go()  # what is looked at begins before the other edition is composed
        if self.composing is None:
            self.composing = asyncio.get_running_loop().call_later(QUIET, self._recompose)

    def turn(self, look: Look) -> None:
        """Somebody looks at something else."""
        self.queue.turn(look)

    async def picture(self, name: str, page: int, width: int) -> bytes | None:
        """A page of the piece of a name as a JPEG; None if it is not shown any more."""
        if found := self.gallery.find(name, page, width):
            return found
        for key, part in self.parts.items():
            if part.name == name and part.piece and page < part.piece.pages:
                pool = self.queue.pool(key)
                return await self.gallery.draw(pool, EDITIONS[key[0]], part.piece, name, page, width)
        return None

    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the content as it is now."""
        shown = [self.parts[key] for keys in self.order.values() for key in keys if self.parts[key].stale]
        overflows = [
            replace(found, text=part.section.fields.get(found.field, found.text))
            for part in shown
            for found in part.overflows
        ]
        laid = {problem for part in shown for problem in part.problems}
        mistake = {self.mistake} if self.mistake else set()
        return tuple(sorted({*self.draft.problems, *overflow_problems(overflows), *laid, *mistake}))

    @property
    def _accents(self) -> tuple[str, ...]:
        return self.reader.styles.accents

    def _read(self, changed: Iterable[Path]) -> Draft:
        styles, head = self.reader.styles, self.reader.head
        draft = self.reader.again(changed)
        if self.reader.styles is not styles:
            self.queue.age += 1
            for part in self.parts.values():
                part.wanted, part.measured = True, None
        if self.reader.styles is not styles or self.reader.head is not head:
            self.known = {name: {} for name in EDITIONS}
        return draft

    def _plan(self, name: str) -> Pagination:
        """The pages of an edition as they were laid out, or else as they probably are."""
        handbook = self.draft.handbook
        own = {"foreword": handbook.foreword.source.strip(), "contents": True, "register": handbook.register}
        pieces = {which: self.parts.get((name, which, "")) for which, there in own.items() if there}
        pages = {which: part.pages for which, part in pieces.items() if part and part.piece}
        return replace(expected_pagination(handbook), **pages)

    @contextmanager
    def _last_good(self) -> Iterator[None]:
        """Keeps what is shown while a template has a mistake, which is told as a problem."""
        try:
            yield
        except Exception as error:
            self.mistake = told(error)
            if self.mistake is None:
                raise
            self.tell(None)

    def _recompose(self) -> None:
        with self._last_good():
            self._compose()

    def _compose(self) -> None:
        """Composes the book, and has laid out what has changed."""
        self.composing, handbook = None, self.draft.handbook
        order: dict[str, list[Key]] = {name: [] for name in EDITIONS}
        for name, edition in EDITIONS.items() if handbook.cases else ():
            plan = self._plan(name)
            sections = compose(handbook, edition, plan, self._accents, self.known[name])
            if handbook.print.perfect and not edition.screen:
                book = Composer(handbook, edition, plan, self._accents)
                sections = [book.cover(), *sections, book.back()]
            order[name] = [self._want(name, section) for section in sections]
        self.order, self.mistake = order, None
        for key in self.parts.keys() - {key for keys in self.order.values() for key in keys}:
            del self.parts[key]
        titles = [case.title for case in handbook.cases]
        before = self.face
        self.face = (
            handbook.title,
            handbook.language,
            handbook.print,
            handbook.themes,
            titles,
            [*self.order.values()],
        )
        if self.face != before:
            self.tell(None)
        self.queue.go()

    def _want(self, edition: str, section: Section) -> Key:
        """Has a section laid out, unless that was done."""
        key = (edition, section.name, section.slug or (str(section.first_page) if section.name == "blank" else ""))
        part = self.parts.setdefault(key, Part(section))
        part.wanted = part.wanted or part.section != section
        part.section = section
        return key

    def _take(self, key: Key, sheet: Sheet, width: int) -> None:
        """Shows a section that was laid out, or the last good one if this one has something that does not fit."""
        part, pages = self.parts[key], self.parts[key].pages
        part.problems, part.broken = sheet.problems, bool(sheet.broken)
        if sheet.broken and not self.reader.flawed:  # what is not good often cannot be laid out
            print(sheet.broken, file=sys.stderr)
        if sheet.piece:
            part.overflows = sheet.piece.overflows
            known = [each for each in part.overflows if each.field in part.section.fields]
            over = {each.field: (-each.words, part.words(each.field)) for each in known}
            part.room = {**part.room, **over}
            if over:
                part.measured = None  # the text that it was measured with may come back
            if not sheet.piece.overflows or part.piece is None or part.piece.overflows:
                part.piece, part.name = sheet.piece, sha256(sheet.piece.pdf).hexdigest()[:16]
                self.gallery.keep(part.name, width, sheet.pictures)
        self.tell(key)
        if part.pages != pages:
            self._recompose()
            self.tell(None)
