"""The sections of the book in the preview: as the files define them, and in their last good layout."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from handbook.content.print_settings import ColourInks
from handbook.layout.model import LaidOutSection, Overflow
from handbook.pages.model import Section
from handbook.pages.palette import Palette
from handbook.support.problems import Problem

BOOK = ""  # stands among the slugs of cases for the book, whose form is that of handbook.yaml


class SectionKey(NamedTuple):
    """Identifies a section of the book.

    ``instance`` distinguishes sections of one name: the slug of a case, the first page of a blank section or
    an opener.
    """

    name: str
    instance: str = ""

    @property
    def case(self) -> str:
        """The slug of the case that the section prints; empty for any other section."""
        return self.instance if self.name == "spread" else ""


@dataclass(frozen=True)
class LayoutResult:
    """The result of a worker for a section: its layout and, on request, its pages as JPEGs; or what went wrong.

    ``document`` identifies what its pages look like. ``traceback`` is that of a bug in the program. One that is
    ``provisional`` has the sizes and the room of the layout before it, which are to be found anew.
    """

    laid_out: LaidOutSection | None
    document: str = ""
    images: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()
    traceback: str = ""
    provisional: bool = False


class SpareWords(NamedTuple):
    """How many more words fit into a text (negative: too many), and how many it had at that time."""

    spare: int
    counted: int


@dataclass
class SectionView:
    """A section as the files define it, and its last good layout, which is shown.

    ``document`` identifies what the layout shown looks like; it is empty before the first layout.
    ``planned_pages`` is how many pages it takes in the book as that was composed.
    ``overflows``, ``problems``, ``crashed`` and ``provisional`` are those of the newest layout.
    ``spare_words`` is by field; ``measured`` is the section with which it was measured.
    """

    section: Section
    planned_pages: int
    needs_layout: bool = True
    laid_out: LaidOutSection | None = None
    document: str = ""
    overflows: tuple[Overflow, ...] = ()
    problems: tuple[Problem, ...] = ()
    crashed: bool = False
    provisional: bool = False
    spare_words: Mapping[str, SpareWords] = field(default_factory=dict)
    measured: Section | None = None

    @property
    def pages(self) -> int:
        return len(self.page_numbers)

    @property
    def page_numbers(self) -> Sequence[int]:
        """The pages of the layout that are shown, from 0; where a word is too wide, not more than there may be."""
        return range(self.section.pages or (self.laid_out.pages if self.laid_out else self.planned_pages))

    @property
    def stale(self) -> bool:
        """Whether the layout shown is older than the files."""
        return bool(self.overflows or self.problems or self.crashed)

    @property
    def overflowing(self) -> list[str]:
        """The texts of which the layout shown lacks the last words, unless it is older than the files."""
        current = bool(self.laid_out and not self.problems and not self.crashed)
        return sorted({overflow.field for overflow in self.overflows if overflow.words}) if current else []

    @property
    def located_overflows(self) -> list[Overflow]:
        """The overflows, with the current places of their texts in the files."""
        return [
            replace(overflow, text=self.section.fields.get(overflow.field, overflow.text))
            for overflow in self.overflows
        ]

    def word_count(self, name: str) -> int:
        """Returns the number of words in the text of a field."""
        return len(str(self.section.fields[name]).split())

    def accept(self, result: LayoutResult) -> bool:
        """Records the result of a layout; returns whether it is shown from now on.

        One with overflows is: the page marks in it what does not fit.
        """
        self.problems, self.crashed, self.provisional = result.problems, bool(result.traceback), result.provisional
        if result.laid_out is None:
            return False
        self.overflows = result.laid_out.overflows
        excess = {each.field: each.words for each in self.overflows if each.field in self.section.fields}
        if excess:
            counts = {name: SpareWords(-words, self.word_count(name)) for name, words in excess.items()}
            self.spare_words = {**self.spare_words, **counts}
            self.measured = None  # an editor may restore the text that was measured
        self.laid_out, self.document = result.laid_out, result.document
        return True


class Styles(NamedTuple):
    """What the pages depend on besides their HTML and their pictures.

    ``version`` grows when a style sheet, a template or an image changes: all are read again then. Pages are drawn
    in the colours that ``palette`` states for print; ``profile`` is that of the printing condition, ``inks`` what
    the handbook says of some colours, and ``black_inside`` whether all but the covers is printed in black alone.
    """

    version: int
    palette: Palette
    profile: Path
    inks: ColourInks
    black_inside: bool = False


@dataclass(frozen=True)
class WorkerPools:
    """Worker processes: ``foreground`` is one that lays out what is in the viewport, with warm caches."""

    foreground: Executor
    background: Executor


@dataclass(frozen=True)
class Viewport:
    """What a tab shows: the sections of the open spread, and the height of a page image in px."""

    sections: frozenset[SectionKey] = frozenset()
    height: int = 0
