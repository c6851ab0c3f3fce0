"""The preview as somebody uses it: the command in a process of its own, and its page in a real browser."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.books import ROOT

KOEK, INITIATIEF = "De koek groter maken", "Initiatief nemen om te verbinden"  # the cases of the seed
# Types into a field, which is not saved at once.
TYPED = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })) }"
PATIENCE = 20_000  # ms; a machine may be busy with other things
expect.set_options(timeout=PATIENCE)

# What root in a container needs, and what keeps the browser from asking the network for anything.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Served:
    """A preview that runs: its address, its content and output folders, and its process, which leads a group."""

    address: str
    content: Path
    output: Path
    process: "subprocess.Popen[str]"

    def case(self, number: int) -> Path:
        """The file of a case, counted from 1."""
        return sorted((self.content / "cases").glob("*.yaml"))[number - 1]

    def stop(self) -> str:
        """Ctrl-C, as the terminal sends it to all processes of the group; what the program said then."""
        os.killpg(self.process.pid, signal.SIGINT)
        said, _ = self.process.communicate(timeout=30)
        return said


@contextmanager
def serve(content: Path, output: Path) -> Iterator[Served]:
    """Starts the preview of a content folder."""
    folders = ["--content", str(content), "--output", str(output)]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "preview", "--no-browser", *folders],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("http://127.0.0.1:"), line + process.stdout.read()
        yield Served(line.split()[0], content, output, process)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, served: Served, *, still: bool = False) -> Iterator[Page]:
    """The page of a preview, in a window of its own; an error in it fails the test.

    ``still`` is somebody who wants nothing on the screen to move.
    """
    motion: Literal["reduce", "no-preference"] = "reduce" if still else "no-preference"
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion=motion)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))

    def hear(message: ConsoleMessage) -> None:
        refused = "409" in message.text  # a save that the page tells of
        gone = "404" in message.text and re.search(
            "/(image|case)/", message.location["url"]
        )  # while it was asked for
        if message.type == "error" and not (refused or gone):
            mistakes.append(f"{message.text} {message.location}")

    page.on("console", hear)
    page.goto(served.address)
    page.locator("#spread img[src]").first.wait_for()
    yield page
    context.close()
    assert not mistakes, mistakes


def turn_to(page: Page, title: str) -> None:
    """Opens the spread of a case."""
    page.locator("#thumbnails button", has_text=title).click()
    expect(page.locator("#caption")).to_contain_text(title)
    expect(page.locator("#form")).to_be_visible()
    expect(page.locator("#spread img[src]")).to_have_count(2)


def new_story(page: Page, title: str) -> None:
    """Makes a story with the button for it; its form is open then."""
    page.locator("#new").click()
    page.get_by_label("Titel van het nieuwe verhaal").fill(title)
    page.keyboard.press("Enter")
    expect(page.locator("#caption")).to_contain_text(title)
    expect(page.get_by_label("Persoon")).to_be_focused()


def shown(page: Page) -> str:
    """What the open spread shows, by the names of its pictures."""
    return page.locator("#spread").get_attribute("data-shown") or ""


def expect_news(page: Page, before: str) -> None:
    """Waits until the open spread shows something else."""
    expect(page.locator("#spread")).to_have_attribute("data-shown", re.compile(f"^(?!{before}$)."))


def edit(file: Path, old: str, new: str) -> None:
    """Saves a file with something else in the place of what stands there, as any editor does."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


class IdleExecutor(Executor):
    """Worker processes that never finish anything."""

    def submit(self, *arguments: Any, **options: Any) -> Future[Any]:
        return Future()
