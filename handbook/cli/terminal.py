"""What the program says while it works: a bar on a terminal, plain lines elsewhere, problems always."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from typing import TypeVar

from handbook.support.problems import Problem

Item = TypeVar("Item")


class Terminal:
    """Progress and tables to standard output, problems to standard error; ``quiet`` leaves the problems."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.told: list[str] = []  # the problems
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a letter that the terminal lacks is no reason to stop
                stream.reconfigure(errors="replace")

    def say(self, line: str) -> None:
        if not self.quiet:
            print(line, flush=True)

    def steps(self, name: str, items: Iterable[Item], number: int) -> Iterator[Item]:
        """So many items one by one, while the progress over them shows."""
        if self.quiet or not sys.stdout.isatty():
            self.say(f"{name} ({number})")
            yield from items
            return
        from rich.progress import track  # not needed, and slow to import, when nobody watches

        yield from track(items, name.ljust(24), total=number, transient=True)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Columns under their heads, all but the first to the right."""
        if self.quiet:
            return
        from rich.console import Console
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        for at, head in enumerate(heads):
            table.add_column(head, justify="right" if at else "left", no_wrap=bool(at), overflow="fold")
        for row in rows:
            table.add_row(*row)
        Console(width=None if sys.stdout.isatty() else 1000, highlight=False).print(table)

    def problems(self, problems: Iterable[Problem | str]) -> None:
        for problem in map(str, problems):
            self.told.append(problem)
            print(problem, file=sys.stderr, flush=True)
