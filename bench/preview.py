"""Measures the time from a saved change to the screen of the preview, against plain WeasyPrint for the book."""

import os
import random
import shutil
import subprocess
import time
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import psutil
from playwright.sync_api import Browser, Page

from bench.peers import changed_text, content, weasyprint_command
from tests.window import PreviewProcess, chromium, open_page, start_preview

WARM = 100  # changes until the caches are full; memory is measured then, at half and at the end
SAME = 10  # changes of one case, before another one is opened
PAUSE = 0.4, 0.9  # seconds between two changes
SETTLED = 1.0  # seconds to wait after a spread was opened
# A promise of the time in ms at which the new images of the pages are all on the screen.
WATCH = """() => { window.painted = new Promise((done) => {
  const spread = document.getElementById("spread");
  const before = new Set(spread.querySelectorAll("img"));
  let waiting = Infinity, last = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ identifier, renderTime }) => {
    if (identifier !== "new") return;
    last = Math.max(last, renderTime);
    if (!--waiting) done(performance.timeOrigin + last);
  })).observe({ type: "element" });
  new MutationObserver((_, watch) => {
    if (!spread.dataset.shown) return;
    watch.disconnect();
    const pictures = [...spread.querySelectorAll("img[src]")].filter((picture) => !before.has(picture));
    pictures.forEach((picture) => picture.setAttribute("elementtiming", "new"));
    waiting = pictures.length;
  }).observe(spread, { attributes: true, attributeFilter: ["data-shown"] });
}) }"""


@dataclass(frozen=True)
class Book:
    """A book of ``number`` cases in a preview, and the browser page that shows it."""

    number: int
    served: PreviewProcess
    page: Page


def main(folder: Path, numbers: list[int], changes: int) -> None:
    """Prints a line for each number of cases. All books are open at the same time and changed in turn."""
    if not shutil.which("chromium"):
        print("skipped the preview: the program chromium is not installed")
        return
    first = [_first_page_seconds(folder, number) for number in numbers]
    with chromium() as browser, ExitStack() as stack:
        books = [_open(folder, number, browser, stack) for number in numbers]
        chance = random.Random(1)
        times, memory_samples = [], []
        marks = sorted({min(WARM, changes), changes // 2, changes})
        for before, mark in pairwise([0, *marks]):
            times.append(_changes(books, mark - before, chance))
            memory_samples.append([_memory(book.served) for book in books])
    for index, number in enumerate(numbers):
        milliseconds = [ms for part in times for ms in part[index]]
        speed = _speed(milliseconds, min(_weasyprint_seconds(folder, number) for _ in range(2)))
        samples = zip(marks, memory_samples, strict=True)
        memory = ", ".join(f"{megabytes[index]:.0f} MB after {count} changes" for count, megabytes in samples)
        print(f"{number} cases: first page {first[index]:.1f} s; {speed}; memory {memory}", flush=True)


def _speed(changes: list[float], plain: float) -> str:
    """The times of changes in ms, as a sentence, with their share of the seconds that plain WeasyPrint takes."""
    times = median(changes), quantiles(changes, n=20)[-1]
    usual, most = (f"{ms:.0f} ms ({ms / plain / 10:.1f} %)" for ms in times)
    book = f"of the {plain:.1f} s that plain WeasyPrint takes for the book"
    return f"a change {usual}, 95 of 100 within {most}, {book}"


def _first_page_seconds(folder: Path, number: int) -> float:
    """The seconds to the first page of a book with a warm cache, the start of Chromium included."""
    with chromium() as browser, ExitStack() as stack:
        _open(folder, number, browser, stack)
    start = time.monotonic()
    with _serve(folder, number) as served, chromium() as browser:
        started = time.monotonic() - start
        with open_page(browser, served) as page:
            return started + float(page.evaluate("() => performance.now()")) / 1000


def _serve(folder: Path, number: int) -> AbstractContextManager[PreviewProcess]:
    return start_preview(content(folder, number), folder / f"output-{number}")


def _open(folder: Path, number: int, browser: Browser, stack: ExitStack) -> Book:
    """A book that is laid out completely, and open until the stack ends."""
    served = stack.enter_context(_serve(folder, number))
    page = stack.enter_context(open_page(browser, served))
    _settle(served)
    return Book(number, served, page)


def _changes(books: list[Book], changes: int, chance: random.Random) -> list[list[float]]:
    """The ms from each change of a file to the screen, by book; all books change the same case."""
    times: list[list[float]] = [[] for _ in books]
    for count in range(changes):
        if count % SAME == 0:
            case = chance.randrange(min(book.number for book in books)) + 1
            for book in books:
                book.page.locator("#thumbnails button", has_text=f"Verhaal {case}:").click()
                time.sleep(SETTLED)
        for book, milliseconds in zip(books, times, strict=True):
            time.sleep(chance.uniform(*PAUSE))
            milliseconds.append(_change(book, case))
    return times


def _change(book: Book, case: int) -> float:
    """The ms from a change of a case to the screen."""
    book.page.evaluate(WATCH)
    path = book.served.case_file(case)
    text = changed_text(path)
    saved = time.time() * 1000
    path.write_text(text, "utf-8")
    return float(book.page.evaluate("() => window.painted")) - saved


def _settle(served: PreviewProcess) -> None:
    """Waits until the layout has finished."""
    processes = _processes(served)
    while sum(process.cpu_percent(0.5) for process in processes) > 10:
        pass


def _memory(served: PreviewProcess) -> float:
    return float(sum(process.memory_full_info().pss for process in _processes(served))) / 1e6


def _processes(served: PreviewProcess) -> list[psutil.Process]:
    server = psutil.Process(served.process.pid)
    return [server, *server.children(recursive=True)]


def _weasyprint_seconds(folder: Path, number: int) -> float:
    start = time.monotonic()
    subprocess.run(weasyprint_command(folder, number), check=True, env=os.environ)
    return time.monotonic() - start
