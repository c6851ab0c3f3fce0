"""The events of a run that are reported during it. Frozen data, no I/O."""

from collections.abc import Callable
from dataclasses import dataclass

from handbook.support.messages import message


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


Event = LayingOut | Making | Checking
Progress = Callable[[Event], None]
