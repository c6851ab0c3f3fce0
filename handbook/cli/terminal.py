"""Writes to the terminal: tables, problems, and progress as a bar; elsewhere progress is plain lines."""

import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from handbook.api import Event, LayingOut, Problem
from handbook.cli.problem_formats import as_annotation, as_json, as_sarif
from handbook.support.messages import message
from handbook.support.names import with_visible_controls

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

DOCUMENTS = {"json": as_json, "sarif": as_sarif}
# In a file or pipe Windows would write its code page, in which names of people may have letters that it lacks.
OUTPUT_ENCODING = "utf-8" if sys.platform == "win32" else None


class Terminal:
    """Writes progress and tables to standard output, problems to standard error; only problems if ``quiet``.

    For programs problems go to standard output: in the format "github" each in its line, in "json" and "sarif" all
    in one document and nothing beside it.
    """

    def __init__(self, *, quiet: bool, problem_format: str = "text") -> None:
        self.quiet = quiet or problem_format in DOCUMENTS
        self.problem_format = problem_format
        self.collected: list[Problem] = []
        self.bar: tuple[Progress, TaskID] | None = None
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # an unprintable character must not stop a run
                stream.reconfigure(encoding=OUTPUT_ENCODING, errors="replace")

    def say(self, line: str) -> None:
        if not self.quiet:
            _print(line)

    def progress(self, event: Event) -> None:
        """Shows an event of a run."""
        if not isinstance(event, LayingOut):
            self.say(str(event))
        elif not self.quiet and sys.stdout.isatty():
            self._move_bar(event)
        elif event.done == 0:
            self.say(str(event))

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Prints columns below their headings, all but the first aligned to the right."""
        if self.quiet:
            return
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, header_style="bold")
        for index, heading in enumerate(headings):
            table.add_column(heading, justify="right" if index else "left", no_wrap=bool(index), overflow="fold")
        for row in rows:
            table.add_row(*(Text(with_visible_controls(cell)) for cell in row))
        Console(width=None if sys.stdout.isatty() else 1000, highlight=False).print(table)

    def problems(self, problems: Iterable[Problem]) -> None:
        self.close()
        for problem in problems:
            if self.problem_format == "text":
                _print(str(problem), sys.stderr)
            elif self.problem_format == "github":
                _print(as_annotation(problem))
            self.collected.append(problem)

    def write_document(self) -> None:
        """Writes the problems of a run that has ended, in a format that has them all in one document."""
        if as_document := DOCUMENTS.get(self.problem_format):
            _print(as_document(self.collected))

    def close(self) -> None:
        """Removes a bar that has not reached its end."""
        if self.bar:
            self.bar[0].stop()
            self.bar = None

    def _move_bar(self, event: LayingOut) -> None:
        """Starts, moves or ends the bar."""
        if self.bar is None:
            from rich.progress import Progress  # slow to import

            bar = Progress(transient=True)
            self.bar = bar, bar.add_task(message("progress.bar"), total=event.total)
            bar.start()
        bar, task = self.bar
        bar.update(task, completed=event.done)
        if event.done == event.total:
            self.close()


def _print(text: str, stream: TextIO | None = None) -> None:
    """Prints a text in which names and keys that others have written may have any character."""
    print(with_visible_controls(text), file=stream, flush=True)
