"""The results of the preflight of a finished PDF. Frozen data, no I/O."""

from dataclasses import dataclass

from handbook import resources
from handbook.support.problems import Severity


@dataclass(frozen=True)
class Finding:
    """Something wrong in a finished PDF.

    ``page`` counts from 1; 0 stands for the file as a whole. ``x`` and ``y`` are in mm from the top left of the
    trim. ``origin`` is the file and the field of the content that is printed there, if known.
    """

    page: int
    message: str
    remedy: str
    severity: Severity = "error"
    x: float = 0
    y: float = 0
    origin: str = ""


@dataclass(frozen=True)
class Check:
    """A rule applied to a file: its requirement, its source, the measurement, and the findings."""

    id: str
    asks: str
    source: str
    measured: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Report:
    """The checks of a finished PDF, with its file name, its number of pages and the program that made it."""

    file: str
    pages: int
    checks: tuple[Check, ...]
    made_with: str = f"handbook {resources.VERSION}"

    @property
    def findings(self) -> list[tuple[Check, Finding]]:
        return [(check, finding) for check in self.checks for finding in check.findings]
