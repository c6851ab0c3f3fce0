"""A change of a file is loaded once and reported once, whether the preview made it or another program."""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import Pipe
from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch

import pytest
from uvicorn import Config
from watchfiles import Change

from handbook.api import pack_brand
from handbook.content import loader
from handbook.content.case_model import Case
from handbook.content.loader import LoadedFiles
from handbook.content.model import Handbook
from handbook.preview import _book_view
from handbook.preview._file_watcher import is_content, watch
from handbook.preview._model import Viewport, WorkerPools
from handbook.preview._session import PreviewSession
from handbook.preview.server import _Server
from tests.books import change, copy_seed
from tests.window import IdleExecutor

KOEK, INITIATIEF = "de-koek-groter-maken", "initiatief-nemen-om-te-verbinden"
TIMEOUT = 20  # seconds; the machine may be busy
ELS = {"person": ("Jan Hendrik", "Els")}  # a change in the form

Event = tuple[str, str | None]  # its name; of "form" also the slug
BOOK, PROBLEMS, CHANGED_ELSEWHERE = ("book", None), ("problems", None), ("form", INITIATIEF)


class Preview:
    """A session on real files, with its watcher and two tabs; nothing is laid out."""

    def __init__(self, content: Path, output: Path) -> None:
        pools = WorkerPools(IdleExecutor(), IdleExecutor())
        self.session = PreviewSession(content, output, pools, Pipe()[0], "", content)
        self.tabs: list[list[Event]] = [[], []]
        self.loads = 0
        self.fences = 0

    def path(self, slug: str) -> Path:
        return self.session.store.path(slug)

    def case(self, slug: str) -> Case:
        """A case as the book shows it."""
        return next(case for case in self.session.book.content.handbook.cases if case.slug == slug)

    async def wait_for(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(TIMEOUT):
            while not condition():
                await asyncio.sleep(0.01)

    async def events_of(self, action: Callable[[], object]) -> tuple[int, list[Event]]:
        """How often the content is loaded for an action, and what each tab receives; the same in both.

        Another program then changes another case. When that is reported, so is all that was changed before.
        """
        self.loads = 0
        for events in self.tabs:
            events.clear()
        action()
        await self.wait_for(lambda: all(self.tabs))
        self.fences += 1
        path = self.path(INITIATIEF)
        replace(path, path.read_bytes() + f"# {self.fences}\n".encode())
        await self.wait_for(lambda: all(CHANGED_ELSEWHERE in events for events in self.tabs))
        first, second = ([event for event in events if event != CHANGED_ELSEWHERE] for events in self.tabs)
        assert first == second
        return self.loads - 1, first

    async def listen(self, events: list[Event]) -> None:
        stream = self.session.events.subscribe(self.session.book, self.session.store, self.session.build)
        async for text in stream:
            name, data = text.strip().removeprefix("event: ").split("\ndata: ")
            events.append((name, json.loads(data)) if name == "form" else (name, None))


def replace(path: Path, data: bytes) -> None:
    """Writes a file in one step, as many editors do."""
    new = path.with_name(".new")
    new.write_bytes(data)
    os.replace(new, path)


@asynccontextmanager
async def running(preview: Preview) -> AsyncIterator[None]:
    """Runs the watcher and the tabs."""
    tasks = [asyncio.create_task(task) for task in (watch(preview.session), *map(preview.listen, preview.tabs))]
    await preview.wait_for(lambda: all(len(events) == 3 for events in preview.tabs))  # book, problems, build
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(each, asyncio.CancelledError) for each in ended), ended


def test_the_brand_is_followed_and_so_is_another_one(tmp_path: Path) -> None:
    """A zip is often replaced as a whole."""

    async def scenario() -> None:
        content = copy_seed(tmp_path / "content")
        for name in ("een", "twee"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "brand.yaml").write_text(f"name: {name}\nsize: S\n", "utf-8")
        pack_brand(tmp_path / "twee", tmp_path / "twee.zip")
        change(content / "handbook.yaml", "language: nl", "language: nl\nbrand: ../een")
        preview = Preview(content, tmp_path / "output")
        async with running(preview):
            for size in "ML":
                change(tmp_path / "een" / "brand.yaml", "size: ", f"size: {size} #")
                await preview.wait_for(lambda size=size: preview.session.book.content.handbook.size == size)  # type: ignore[misc]
            change(content / "handbook.yaml", "../een", "../twee.zip")
            await preview.wait_for(lambda: preview.session.book.content.handbook.size == "S")
            for size in "ML":
                change(tmp_path / "twee" / "brand.yaml", "size: ", f"size: {size} #")
                pack_brand(tmp_path / "twee", tmp_path / "twee.zip")
                await preview.wait_for(lambda size=size: preview.session.book.content.handbook.size == size)  # type: ignore[misc]

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, scenario()).result()


