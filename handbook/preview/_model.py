"""The parts of a book on show: each a section of an edition, as it is wanted and as it last was good."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field

from handbook.layout.model import LaidOutSection, Overflow
from handbook.pages.model import EMAIL, PRINT, Section
from handbook.support.problems import Problem

EDITIONS = {edition.name: edition for edition in (PRINT, EMAIL)}

Key = tuple[str, str, str]  # edition, name of the section, slug or first page where several have the name


def case_of(key: Key) -> str:
    """The slug of the case that a part shows; empty where that is another part of the book."""
    return key[2] if key[1] == "spread" else ""


@dataclass
class Part:
    """A section as it is wanted, the piece that is shown, by its ``name``, and why that is not a newer one.

    ``room`` is how many words more fit into each text, and how many it had when that was ``measured``.
    """

    section: Section
    wanted: bool = True
    piece: LaidOutSection | None = None
    name: str = ""
    overflows: tuple[Overflow, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    room: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    measured: Section | None = None

    @property
    def pages(self) -> int:
        return self.piece.pages if self.piece else self.section.pages or 1

    @property
    def stale(self) -> bool:
        """Whether something else is shown than what the files say."""
        return bool(self.overflows or self.problems or self.broken)

    def words(self, name: str) -> int:
        """How many words a text has."""
        return len(str(self.section.fields[name]).split())


@dataclass(frozen=True)
class Pools:
    """Processes: one is ``near`` what is looked at, so that it knows it already; those ``far`` do the rest."""

    near: Executor
    far: Executor


@dataclass(frozen=True)
class Look:
    """What somebody looks at: the parts that lie open, and how wide their pages are, in px."""

    parts: frozenset[Key] = frozenset()
    width: int = 0
