"""Builds the products from the preview: runs the command of the terminal in the process for builds."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from handbook.products.delivery import delivered_names
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, problem

MAX_LINES = 200  # of the output that are shown


class BuildJob:
    """The last build: its output and its exit code, None while it runs; ``on_change`` is called for each line.

    ``process`` leads to the process for builds, see ``build_process``.
    """

    def __init__(self, content: Path, output: Path, process: Connection, on_change: Callable[[], None]) -> None:
        self.content, self.output, self.process, self.on_change = content, output, process, on_change
        self.task: asyncio.Task[None] | None = None
        self.lines: list[str] = []
        self.gone: Problem | None = None  # says that the process for builds has gone
        self.exit_code: int | None = None
        self.made: set[tuple[str, ...]] = set()  # the arguments of the builds that have made the book as it is now
        self.changes = 0  # of the content

    @property
    def running(self) -> bool:
        return self.task is not None and not self.task.done()

    def start(self, arguments: Sequence[str]) -> None:
        """Starts a build with the arguments of the command, unless one is running."""
        if not self.running:
            self.lines, self.gone, self.exit_code = [], None, None
            self.task = asyncio.create_task(self._run(arguments))

    def invalidate(self) -> None:
        """Discards the output of a finished build: the content has changed, so it describes another book."""
        self.made, self.changes = set(), self.changes + 1
        if not self.running and self.exit_code is not None:
            self.lines, self.gone, self.exit_code = [], None, None
            self.on_change()

    async def stop(self) -> None:
        """Stops a running build; every product is then complete, old or new."""
        if self.task is not None and self.running:
            with suppress(OSError):  # the process has gone
                self.process.send(())
            await self.task

    def products(self) -> dict[str, int]:
        """Returns the names of the products that exist, with their sizes in bytes."""
        paths = [self.output / name for name in sorted(delivered_names(self.output))]
        return {path.name: path.stat().st_size for path in paths if path.is_file() and not path.is_symlink()}

    async def _run(self, arguments: Sequence[str]) -> None:
        changes = self.changes
        try:
            self.exit_code = await self._run_build(arguments)
            if not self.exit_code and changes == self.changes:
                self.made.add(tuple(arguments))
        except (OSError, EOFError):  # the process that stays has gone
            self.gone = problem(Mark(display_path(self.content)), "no-process.preview")
            self.exit_code = 1
        finally:
            asyncio.get_running_loop().call_soon(self.on_change)  # once this task is done

    async def _run_build(self, arguments: Sequence[str]) -> int:
        self.process.send(tuple(arguments))
        self.on_change()
        while isinstance(received := await asyncio.to_thread(self.process.recv), str):
            self.lines = [*self.lines, received.rstrip()][-MAX_LINES:]
            self.on_change()
        return int(received)
