"""Runs builds for the preview: a process that stays has loaded all modules, and forks for each build.

Starting Python and loading these modules takes longer than all else where one case has changed.
"""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from io import TextIOBase
from multiprocessing.connection import Connection, wait

from handbook.layout.worker import preload_typesetter
from handbook.pages.templates import compile_templates
from handbook.support.processes import ctrl_c_postponed, leave_ctrl_c_to_parent, process_context

Command = Callable[[Sequence[str]], int]  # receives arguments, prints lines, returns an exit code

PRELOADED = (
    "handbook.content.loader",
    "handbook.layout.scheduler",
    "handbook.pages.composer",
    "handbook.products.build",
)
DELAY = 5  # seconds after the start in which other processes show the book


@contextmanager
def build_process(command: Command) -> Iterator[Connection]:
    """Starts the process. Arguments start a build, none stop it; its lines come back, then its exit code.

    At the end no build may be running.
    """
    context = process_context()
    connection, other_end = context.Pipe()
    process = context.Process(target=_serve, args=(command, other_end, connection))
    with ctrl_c_postponed():
        process.start()
    other_end.close()
    try:
        yield connection
    finally:
        process.terminate()  # it may still be loading modules
        process.join()


def _serve(command: Command, connection: Connection, other_end: Connection) -> None:
    """Runs a build for each request, until the preview has ended."""
    leave_ctrl_c_to_parent()
    other_end.close()  # else this one would never be at its end
    with suppress(EOFError, ConnectionError):
        if connection.poll(DELAY) and (asked := connection.recv()):
            connection.send(_run(command, asked, connection))
        preload_typesetter()
        for name in PRELOADED:
            import_module(name)
        compile_templates()
        while True:
            if asked := connection.recv():
                connection.send(_run(command, asked, connection))


def _run(command: Command, arguments: Sequence[str], connection: Connection) -> int | None:
    """Returns the exit code of a build. What comes meanwhile, a request or the end of the preview, stops it."""
    process = process_context().Process(target=_build, args=(command, arguments, connection))
    process.start()
    if process.sentinel not in wait([process.sentinel, connection]):
        process.terminate()
    process.join()
    return process.exitcode


def _build(command: Command, arguments: Sequence[str], connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    output = _Lines(connection)
    with redirect_stdout(output), redirect_stderr(output):
        sys.exit(command(arguments))


class _Lines(TextIOBase):
    """Sends each line that is written."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.rest = connection, ""

    def write(self, text: str) -> int:
        *lines, self.rest = (self.rest + text).split("\n")
        for line in lines:
            self.connection.send(line)
        return len(text)
