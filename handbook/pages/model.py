"""The editions of a book, and its sections as HTML. Frozen data, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.content.text import Text

INTERNAL_LINK = "#"  # starts the address of a link within the book, until its sections are assembled


@dataclass(frozen=True)
class Edition:
    """A version of the book for one use; ``templates/css`` has a style sheet of its ``name``.

    ``pdf_variant`` is WeasyPrint's name of a PDF standard, or None. An edition for the ``screen`` has links
    and bookmarks.
    """

    name: str
    pdf_variant: str | None
    screen: bool


PRINT = Edition("print", None, screen=False)
EMAIL = Edition("email", "pdf/a-2a", screen=True)
DESK = Edition("desk", None, screen=True)  # the layout of EMAIL, with images of a higher resolution, for paper


@dataclass(frozen=True)
class Section:
    """A part of the book that is laid out alone.

    ``pages`` is the number of pages that it must take, None where its texts decide. ``fields`` holds the texts
    that may be too long, by the names in ``data-holds`` and ``data-field`` of the HTML. A spread has the ``slug``
    of its case, and the ``language`` of the case's texts where that is not the book's. ``step`` is the fitting
    step of a section without a fixed number of pages, once that is known.
    """

    name: str
    html: str
    first_page: int
    pages: int | None
    fields: Mapping[str, Text]
    slug: str = ""
    language: str = ""
    step: int | None = None
