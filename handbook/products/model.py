"""The products, and the sources that they are made from. Frozen data, no I/O."""

from dataclasses import dataclass
from datetime import datetime

from handbook.content.model import Handbook
from handbook.layout.model import Book
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.editions import DESK, EMAIL, PRINT
from handbook.support.cache import Cache
from handbook.support.problems import Problem, Rejected

COVER, SHEETS, SPREADS = "cover", "sheets", "spreads"
PRODUCTS = (
    PRINT.name,
    COVER,
    SHEETS,
    DESK.name,
    EMAIL.name,
    SPREADS,
)  # the kinds that a build makes, in the order of its table
CASE, MAIL, REPORT, PACKAGE = "case", "mail", "report", "package"  # the other kinds


@dataclass(frozen=True)
class Sources:
    """The sources of all products: the handbook, its style sheets, and the book laid out.

    ``created`` is the date in their metadata; None for that of the handbook.
    """

    handbook: Handbook
    styles: StyleSheets
    book: Book
    cache: Cache
    created: datetime | None


@dataclass(frozen=True)
class Product:
    """A finished file and its ``kind``: one of ``PRODUCTS``, "case", "mail", "report" or "package".

    ``pages`` is the number of pages of the PDF that it is or was made from. ``seconds`` is the time that it took,
    without the layout. ``note`` says how to use it, or is empty.
    """

    kind: str
    name: str
    data: bytes
    pages: int
    seconds: float
    note: str = ""


class PreflightFailed(Rejected):
    """A print file breaks a rule of the preflight; ``report`` is the page that shows where."""

    def __init__(self, problems: tuple[Problem, ...], report: Product) -> None:
        super().__init__(problems)
        self.args = (problems, report)  # so that it can be pickled
        self.report = report
