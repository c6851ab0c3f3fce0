"""What a handbook holds. Frozen data, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.support.problems import Mark, Problem


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
WORDS_PER_PAGE = 240  # that fit on a page of text, about, in the smallest type


@dataclass(frozen=True)
class Print:
    """How it is printed and bound. ``quantity`` and ``finishing`` are the editor's words for the printer.

    ``trim`` is the size of a page, width and height, and ``bleed`` what is printed beyond it, both in mm.

    ``paper`` is the weight of the inside in g/m2, ``bulk`` its thickness against coated paper of that weight,
    ``spine_override`` the width of the spine in mm as the print shop gave it, None where it is computed.

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
    spine_override: float | None
    quantity: Text
    finishing: Text

    @property
    def perfect(self) -> bool:
        """Whether the book is glued into a cover of its own; otherwise it is stapled with its cover."""
        return self.binding == "perfect"


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
