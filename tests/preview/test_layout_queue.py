"""The preview lays out first what is looked at: one process is kept for it."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from handbook.layout.model import Fill, LaidOutSection
from handbook.pages.model import Section
from handbook.preview._book_view import BookView
from handbook.preview._layout_queue import QUIET
from handbook.preview._model import LayoutResult, SectionKey, Viewport, WorkerPools
from handbook.preview._worker import lay_out
from tests.books import write
from tests.window import TIMEOUT, IdleExecutor


class RecordingExecutor(IdleExecutor):
    """Worker processes that never finish anything; they know which sections they were given at once."""

    def __init__(self) -> None:
        self.jobs: list[list[str]] = []

    def submit(self, *arguments: Any, **options: Any) -> Future[Any]:
        _, sections, *_ = arguments
        self.jobs.append([section.slug or section.name for section in sections])
        return super().submit(*arguments, **options)


class Pages(IdleExecutor):
    """Worker processes that lay out at once; what they were asked to do stands in a list that several share."""

    def __init__(self, name: str, asked: list[str]) -> None:
        self.name, self.asked = name, asked

    def submit(self, function: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if getattr(function, "func", function) is not lay_out:
            future.set_result({})  # how many words fit; or nothing
            return future
        sections, *_ = arguments
        quickly = isinstance(function, partial) and function.keywords["quickly"] and bool(self.asked)
        self.asked += [f"{self.name} {section.slug}" for section in sections if section.slug]
        future.set_result([_result(section, quickly) for section in sections])
        return future


def _result(section: Section, provisional: bool) -> LayoutResult:
    laid_out = LaidOutSection(section, b"", 2, Fill(0, {}), (), (), (), (), frozenset(), {})
    return LayoutResult(laid_out, document="provisional" if provisional else "confirmed", provisional=provisional)


def test_a_provisional_layout_is_replaced_by_that_of_a_build(tmp_path: Path) -> None:
    """Once nothing more is typed, and not by the process that waits for the next letter."""

    async def write_a_word() -> None:
        asked: list[str] = []
        content, spread = write(tmp_path / "book", [{}]), SectionKey("spread", "verhaal-1")
        book = BookView(content, WorkerPools(Pages("quick", asked), Pages("thorough", asked)), lambda key: None)
        book.set_viewport(Viewport(frozenset({spread}), 500))
        await asyncio.sleep(2 * QUIET)
        (file,) = (content / "cases").iterdir()
        file.write_text(file.read_text("utf-8").replace("experience: |\n  ", "experience: |\n  Ook "), "utf-8")
        book.update([file])
        async with asyncio.timeout(TIMEOUT):
            for document, by in (("provisional", "quick"), ("confirmed", "thorough")):
                while book.sections[spread].document != document:
                    await asyncio.sleep(0.001)
                assert asked[-1] == f"{by} verhaal-1"

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, write_a_word()).result()


def test_the_process_for_what_is_looked_at_waits_for_a_page(tmp_path: Path) -> None:
    """The cover is laid out before one is open; nothing else is in the way of its spread then."""

    async def open_a_page() -> None:
        foreground, background = RecordingExecutor(), RecordingExecutor()
        book = BookView(write(tmp_path / "book", [{}] * 9), WorkerPools(foreground, background), lambda key: None)
        assert (foreground.jobs, background.jobs) == ([["cover"]], [])
        book.queue.running.clear()
        book.queue.jobs.clear()
        book.queue.dispatch()
        assert foreground.jobs == [["cover"]] and background.jobs
        book.set_viewport(Viewport(frozenset({SectionKey("spread", "verhaal-9")}), 500))
        assert foreground.jobs == [["cover"], ["verhaal-9"]]

    with ThreadPoolExecutor(1) as thread:  # in this thread, the loop of the browser is running
        thread.submit(asyncio.run, open_a_page()).result()
