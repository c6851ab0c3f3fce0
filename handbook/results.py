"""What the functions of the library return. Frozen data."""

from dataclasses import dataclass
from pathlib import Path

from handbook.products.model import Product
from handbook.support.problems import Problem


@dataclass(frozen=True)
class BuildResult:
    """The products and the warnings; ``unchanged`` if the output folder had these products already."""

    products: tuple[Product, ...]
    problems: tuple[Problem, ...]
    unchanged: bool = False


@dataclass(frozen=True)
class SpreadFill:
    """How full the two pages of a case are, in percent, and the fitting step of its texts."""

    case: str
    left: int
    right: int
    step: int


@dataclass(frozen=True)
class CheckResult:
    """All problems of a handbook, and how full its spreads are, unless an error prevented their layout."""

    problems: tuple[Problem, ...]
    spreads: tuple[SpreadFill, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error; there may be warnings."""
        return all(problem.severity == "warning" for problem in self.problems)


@dataclass(frozen=True)
class ImportedCase:
    """A new case file, with the title and the person that its document names; empty where that is in doubt."""

    path: Path
    title: str
    person: str


@dataclass(frozen=True)
class ImportResult:
    """The cases of documents, and warnings about what an editor has to check."""

    cases: tuple[ImportedCase, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class BrandResult:
    """In sentences what is ``good`` in a brand, and all its problems."""

    good: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether there is no error; there may be warnings."""
        return all(problem.severity == "warning" for problem in self.problems)