Scenario = Callable[[Preview], Awaitable[None]]
Run = Callable[[Scenario], None]
Hook = Callable[[], None]


@pytest.fixture
def after_load() -> list[Hook]:
    """What happens as soon as the content has been read, once."""
    return []


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after_load: list[Hook]) -> Run:
    """Runs a scenario in a preview of the seed."""
    load = loader.load

    async def start(scenario: Scenario) -> None:
        preview = Preview(copy_seed(tmp_path / "content"), tmp_path / "output")

        def counted_load(content: Path, read: LoadedFiles) -> Handbook:
            preview.loads += 1
            handbook = load(content, read)
            while after_load:
                after_load.pop()()
            return handbook

        monkeypatch.setattr("handbook.preview._last_good.load", counted_load)
        async with running(preview):
            await scenario(preview)

    def run_in_thread(scenario: Scenario) -> None:  # in this thread, the loop of the browser is running
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, start(scenario)).result()

    return run_in_thread


def test_products_in_the_folder_of_the_book_are_no_change_of_the_book(tmp_path: Path) -> None:
    content, output = tmp_path, tmp_path / "output"
    assert not is_content([content], output, Change.added, str(output / "book-email.pdf"))
    assert is_content([content], output, Change.added, str(content / "style.css"))
    assert is_content([content], content, Change.added, str(content / "style.css"))


def test_what_the_preview_changes_is_loaded_once_and_reported_once(run: Run) -> None:
    """The watcher sees the same change a moment later; that leads to nothing."""

    async def scenario(preview: Preview) -> None:
        session, koek, book = preview.session, ("form", KOEK), ("form", "")
        assert await preview.events_of(lambda: session.save(KOEK, ELS)) == (1, [koek])
        assert await preview.events_of(lambda: session.reorder([INITIATIEF, KOEK])) == (1, [BOOK, book])
        assert await preview.events_of(lambda: session.remove(KOEK)) == (1, [BOOK, book, koek, PROBLEMS])
        assert await preview.events_of(session.restore) == (1, [BOOK, book, koek, PROBLEMS])
        added = [BOOK, book, ("form", "samen-op-pad"), PROBLEMS]
        assert await preview.events_of(lambda: session.add("Samen op pad")) == (1, added)

    run(scenario)


def test_what_another_program_changes_right_after_a_save_is_seen(run: Run) -> None:
    async def scenario(preview: Preview) -> None:
        path = preview.path(KOEK)
        preview.session.save(KOEK, ELS)
        change(path, "person: Els", "person: Kees")
        await preview.wait_for(lambda: preview.case(KOEK).person == "Kees")
        change(path, "person: Kees", "person: Els")  # just what the preview had saved
        await preview.wait_for(lambda: preview.case(KOEK).person == "Els")

    run(scenario)


def test_what_another_program_changes_during_a_save_is_seen(run: Run, after_load: list[Hook]) -> None:
    """Between writing and reading, and just after reading."""

    async def scenario(preview: Preview) -> None:
        store, path = preview.session.store, preview.path(KOEK)
        save = store.save

        def save_and_edit(*arguments: Any) -> object:
            saved = save(*arguments)
            change(path, "person: Els", "person: Els\nrole: griffier")
            after_load.append(lambda: change(path, "role: griffier", "role: rechter"))
            return saved

        with patch.object(store, "save", save_and_edit):
            saved = preview.session.save(KOEK, ELS)
        assert saved["role"] == "", "what the form knows was not saved by another program"
        assert preview.case(KOEK).role == "griffier"
        await preview.wait_for(lambda: preview.case(KOEK).role == "rechter")
        assert preview.case(KOEK).person == "Els"

    run(scenario)


