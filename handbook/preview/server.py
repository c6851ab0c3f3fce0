"""Serves the preview until it is stopped, on this machine only, at an address with a secret token."""

import asyncio
import os
import socket
import traceback
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

from handbook.layout.worker import preload_typesetter
from handbook.preview._access import AccessControl, Ticket, new_secret
from handbook.preview._build_process import Command, build_process
from handbook.preview._connections import LimitedConnection
from handbook.preview._file_watcher import watch
from handbook.preview._model import WorkerPools
from handbook.preview._routes import application
from handbook.preview._session import PreviewSession
from handbook.preview._worker import start_worker
from handbook.support.cache import Cache
from handbook.support.messages import message
from handbook.support.names import display_path
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.processes import ctrl_c_postponed, worker_count, worker_pool
from handbook.support.temp_dir import temporary_folder

SHUTDOWN_TIME = 1  # seconds, for requests in progress when the server is stopped


def serve(
    content: Path,
    output: Path,
    cache: Cache,
    build: Command,
    say: Callable[[str], None],
    *,
    language: str,
    browser: bool,
) -> None:
    """Serves the preview until Ctrl-C. ``say`` receives its address; ``browser`` opens that in a browser.

    ``build`` makes the products in ``output``. The page is in ``language``, or where that is empty in the language
    of the book.

    Raises:
        Rejected: the content folder does not exist, or a worker process was killed.
    """
    if not content.is_dir():
        raise Rejected((problem(Mark(display_path(content)), "no-case.content-folder"),))
    token, ticket = new_secret(), Ticket(new_secret() if browser else "")
    with (
        build_process(build) as builds,
        _worker_pools(content, cache) as pools,
        temporary_folder() as uploads,
        _listener() as listener,
    ):
        port = listener.getsockname()[1]
        site = f"http://127.0.0.1:{port}"

        def start_session() -> PreviewSession:
            say(message("preview.address", address=f"{site}/{token}/"))
            if browser:
                webbrowser.open(f"{site}/{ticket.secret}")  # it starts while the content is read
            return PreviewSession(content.resolve(), output, pools, builds, language, uploads)

        app = Starlette(lifespan=lambda app: _lifespan(app, server, token, start_session))
        config = uvicorn.Config(
            AccessControl(app, token, ticket, port),
            http=LimitedConnection,
            ws="none",
            log_level="error",  # bugs; what others send wrongly is none
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_TIME,
        )
        server: _Server = _Server(config)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
        if server.error:
            raise _as_problem(server.error, content)


@asynccontextmanager
async def _lifespan(
    app: Starlette, server: "_Server", token: str, start_session: Callable[[], PreviewSession]
) -> AsyncIterator[None]:
    """Starts a session and watches its files, until the server stops."""
    asyncio.get_running_loop().set_exception_handler(server.handle_exception)
    try:
        server.session = session = start_session()
    except Exception as error:  # uvicorn would print it and exit with its own code
        server.fail(error)
        yield
        return
    app.mount("", application(session, token))
    watcher = asyncio.create_task(watch(session))
    yield
    watcher.cancel()
    await session.build.stop()


@contextmanager
def _worker_pools(content: Path, cache: Cache) -> Iterator[WorkerPools]:
    """Starts the worker processes before any connection, which a forked process would keep open for ever."""
    start, others = partial(start_worker, content, cache), max(1, worker_count() - 1)
    with worker_pool(start, 1) as foreground, worker_pool(start, others) as background:
        with ctrl_c_postponed():
            # This starts the process, which can draw page images before it has loaded the typesetter.
            foreground.submit(os.getpid)
            for _ in range(others):
                background.submit(preload_typesetter)
        yield WorkerPools(foreground, background)


def _listener() -> socket.socket:
    """Returns a socket on a free port, without Nagle's algorithm, which would delay each page image by 40 ms."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


class _Server(uvicorn.Server):
    """A server that closes its event streams when it stops, instead of waiting for them."""

    session: PreviewSession | None = None
    error: Exception | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stops the server at the first Ctrl-C; it takes a second at most, which others cannot shorten."""
        if not self.should_exit:
            self._close_streams()
            super().handle_exit(sig, frame)

    def handle_exception(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Receives exceptions of tasks and callbacks that are not awaited.

        A bug must not end a preview in which somebody writes: it is shown here and in the page. Without its
        processes there is no preview.
        """
        error = context.get("exception")
        if isinstance(error, BrokenExecutor):
            self.fail(error)
        elif isinstance(error, Exception) and not isinstance(error, OSError) and self.session is not None:
            traceback.print_exception(error)
            self.session.report_failure(error)
        else:
            loop.default_exception_handler(context)

    def fail(self, error: Exception) -> None:
        """Stops the server and records the first ``error``."""
        self.error = self.error or error
        self._close_streams()
        self.should_exit = True

    def _close_streams(self) -> None:
        if self.session is not None:
            self.session.events.close()


def _as_problem(error: Exception, content: Path) -> Exception:
    """Returns the error that stopped the server, as a ``Rejected`` if it is not a bug in the program."""
    if isinstance(error, BrokenExecutor):
        return Rejected((problem(Mark(display_path(content)), "no-process.preview"),))
    return error
