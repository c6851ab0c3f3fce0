"""The judgement on a finished PDF. Frozen data, no I/O."""

from dataclasses import dataclass

from handbook.support.problems import Severity


@dataclass(frozen=True)
class Finding:
    """Something in a finished PDF: on which page (from 1; 0: the file), where in mm from the trim's top left.

    ``origin`` is the file and field of the content that is printed there, where that is known.
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
    """A rule of the preflight applied: what it asks and who says so, what was measured, and what was found."""

    id: str
    asks: str
    source: str
    measured: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Report:
    """The judgement on a finished PDF with so many ``pages``."""

    file: str
    pages: int
    checks: tuple[Check, ...]

    @property
    def findings(self) -> list[tuple[Check, Finding]]:
        return [(check, finding) for check in self.checks for finding in check.findings]
