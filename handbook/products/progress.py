"""The events of a run that are reported during it. Frozen data, no I/O."""

from collections.abc import Callable
from dataclasses import dataclass

from handbook import resources
from handbook.support.messages import message
from handbook.support.names import display_path


@dataclass(frozen=True)
class LayingOut:
    """The book is being laid out: ``done`` of ``total`` sections, from 0 to all."""

    done: int
    total: int

    def __str__(self) -> str:
        return message("progress.laying-out", total=self.total)


@dataclass(frozen=True)
class Making:
    """Products of these kinds are being made."""

    kinds: tuple[str, ...]

    def __str__(self) -> str:
        return message("progress.making", kinds=", ".join(self.kinds))


@dataclass(frozen=True)
class Checking:
    """Files of these names go through the preflight."""

    files: tuple[str, ...]

    def __str__(self) -> str:
        return message("progress.checking", files=", ".join(self.files))


@dataclass(frozen=True)
class Updated:
    """The products that are replaced were made by another version of the program.

    ``news`` has the headings of the changelog since that ``version``, if it has any.
    """

    version: str
    news: tuple[str, ...]

    def __str__(self) -> str:
        key = "progress.updated-news" if self.news else "progress.updated"
        values = {"version": resources.VERSION, "other": self.version, "file": display_path(resources.CHANGELOG)}
        return message(key, news="; ".join(self.news), **values)


Event = LayingOut | Making | Checking | Updated
Progress = Callable[[Event], None]


def ignore(event: Event) -> None:
    """Does nothing: the progress callback of a caller who has none."""
