"""Computes the page numbers of a book: 1 is the front cover, and left pages have even numbers."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from handbook.content.model import Handbook
from handbook.pages._themes import opened_runs
from handbook.pages.contents import expected_contents_pages

COVER, COLOPHON, FOREWORD = 1, 2, 3

# Pages of a part, at most, for which smaller type is tried to save one. In a longer part no reader would notice.
SHORT_PART = 4


@dataclass(frozen=True)
class Pagination:
    """The page numbers of a book, from its number of cases and the lengths in pages of the parts that vary.

    ``openers`` are the cases before which the opener of a theme stands, a spread, in their order.
    ``multiple`` is what the number of pages has to be a multiple of: 4 saddle-stitched, 2 perfect-bound.
    """

    cases: int
    foreword: int = 0
    contents: int = 1
    register: int = 0
    multiple: int = 4
    openers: tuple[int, ...] = ()

    def with_lengths(self, pages: Mapping[str, int]) -> "Pagination":
        """Returns the pagination with other lengths of the parts that vary, by their names."""
        lengths: dict[str, Any] = {**pages}
        return replace(self, **lengths)

    @property
    def contents_page(self) -> int:
        """The first page of the contents. On two pages they face each other."""
        return FOREWORD + self.foreword + (self.has_blank_page and self.contents % 2 == 0)

    @property
    def front_pages(self) -> int:
        """The number of pages before the cases, the cover included and the blank page not."""
        return FOREWORD - 1 + self.foreword + self.contents

    @property
    def has_blank_page(self) -> bool:
        """Whether there is a page without text before or behind the contents: cases start on a left page."""
        return self.front_pages % 2 == 0

    @property
    def blank_page(self) -> int:
        """The page without text, if there is one."""
        return self.contents_page - 1 if self.contents % 2 == 0 else self.contents_page + self.contents

    def case_page(self, index: int) -> int:
        """Returns the left page of a case; cases count from 0."""
        return self.front_pages + self.has_blank_page + 1 + 2 * (index + bisect_right(self.openers, index))

    def opener_page(self, index: int) -> int:
        """Returns the left page of the opener before a case."""
        return self.case_page(index) - 2

    @property
    def register_page(self) -> int:
        """The first page after the last case."""
        return self.case_page(self.cases)

    @property
    def notes_page(self) -> int:
        """The first page for notes."""
        return self.register_page + self.register

    @property
    def notes_pages(self) -> int:
        """The number of pages for notes, which fill the book up to the back cover."""
        return -self.notes_page % self.multiple

    @property
    def total_pages(self) -> int:
        """The number of all pages, both covers included, which is also the page number of the back cover."""
        return self.notes_page + self.notes_pages


def expected_pagination(handbook: Handbook) -> Pagination:
    """The pagination before any layout. Where it is right, no section is laid out twice for its page numbers."""
    cases, perfect = len(handbook.cases), handbook.print.perfect
    foreword = 1 if handbook.foreword.source.strip() else 0
    return Pagination(
        cases,
        foreword=foreword,
        contents=expected_contents_pages(handbook.cases),
        register=1 if handbook.register else 0,
        multiple=2 if perfect else 4,
        openers=tuple(run.cases[0] for run in opened_runs(handbook.cases)) if handbook.openers else (),
    )


Spread = tuple[int | None, int | None]


def spreads(pages: int) -> list[Spread]:
    """Returns the facing pages of a book, left and right, counted from 1; None where there is none.

    The front cover is alone on the right, the back cover, an even page, alone on the left.
    """
    return [(left if left >= 1 else None, left + 1 if left < pages else None) for left in range(0, pages + 1, 2)]
