"""A user's mistake as a value: where it is, what is wrong, what to do."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


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
    """Something that an editor can mend: where it is, what is wrong, what to do."""

    place: Mark
    id: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        remedy = self.remedy.replace("\n", "\n    ")
        return f"{self.place}: {self.severity}: {self.message} [{self.id}]\n    {remedy}"


class Rejected(Exception):
    """The handbook cannot be built; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
