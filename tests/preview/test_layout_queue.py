"""The preview lays out first what is looked at: one process is kept for it."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from handbook.preview._book_view import BookView
from handbook.preview._model import SectionKey, Viewport, WorkerPools
from tests.books import write
from tests.window import IdleExecutor


class RecordingExecutor(IdleExecutor):
    """Worker processes that never finish anything; they know which sections they were given at once."""

    def __init__(self) -> None:
        self.jobs: list[list[str]] = []

    def submit(self, *arguments: Any, **options: Any) -> Future[Any]:
        _, sections, *_ = arguments
        self.jobs.append([section.slug or section.name for section in sections])
        return super().submit(*arguments, **options)


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
