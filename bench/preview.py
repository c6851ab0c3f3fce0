"""How soon a saved change is on the screen of the preview, beside what plain WeasyPrint takes for the book."""

import os
import random
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psutil
from playwright.sync_api import Page

from bench.peers import change, content, plain
from tests.window import Served, chromium, opened, serve

WARM = 20  # changes, before memory is looked at
SAME = 10  # changes of one case, before another is turned to
PAUSE = 0.4, 0.9  # seconds between two changes
SETTLED = 1.0  # seconds for a spread that was turned to
# A promise of the time in ms at which pictures of something else than was shown came to the screen, all of them.
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
class Seen:
    """Of a book: seconds to the first page, ms of each change, MB after some changes and after all of them.

    ``plain`` is what plain WeasyPrint takes for it, in seconds.
    """

    first: float
    changes: list[float]
    before: float
    after: float
    plain: float


def main(folder: Path, numbers: list[int], changes: int) -> None:
    """Prints a line for each number of cases."""
    if not shutil.which("chromium"):
        print("skipped the preview: the program chromium is not installed")
        return
    for number in numbers:
        found = _measure(folder, number, changes)
        times = median(found.changes), quantiles(found.changes, n=20)[-1]
        usual, most = (f"{ms:.0f} ms ({ms / found.plain / 10:.1f} %)" for ms in times)
        print(
            f"{number} cases: first page {found.first:.1f} s; a change {usual}, 95 of 100 within {most}, "
            f"of the {found.plain:.1f} s that plain WeasyPrint takes for the book; "
            f"memory {found.before:.0f} MB after {WARM} changes, {found.after:.0f} MB after {changes}",
            flush=True,
        )


def _measure(folder: Path, number: int, changes: int) -> Seen:
    cases = content(folder, number)
    with serve(cases, folder / "output") as served, chromium() as browser, opened(browser, served) as page:
        _settle(served)  # the cache is warm then
    start = time.monotonic()
    with serve(cases, folder / "output") as served, chromium() as browser:
        started = time.monotonic() - start
        with opened(browser, served) as page:
            first = started + page.evaluate("() => performance.now()") / 1000
            _settle(served)
            chance = random.Random(1)
            times = _changes(page, served, number, WARM, chance)  # until all is loaded that a change needs
            before = _memory(served)
            times += _changes(page, served, number, changes - WARM, chance)
            after = _memory(served)
    return Seen(first, times, before, after, min(_plain(folder, number) for _ in range(2)))


def _changes(page: Page, served: Served, number: int, changes: int, chance: random.Random) -> list[float]:
    """The ms from each of so many changes of a file to the screen."""
    times = []
    for at in range(changes):
        if at % SAME == 0:
            case = chance.randrange(number)
            page.locator("#strip button", has_text=f"Verhaal {case + 1}:").click()
            time.sleep(SETTLED)
        time.sleep(chance.uniform(*PAUSE))
        page.evaluate(WATCH)
        path = served.case(case + 1)
        text = change(path)
        saved = time.time() * 1000
        path.write_text(text, "utf-8")
        times.append(page.evaluate("() => window.painted") - saved)
    return times


def _settle(served: Served) -> None:
    """Waits until nothing is laid out any more."""
    processes = _processes(served)
    while sum(process.cpu_percent(0.5) for process in processes) > 10:
        pass


def _memory(served: Served) -> float:
    return float(sum(process.memory_full_info().pss for process in _processes(served))) / 1e6


def _processes(served: Served) -> list[psutil.Process]:
    own = psutil.Process(served.process.pid)
    return [own, *own.children(recursive=True)]


def _plain(folder: Path, number: int) -> float:
    start = time.monotonic()
    subprocess.run(plain(folder, number), check=True, env=os.environ)
    return time.monotonic() - start
