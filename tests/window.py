"""Helpers for tests of the preview: the command in a process of its own, and its page in a real browser."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from handbook.support.language import VARIABLE
from tests.books import ROOT

KOEK, INITIATIEF = "De koek groter maken", "Initiatief nemen om te verbinden"  # the titles of the seed's cases
TIMEOUT = 20  # seconds; the machine may be busy
expect.set_options(timeout=1000 * TIMEOUT)

# No sandbox and no shared memory, for root in a container; nothing that asks the network.
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
class PreviewProcess:
    """A running preview: its address, its content and output folders, and its process, which leads a group."""

    address: str
    content: Path
    output: Path
    process: "subprocess.Popen[str]"

    @property
    def host(self) -> str:
        """The host and the port."""
        return urlsplit(self.address).netloc

    @property
    def path(self) -> str:
        """The path of the page: the token between slashes."""
        return urlsplit(self.address).path

    @property
    def origin(self) -> str:
        """What a browser sends as Origin for the page."""
        return f"http://{self.host}"

    def case_file(self, number: int) -> Path:
        """The file of a case, counted from 1."""
        return sorted((self.content / "cases").glob("*.yaml"))[number - 1]

    def case_text(self, number: int) -> str:
        """The text of the file of a case, counted from 1."""
        return self.case_file(number).read_text("utf-8")

    def stop(self) -> str:
        """Sends Ctrl-C to all processes of the group, as a terminal does; returns what was printed since."""
        if sys.platform == "win32":
            pytest.skip("Windows sends Ctrl-C to a whole window, not to one program")
        os.killpg(self.process.pid, signal.SIGINT)
        output, _ = self.process.communicate(timeout=30)
        return output


@contextmanager
def start_preview(content: Path, output: Path, browser: str = "") -> Iterator[PreviewProcess]:
    """Runs the preview of a content folder; it opens the ``browser`` that this command starts, if any."""
    options = ["--content", str(content), "--output", str(output), *([] if browser else ["--no-browser"])]
    without_language = {name: value for name, value in os.environ.items() if name != VARIABLE}  # that of the book
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "preview", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        env={**without_language, "BROWSER": browser},
    )
    try:
        assert process.stdout is not None
        said = []
        while (line := process.stdout.readline()) and not line.startswith("http://127.0.0.1:"):
            said.append(line)  # that a new book was made
        assert line, "".join(said)
        yield PreviewProcess(line.split()[0], content, output, process)
    finally:
        if process.poll() is None:
            process.kill() if sys.platform == "win32" else os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Runs the system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_page(
    browser: Browser, preview: PreviewProcess, *, reduced_motion: bool = False, empty: bool = False
) -> Iterator[Page]:
    """Opens the page of a preview in a window of its own; an error in it fails the test.

    Unless the book is ``empty``, waits for its first spread.
    """
    motion: Literal["reduce", "no-preference"] = "reduce" if reduced_motion else "no-preference"
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion=motion)
    page = context.new_page()
    page.set_default_timeout(1000 * TIMEOUT)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def on_console(message: ConsoleMessage) -> None:
        conflict = "409" in message.text  # a save that is refused, which the page shows
        replaced = "404" in message.text and re.search("/(image|case)/", message.location["url"])  # or removed
        if message.type == "error" and not (conflict or replaced):
            errors.append(f"{message.text} {message.location}")

    page.on("console", on_console)
    page.goto(preview.address)
    if not empty:
        page.locator("#spread img[src]").first.wait_for()
    yield page
    context.close()
    assert not errors, errors


def turn_to(page: Page, title: str) -> None:
    """Opens the spread of a case, and waits for its form and its images."""
    page.locator("#thumbnails button", has_text=title).click()
    expect(page.locator("#caption")).to_contain_text(title)
    expect(page.locator("#form")).to_be_visible()
    expect(page.locator("#spread img[src]")).to_have_count(2)


def add_case(page: Page, title: str) -> None:
    """Adds a case with the button for it; its form is open then."""
    page.locator("#new").click()
    page.get_by_label("Titel van het nieuwe verhaal").fill(title)
    page.keyboard.press("Enter")
    expect(page.locator("#caption")).to_contain_text(title)
    expect(page.get_by_label("Persoon")).to_be_focused()


def type_unsaved(field: Locator, text: str) -> None:
    """Types a text into a field, in the place of what was there; it is saved after a pause, or when it must be."""
    typing = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })) }"
    field.evaluate(typing, text)


def shown_pages(page: Page) -> str:
    """Names the layouts that the open spread shows: another text means that other pages are shown."""
    return page.locator("#spread").get_attribute("data-shown") or ""


def expect_other_pages(page: Page, before: str) -> None:
    """Waits until the open spread shows other pages."""
    expect(page.locator("#spread")).to_have_attribute("data-shown", re.compile(f"^(?!{before}$)."))


def page_image(page: Page, side: int) -> Image.Image:
    """A page of the open spread as the program drew it: 0 is the left side, 1 the right one."""
    address = page.locator("#spread img").nth(side).evaluate("image => image.src")
    inline = address.startswith("data:")  # sent with an event
    data = b64decode(address.partition(",")[2]) if inline else page.request.get(address).body()
    return Image.open(BytesIO(data)).convert("RGB")


def wait_for_text(file: Path, text: str) -> None:
    """Returns as soon as a file contains a text."""
    wait_until(lambda: text in file.read_text("utf-8"))


def wait_until(condition: Callable[[], object]) -> None:
    """Returns as soon as a condition holds."""
    end = time.monotonic() + TIMEOUT
    while not condition():
        assert time.monotonic() < end, "the condition did not come to hold"
        time.sleep(0.05)


def send(
    preview: PreviewProcess,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    token: str = "",
) -> tuple[int, bytes]:
    """Sends a request without a browser; returns the status and the body of the answer."""
    connection = HTTPConnection(preview.host, timeout=TIMEOUT)
    address = f"/{token}/{path}" if token else f"{preview.path}{path}"
    origin = {"Origin": preview.origin} if method == "POST" else {}
    connection.request(method, address, body, {**origin, **(headers or {})})
    response = connection.getresponse()
    answer = response.status, response.read()
    connection.close()
    return answer


@contextmanager
def events(preview: PreviewProcess) -> Iterator[Iterator[tuple[str, Any]]]:
    """The events that a tab receives, name and data, as they come."""
    connection = HTTPConnection(preview.host, timeout=TIMEOUT)
    connection.request("GET", f"{preview.path}events")
    with connection.getresponse() as response:
        yield _parse_events(response)
    connection.close()


def _parse_events(lines: Iterable[bytes]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


class IdleExecutor(Executor):
    """Worker processes that never finish anything."""

    def submit(self, *arguments: Any, **options: Any) -> Future[Any]:
        return Future()
