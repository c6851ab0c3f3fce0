"""The sections of the book as the preview shows them: what the files ask for, and the last good layout."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import NamedTuple

from handbook.layout.model import LaidOutSection, Overflow
from handbook.pages.model import EMAIL, PRINT, Section
from handbook.support.problems import Problem

EDITIONS = {edition.name: edition for edition in (PRINT, EMAIL)}


class SectionKey(NamedTuple):
    """Names a section of an edition.

    ``instance`` tells sections of one name apart: the slug of a case, the first page of a blank section.
    """

    edition: str
    name: str
    instance: str = ""

    @property
    def case(self) -> str:
        """The slug of the case that the section prints; empty for any other section."""
        return self.instance if self.name == "spread" else ""


@dataclass(frozen=True)
class LayoutResult:
    """What a worker returns for a section: its layout and, where asked for, its pages as JPEGs; or why not.

    ``traceback`` is that of a bug in the program.
    """

    laid_out: LaidOutSection | None
    images: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()
    traceback: str = ""


class SpareWords(NamedTuple):
    """How many words more fit into a text (negative: too many), and how many it had when that was measured."""

    spare: int
    counted: int


@dataclass
class SectionView:
    """A section as the files ask for it, and the last good layout of it, which is the one shown.

    ``document`` names the layout that is shown: a digest of its PDF, empty before the first layout.
    ``overflows``, ``problems`` and ``crashed`` are those of the newest layout.
    ``spare_words`` is by field; ``measured`` is the section with which it was measured.
    """

    section: Section
    needs_layout: bool = True
    laid_out: LaidOutSection | None = None
    document: str = ""
    overflows: tuple[Overflow, ...] = ()
    problems: tuple[Problem, ...] = ()
    crashed: bool = False
    spare_words: Mapping[str, SpareWords] = field(default_factory=dict)
    measured: Section | None = None

    @property
    def pages(self) -> int:
        return self.laid_out.pages if self.laid_out else self.section.pages or 1

    @property
    def stale(self) -> bool:
        """Whether the layout shown is older than the files."""
        return bool(self.overflows or self.problems or self.crashed)

    @property
    def located_overflows(self) -> list[Overflow]:
        """The overflows with the places that their texts have in the files now."""
        return [replace(each, text=self.section.fields.get(each.field, each.text)) for each in self.overflows]

    def word_count(self, name: str) -> int:
        """The number of words in the text of a field."""
        return len(str(self.section.fields[name]).split())

    def accept(self, result: LayoutResult) -> bool:
        """Records the result of a layout; returns whether that is the layout shown from now on.

        A layout with overflows never replaces one without.
        """
        self.problems, self.crashed = result.problems, bool(result.traceback)
        if result.laid_out is None:
            return False
        self.overflows = result.laid_out.overflows
        exceeded = {each.field: each.words for each in self.overflows if each.field in self.section.fields}
        if exceeded:
            counts = {name: SpareWords(-words, self.word_count(name)) for name, words in exceeded.items()}
            self.spare_words = {**self.spare_words, **counts}
            self.measured = None  # the text that was measured may come back
        if self.overflows and self.laid_out and not self.laid_out.overflows:
            return False
        self.laid_out, self.document = result.laid_out, sha256(result.laid_out.pdf).hexdigest()[:16]
        return True


@dataclass(frozen=True)
class WorkerPools:
    """Worker processes: ``foreground`` is one that lays out what is in the viewport, with warm caches."""

    foreground: Executor
    background: Executor


@dataclass(frozen=True)
class Viewport:
    """What a tab shows: the sections of the open spread, and the width of a page image in px."""

    sections: frozenset[SectionKey] = frozenset()
    width: int = 0
