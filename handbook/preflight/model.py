"""The results of the preflight of a finished PDF. Frozen data, no I/O."""

from dataclasses import dataclass

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
class PrintedPicture:
    """A picture on a page, counted from 1.

    ``x`` and ``y`` are its place from the top left of the trim and ``width`` and ``height`` its size, in mm.
    ``ppi`` is its resolution in pixels an inch, ``space`` its colour space, ``profile`` that of the file, which
    describes its colours, and ``origin`` the file and the field of the content, if known.
    """

    page: int
    x: float
    y: float
    width: float
    height: float
    ppi: int
    space: str
    profile: str
    origin: str


@dataclass(frozen=True)
class Inventory:
    """The name of the colour profile, those of the fonts, the pictures, and the plates of each page.

    The plates are in the order of "CMYK", empty for a page without ink.
    """

    profile: str
    fonts: tuple[str, ...]
    pictures: tuple[PrintedPicture, ...]
    plates: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The checks of a finished PDF, and what is in it; ``digest`` is the SHA-256 of the file."""

    file: str
    pages: int
    digest: str
    inventory: Inventory
    checks: tuple[Check, ...]

    @property
    def findings(self) -> list[tuple[Check, Finding]]:
        return [(check, finding) for check in self.checks for finding in check.findings]
