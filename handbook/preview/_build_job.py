"""A build of the products beside the preview: the same command that is typed, in a process of its own."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from handbook import resources
from handbook.products.delivery import delivered_names

BUILD = resources.ROOT / "build.py"
LONGEST = 1_000_000  # bytes of a line
MOST = 200  # lines kept of what a build says


class Building:
    """The last build: whether it is going on, what it has said, and how it ended; ``tell`` hears of each line."""

    def __init__(self, content: Path, output: Path, tell: Callable[[], None]) -> None:
        self.content, self.output, self.tell = content, output, tell
        self.task: asyncio.Task[None] | None = None
        self.lines: list[str] = []
        self.code: int | None = None

    @property
    def running(self) -> bool:
        return self.task is not None and not self.task.done()

    def start(self) -> None:
        """Begins a build, unless one is going on."""
        if not self.running:
            self.lines, self.code = [], None
            self.task = asyncio.create_task(self._run())

    def outdate(self) -> None:
        """The content has changed: what a build has said is about another book."""
        if not self.running and self.code is not None:
            self.lines, self.code = [], None
            self.tell()

    async def stop(self) -> None:
        """Ends a build that is going on; every product is whole then, as it was or new."""
        if self.task is not None and self.running:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    def products(self) -> dict[str, int]:
        """The products there are, with how many bytes each has."""
        paths = [self.output / name for name in sorted(delivered_names(self.output))]
        return {path.name: path.stat().st_size for path in paths if path.is_file() and not path.is_symlink()}

    async def _run(self) -> None:
        try:
            self.code = await self._built()
        except (OSError, ValueError) as error:  # no process can be started, or it says endless lines
            self.lines, self.code = [*self.lines, str(error)], 1
        finally:
            asyncio.get_running_loop().call_soon(self.tell)  # when this task is done

    async def _built(self) -> int:
        options = ["--content", str(self.content), "--output", str(self.output)]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(BUILD),
            "build",
            *options,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LONGEST,
        )
        self.tell()
        try:
            assert process.stdout is not None
            async for line in process.stdout:
                self.lines = [*self.lines, line.decode("utf-8", "replace").rstrip()][-MOST:]
                self.tell()
            return await process.wait()
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
