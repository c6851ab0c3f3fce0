"""Serves the preview on this machine alone, to who knows its address, until it is stopped."""

import asyncio
import os
import secrets
import socket
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from watchfiles import Change, awatch

from handbook import resources
from handbook.content.case_files import TRASH
from handbook.layout.worker import preload_typesetter
from handbook.preview._access import Guard
from handbook.preview._model import Pools
from handbook.preview._routes import Preview
from handbook.preview._worker import start
from handbook.support.cache import Cache
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Rejected
from handbook.support.processes import worker_count, worker_pool

STEP, MOST = 1, 50  # ms: a change is told when none has followed for so long, or at most
SWAP = 0.1  # seconds in which an editor that moves the old file away puts the new one in its place
TRIES = 20
GRACE = 1  # seconds for what is going on when the server is stopped


def serve(content: Path, output: Path, cache: Cache, say: Callable[[str], None], *, browser: bool) -> None:
    """Serves the preview until Ctrl-C; ``say`` gets its address, and the ``browser`` shows it.

    Raises:
        Rejected: there is no such folder.
    """
    if not content.is_dir():
        remedy = "See that --content names the folder that holds handbook.yaml."
        raise Rejected((Problem(Mark(display_path(content)), "no-case", "there is no such folder", remedy),))
    token = secrets.token_urlsafe(16)
    with _pools(content, cache) as pools, _listener() as listener:
        port = listener.getsockname()[1]
        address = f"http://127.0.0.1:{port}/{token}/"

        def begin() -> Preview:
            say(f"{address}  (Ctrl-C ends it)")
            if browser:
                webbrowser.open(address)  # it starts while the content is read
            return Preview(content.resolve(), output, pools)

        app = Guard(Starlette(lifespan=lambda app: _running(app, server, token, begin)), token, port)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GRACE
        )
        server: _Server = _Server(config)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
        if server.mistake:
            raise _told(server.mistake, content)


@asynccontextmanager
async def _running(
    app: Starlette, server: "_Server", token: str, begin: Callable[[], Preview]
) -> AsyncIterator[None]:
    """Begins a preview and lets it see its files, until the server stops."""
    asyncio.get_running_loop().set_exception_handler(server.fail)
    try:
        server.preview = preview = begin()
    except Exception as error:  # which uvicorn would print and forget
        server.give_up(error)
        yield
        return
    app.mount("", preview.app(token))
    watching = asyncio.create_task(_watch(preview))
    watching.add_done_callback(_ended)
    yield
    watching.cancel()
    await preview.building.stop()


@contextmanager
def _pools(content: Path, cache: Cache) -> Iterator[Pools]:
    """Processes, started before there is a connection: one that they had too would never end for the browser."""
    begin, others = partial(start, content, cache), max(1, worker_count() - 1)
    with worker_pool(begin, 1) as near, worker_pool(begin, others) as far:
        near.submit(os.getpid)  # no more than that, for it has pictures to draw first
        for _ in range(others):
            far.submit(preload_typesetter)
        yield Pools(near, far)


def _listener() -> socket.socket:
    """A socket on a free port. What is sent waits for nothing more: each picture would take 40 ms longer."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


class _Server(uvicorn.Server):
    """A server that lets the tabs go when it is stopped; it would wait for them. A mistake of ours stops it."""

    preview: Preview | None = None
    mistake: Exception | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._let_go()
        super().handle_exit(sig, frame)

    def fail(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Hears of what went wrong where nobody waits for an answer."""
        if isinstance(error := context.get("exception"), Exception) and not isinstance(error, OSError):
            self.give_up(error)
        else:
            loop.default_exception_handler(context)

    def give_up(self, error: Exception) -> None:
        """Stops, and keeps what was wrong."""
        self.mistake = self.mistake or error
        self._let_go()
        self.should_exit = True

    def _let_go(self) -> None:
        if self.preview is not None:
            self.preview.tabs.close()


def _told(mistake: Exception, content: Path) -> Exception:
    """What ended the server, as a problem where it is none of the program."""
    if not isinstance(mistake, BrokenExecutor):
        return mistake
    message = "a process of the preview was ended from outside"
    remedy = "Start it again; if it happens often, there is too little memory."
    return Rejected((Problem(Mark(display_path(content)), "no-process", message, remedy),))


def _ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        raise RuntimeError("the files can no longer be watched") from error


async def _watch(preview: Preview) -> None:
    """Tells the preview which files change, for as long as it runs."""
    folders = [preview.content, resources.TEMPLATES]
    async for changes in awatch(*folders, watch_filter=_counts, debounce=MOST, step=STEP, rust_timeout=1000):
        paths = {Path(path) for _, path in changes}
        if not all(path.exists() for path in paths):
            await asyncio.sleep(SWAP)
        for _ in range(TRIES):
            with suppress(OSError):  # somebody else has it open
                preview.changed(paths)
                break
            await asyncio.sleep(SWAP)
        else:
            preview.changed(paths)


def _counts(change: Change, path: str) -> bool:
    """Whether a file is one that somebody writes, and not one that a program puts beside it."""
    name = Path(path)
    return name.name[0] not in ".~#" and not name.name.endswith("~") and name.parent.name != TRASH
