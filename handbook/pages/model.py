"""The editions of a book, and its sections as HTML. Frozen data, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.content.text import Text


@dataclass(frozen=True)
class Edition:
    """One way to set the book, with the style sheet of its ``name``.

    ``variant`` is WeasyPrint's name of a PDF standard, or None. An edition for the ``screen`` has links
    and bookmarks, and no hyphens that the author did not type.
    """

    name: str
    pdf_variant: str | None
    screen: bool


INTERNAL_LINK = "#"  # starts the address of a link within the book, until its sections are joined


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
    first_page: int
    pages: int | None
    fields: Mapping[str, Text]
    slug: str = ""
    language: str = ""
    step: int | None = None
