"""The nouns that the stages pass on. Frozen data, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from handbook.layout.engine.tags import Kid

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a file as an editor counts: line and column from 1; 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """Something that an editor can mend: where it is, what is wrong, what to do."""

    place: Mark
    id: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        remedy = self.remedy.replace("\n", "\n    ")
        return f"{self.place}: {self.severity}: {self.message} [{self.id}]\n    {remedy}"


class Rejected(Exception):
    """The handbook cannot be built; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class Text(str):
    """What an editor wrote, as a string that knows its place.

    ``mark`` is where the value starts, ``raw`` the file's characters from there on, so that any part
    of the value can be found back however YAML had it quoted, indented or folded.
    """

    mark: Mark
    raw: str

    def __new__(cls, value: str, mark: Mark, raw: str = "") -> "Text":
        text = super().__new__(cls, value)
        text.mark, text.raw = mark, raw
        return text

    def __reduce__(self) -> tuple[type["Text"], tuple[str, Mark, str]]:  # for its way to another process
        return Text, (str(self), self.mark, self.raw)

    def place(self, part: str) -> Mark:
        """Where ``part`` first stands in the file; where the value starts if YAML wrote it otherwise."""
        found = self.raw.find(part)
        return self.mark if found < 0 else self.at(found)

    def at(self, offset: int) -> Mark:
        """The place of a character of ``raw``."""
        lines = self.raw[:offset].split("\n")
        column = len(lines[-1]) + (self.mark.column if len(lines) == 1 else 1)
        return Mark(self.mark.file, self.mark.line + len(lines) - 1, column)


@dataclass(frozen=True)
class Prose:
    """A Markdown text: as written, and as HTML that is safe to print."""

    source: Text
    html: str

    def __html__(self) -> str:
        """Lets a template print it as it is."""
        return self.html


@dataclass(frozen=True)
class Theme:
    """What several cases are about. ``accent`` is a colour of the palette; empty for the next in turn."""

    name: Text
    accent: Text


@dataclass(frozen=True)
class Picture:
    """A picture in content/images/: its ``file`` there, what it shows in words, and who made it.

    ``focus`` is the point that stays in sight however the picture is cropped, in percent from the left
    and from the top.
    """

    file: Text
    alt: Text
    credit: Text
    focus: tuple[int, int]


@dataclass(frozen=True)
class Case:
    """One case, one spread: ``experience`` on the left page, ``good_work`` on the right.

    ``language`` is that of its texts, where it is not the handbook's.
    """

    slug: str
    title: Text
    language: str
    person: Text
    role: Text
    themes: tuple[Text, ...]
    quote: Text
    portrait: Picture | None
    questions: tuple[Text, ...]
    experience: Prose
    good_work: Prose

    @property
    def texts(self) -> tuple[Text, ...]:
        """Everything of this case that is printed."""
        credit = (self.portrait.credit,) if self.portrait else ()
        lines = (self.title, self.person, self.role, self.quote, *self.questions)
        return (*lines, *credit, self.experience.source, self.good_work.source)


@dataclass(frozen=True)
class Mail:
    """What the mail with the book says; empty where the handbook leaves it to the program."""

    subject: Text
    text: Prose


A5, BLEED = (148.0, 210.0), 3.0  # mm


@dataclass(frozen=True)
class Print:
    """How it is printed and bound. ``quantity`` and ``finishing`` are the editor's words for the printer.

    ``trim`` is the size of a page, width and height, and ``bleed`` what is printed beyond it, both in mm.

    ``paper`` is the weight of the inside in g/m2, ``bulk`` its thickness against coated paper of that weight,
    ``spine`` the width of the spine in mm as the print shop gave it, 0 where it is to be computed.

    ``profile`` is the file of a CMYK colour profile, ``condition`` the registered name of the printing that it
    describes; ``flip`` the edge over which an office printer turns its sheets.
    """

    trim: tuple[float, float]
    bleed: float
    profile: Path
    condition: str
    marks: bool
    flip: str
    binding: Text
    paper: float
    bulk: float
    spine: float
    quantity: Text
    finishing: Text

    @property
    def perfect(self) -> bool:
        """Whether the book is glued into a cover of its own; otherwise it is stapled with its cover."""
        return self.binding == "perfect"

    def width(self, pages: int) -> float:
        """How wide the spine of a perfect-bound book with so many inside pages is, in mm."""
        return self.spine or pages / 2 * self.paper * self.bulk / 1000


