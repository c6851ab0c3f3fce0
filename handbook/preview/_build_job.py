"""Builds the products from the preview: the same command as on a terminal, in a process of its own."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from handbook import resources
from handbook.products.delivery import delivered_names

BUILD_SCRIPT = resources.ROOT / "build.py"
MAX_LINE = 1_000_000  # bytes
MAX_LINES = 200  # of the output that are shown


class BuildJob:
    """The last build: its output and its exit code, None while it runs; ``on_change`` is called for each line."""

    def __init__(self, content: Path, output: Path, on_change: Callable[[], None]) -> None:
        self.content, self.output, self.on_change = content, output, on_change
        self.task: asyncio.Task[None] | None = None
        self.lines: list[str] = []
        self.exit_code: int | None = None

    @property
    def running(self) -> bool:
        return self.task is not None and not self.task.done()

    def start(self) -> None:
        """Starts a build, unless one is running."""
        if not self.running:
            self.lines, self.exit_code = [], None
            self.task = asyncio.create_task(self._run())

    def invalidate(self) -> None:
        """Discards the output of a finished build: the content has changed, so it describes another book."""
        if not self.running and self.exit_code is not None:
            self.lines, self.exit_code = [], None
            self.on_change()

    async def stop(self) -> None:
        """Stops a running build; every product is then complete, either as it was or new."""
        if self.task is not None and self.running:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    def products(self) -> dict[str, int]:
        """The names of the products that exist, with their sizes in bytes."""
        paths = [self.output / name for name in sorted(delivered_names(self.output))]
        return {path.name: path.stat().st_size for path in paths if path.is_file() and not path.is_symlink()}

    async def _run(self) -> None:
        try:
            self.exit_code = await self._run_process()
        except (OSError, ValueError) as error:  # the process cannot be started, or a line is too long
            self.lines, self.exit_code = [*self.lines, str(error)], 1
        finally:
            asyncio.get_running_loop().call_soon(self.on_change)  # once this task is done

    async def _run_process(self) -> int:
        options = ["--content", str(self.content), "--output", str(self.output)]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(BUILD_SCRIPT),
            "build",
            *options,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=MAX_LINE,
        )
        self.on_change()
        try:
            assert process.stdout is not None
            async for line in process.stdout:
                self.lines = [*self.lines, line.decode("utf-8", "replace").rstrip()][-MAX_LINES:]
                self.on_change()
            return await process.wait()
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