def test_a_removed_case_that_another_program_writes_again_is_seen(run: Run) -> None:
    async def scenario(preview: Preview) -> None:
        path = preview.path(KOEK)
        data = path.read_bytes()
        preview.session.remove(KOEK)
        path.write_bytes(data)
        await preview.wait_for(lambda: preview.session.store.order() == [KOEK, INITIATIEF])
        await preview.wait_for(lambda: len(preview.session.book.content.handbook.cases) == 2)

    run(scenario)


def test_a_file_saved_without_a_change_is_loaded_again(run: Run) -> None:
    """A style sheet may import one that is not watched: saving it again is how to have that read."""

    async def scenario(preview: Preview) -> None:
        style = preview.session.content / "style.css"
        for _ in range(2):
            preview.loads = 0
            replace(style, b".recto { color: #000 }\n")
            await preview.wait_for(lambda: preview.loads > 0)

    run(scenario)


def test_what_systems_and_editors_leave_is_not_loaded(run: Run) -> None:
    async def scenario(preview: Preview) -> None:
        def leave() -> None:
            for name in ("Thumbs.db", "cases/desktop.ini", "cases/01-x.yaml~", "cases/4913", ".git/index"):
                file = preview.session.content / name
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(b"")
            preview.session.save(KOEK, ELS)

        assert await preview.events_of(leave) == (1, [("form", KOEK)])

    run(scenario)


def test_a_round_of_the_watcher_that_fails_is_said_and_does_not_end_the_preview(
    run: Run, after_load: list[Hook], capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise ValueError("a bug")

    async def scenario(preview: Preview) -> None:
        def said() -> bool:
            return "reading-failed" in {problem.id for problem in preview.session.book.problems()}

        after_load.append(fail)
        change(preview.path(KOEK), "Jan Hendrik", "Els")
        await preview.wait_for(said)
        after_load.clear()
        change(preview.path(KOEK), "Els", "Ilse")
        await preview.wait_for(lambda: preview.case(KOEK).person == "Ilse" and not said())

    run(scenario)
    assert "ValueError: a bug" in capsys.readouterr().err


def test_a_content_folder_that_is_moved_away_and_put_back_is_watched_again(run: Run) -> None:
    """As when a program that synchronises folders replaces it."""

    async def scenario(preview: Preview) -> None:
        session = preview.session
        content, away = session.content, session.content.with_name("away")

        def shown(person: str) -> Callable[[], bool]:
            return lambda: person in {case.person for case in session.book.content.handbook.cases}

        content.rename(away)
        await preview.wait_for(lambda: "reading-failed" in {problem.id for problem in session.book.problems()})
        shutil.copytree(away, content)
        change(preview.path(KOEK), "Jan Hendrik", "Els")
        await preview.wait_for(shown("Els"))
        change(preview.path(KOEK), "Els", "Ilse")
        await preview.wait_for(shown("Ilse"))

    run(scenario)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_does_not_end_watching(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    async def scenario(preview: Preview) -> None:
        (preview.session.content / os.fsdecode(b"\xff.txt")).touch()
        change(preview.path(KOEK), "Jan Hendrik", "Els")
        await preview.wait_for(lambda: preview.case(KOEK).person == "Els")

    run(scenario)
    assert not capsys.readouterr().err


def test_a_bug_in_what_a_timer_calls_is_said_and_does_not_end_the_preview(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    async def scenario(preview: Preview) -> None:
        book, server = preview.session.book, _Server(Config(lambda: None))
        server.session = preview.session
        asyncio.get_running_loop().set_exception_handler(server.handle_exception)
        spread = next(key for key in book.order if key.name == "spread")
        book.set_viewport(Viewport(frozenset({spread})))
        with patch.object(_book_view, "compose_book", Mock(side_effect=ValueError("a bug"))):
            change(preview.path(KOEK), "Jan Hendrik", "Els")
            await preview.wait_for(lambda: "reading-failed" in {problem.id for problem in book.problems()})
        change(preview.path(KOEK), "Els", "Ilse")
        await preview.wait_for(lambda: "reading-failed" not in {problem.id for problem in book.problems()})
        assert preview.case(KOEK).person == "Ilse"
        assert not server.should_exit

    run(scenario)
    assert "ValueError: a bug" in capsys.readouterr().err
