"""Problems: mistakes of a user as values, with a place, a message and a remedy."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from handbook.support.messages import ENGLISH, Message, message, translate

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a file as an editor counts: line and column from 1; 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def machine() -> Mark:
    """Returns the place of a problem that is in no file."""
    return Mark(message("place.machine"))


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake that a user can correct: its place, what is wrong, what to do."""

    place: Mark
    id: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return self.as_text(ENGLISH)

    def as_text(self, language: str) -> str:
        """Returns the problem as the terminal shows it, in a language."""
        translated = self.in_language(language)
        severity = translate(message(f"severity.{self.severity}"), language)
        text = f"{translated.place}: {severity}: {translated.message} [{self.id}]\n{translated.remedy}"
        return text.replace("\n", "\n    ")  # so that no name or key can look like another problem

    def in_language(self, language: str) -> "Problem":
        """Returns the problem with its sentences in a language; some places are one too."""
        place = replace(self.place, file=translate(self.place.file, language))
        said, remedy = translate(self.message, language), translate(self.remedy, language)
        return replace(self, place=place, message=said, remedy=remedy)


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