@dataclass(frozen=True)
class Handbook:
    """The whole content, cases in the order of the book. ``problems`` is what reading it brought up."""

    file: str
    slug: str
    title: Text
    subtitle: Text
    organisation: Text
    logo: Picture | None
    cover: Picture | None
    language: str
    date: str
    foreword: Prose
    colophon: Prose
    themes: tuple[Theme, ...]
    register: bool
    labels: Mapping[str, str]
    print: Print
    mail: Mail
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def texts(self) -> tuple[Text, ...]:
        """Everything that the handbook's own file has printed."""
        own = (self.title, self.subtitle, self.organisation, self.foreword.source, self.colophon.source)
        names = tuple(theme.name for theme in self.themes)
        credits = tuple(picture.credit for picture in (self.logo, self.cover) if picture)
        return own + credits + names + tuple(label for label in self.labels.values() if isinstance(label, Text))


@dataclass(frozen=True)
class Edition:
    """One way to set the book, with the style sheet of its ``name``.

    ``variant`` is WeasyPrint's name of a PDF standard, or None. An edition for the ``screen`` has links
    and bookmarks, and no hyphens that the author did not type.
    """

    name: str
    variant: str | None
    screen: bool


PX = 0.75  # pt; WeasyPrint measures in px
HERE = "#"  # starts the address of a link within the book, until its sections are joined
PRINT = Edition("print", None, screen=False)
EMAIL = Edition("email", "pdf/a-2a", screen=True)
DESK = Edition("desk", None, screen=True)  # the layout of EMAIL, with pictures for paper


@dataclass(frozen=True)
class Section:
    """A part of the book that is laid out alone: HTML that starts on page ``first``.

    ``pages`` is how many it must take, None where it takes what it needs. ``fields`` has the texts that
    may be too long, by the name that the HTML gives them in data-holds and data-field. ``slug`` is that of
    the case, where it is one, and ``language`` that of its texts where it is not the book's. ``step`` is the
    fitting step of one that takes the pages it needs, once that is known.
    """

    name: str
    html: str
    first: int
    pages: int | None
    fields: Mapping[str, Text]
    slug: str = ""
    language: str = ""
    step: int | None = None


@dataclass(frozen=True)
class Overflow:
    """A text that does not fit at any step: ``words`` too many, or a ``word`` wider than its line."""

    edition: str
    field: str
    text: Text
    words: int = 0
    word: str = ""


@dataclass(frozen=True)
class Fill:
    """How a section came out: the fitting step, and how full the page of each text is, in percent."""

    step: int
    percent: Mapping[str, int]


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline: its level from 1, the page of its section from 0, and where on it, in pt."""

    level: int
    label: str
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Piece:
    """A section laid out and written, without its fonts: how many pages it has, and what does not fit.

    ``tags`` are what a screen reader meets in it, on paper none.
    """

    section: Section
    pdf: bytes
    pages: int
    fill: Fill
    overflows: tuple[Overflow, ...]
    bookmarks: tuple[Bookmark, ...]
    tags: tuple["Kid", ...]


@dataclass(frozen=True)
class Book:
    """An edition laid out and written, section by section, and the seconds that took.

    ``cover`` is back, spine and front where they make a sheet of their own. ``fonts`` has the font files that all
    sections name, by the digest of their bytes.
    """

    edition: Edition
    parts: tuple[Piece, ...]
    cover: tuple[Piece, ...]
    fonts: Mapping[str, bytes]
    seconds: float

    @property
    def sections(self) -> list[Section]:
        return [part.section for part in self.parts]

    @property
    def pages(self) -> int:
        return sum(part.pages for part in self.parts)

    @property
    def overflows(self) -> list[Overflow]:
        return [found for part in (*self.parts, *self.cover) for found in part.overflows]


@dataclass(frozen=True)
class Product:
    """A finished file. ``pages`` counts PDF pages; ``seconds`` is what making it took."""

    name: str
    data: bytes
    pages: int
    seconds: float


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
