"""Problems: mistakes of a user as values, with a place, a message and a remedy."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from handbook.support.messages import Message, message

Severity = Literal["error", "warning"]
MACHINE = "this machine"  # the place of a problem that is in no file


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a file as an editor counts: line and column from 1; 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake that a user can correct: its place, what is wrong, what to do."""

    place: Mark
    id: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        text = f"{self.place}: {self.severity}: {self.message} [{self.id}]\n{self.remedy}"
        return text.replace("\n", "\n    ")  # so that no name or key can look like another problem


def problem(
    place: Mark, key: str, /, *, severity: Severity = "error", remedy: Message | None = None, **values: object
) -> Problem:
    """Returns the problem with this key in the catalogue, such as "wrong-type.number", whose id is "wrong-type".

    ``remedy`` replaces the catalogue's, where the remedy depends on the content.

    Raises:
        KeyError: the catalogue has no such problem, or a placeholder has no value.
    """
    text = message(f"{key}.message", **values)
    return Problem(place, key.partition(".")[0], text, remedy or message(f"{key}.remedy", **values), severity)


class Rejected(Exception):
    """The handbook cannot be built, because of its ``problems``."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Problems(list[Problem]):
    """The problems of a run so far, none of them an error."""

    def add(self, problems: Iterable[Problem]) -> None:
        """Adds problems.

        Raises:
            Rejected: one of them is an error.
        """
        problems = tuple(problems)
        if any(each.severity == "error" for each in problems):
            raise Rejected(problems)
        self.extend(problems)


@contextmanager
def collected_problems() -> Iterator[Problems]:
    """Collects the problems of a run, so that a rejection also has the warnings that came before it."""
    problems = Problems()
    try:
        yield problems
    except Rejected as rejected:
        rejected.problems = (*problems, *rejected.problems)
        raise
