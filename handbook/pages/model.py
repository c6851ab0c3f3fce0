"""The sections of a book as HTML. Frozen data, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.content.text import Text

INTERNAL_LINK = "#"  # starts the address of a link within the book, until its sections are assembled


@dataclass(frozen=True)
class Section:
    """A part of the book that is laid out alone.

    ``pages`` is the number of pages that it must take, None where its texts decide. ``fields`` holds the texts
    that may be too long, by the names in ``data-field`` and ``data-holds`` of the HTML. A spread has the ``slug``
    of its case, and the ``language`` of the case's texts where that is not the book's. ``step`` is the fitting
    step of a section without a fixed number of pages, once that is known. An opener has the ``theme`` that it
    opens.
    """

    name: str
    html: str
    first_page: int
    pages: int | None
    fields: Mapping[str, Text]
    slug: str = ""
    language: str = ""
    step: int | None = None
    theme: str = ""
