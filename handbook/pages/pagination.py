"""Which page everything is on. Pages count from 1, the front cover; left pages have even numbers."""

from dataclasses import dataclass

from handbook.content.model import Handbook

COVER, COLOPHON, FOREWORD = 1, 2, 3
SHORT_PART = 4  # pages at most of a part that smaller type may save one of; in a longer one nobody would miss it
ENTRIES, HEAD = 12, 3  # cases on a page of the contents, and how many fewer on the first of them
SMALL, SMALL_HEAD = 18, 2  # the same in the smallest type


@dataclass(frozen=True)
class Pagination:
    """The pages of a book: how many cases it has, and how many pages the parts take that vary."""

    cases: int
    foreword: int = 0
    contents: int = 1
    register: int = 0
    multiple: int = 4

    @property
    def contents_page(self) -> int:
        """The first page of the contents."""
        return FOREWORD + self.foreword

    @property
    def front(self) -> int:
        """The pages before the cases, the cover included."""
        return self.contents_page - 1 + self.contents

    @property
    def blank(self) -> bool:
        """Whether a page must come between, so that the first case starts on a left page."""
        return self.front % 2 == 0

    def case(self, number: int) -> int:
        """The left page of a case; cases count from 0."""
        return self.front + self.blank + 1 + 2 * number

    @property
    def register_page(self) -> int:
        """The first page after the last case."""
        return self.case(self.cases)

    @property
    def notes_page(self) -> int:
        """The first page for notes."""
        return self.register_page + self.register

    @property
    def notes(self) -> int:
        """How many pages for notes fill the book up to the back cover."""
        return -self.notes_page % self.multiple

    @property
    def total(self) -> int:
        """All pages, both covers included; a multiple of ``multiple``, and the page of the back cover."""
        return self.notes_page + self.notes


def expected_contents_pages(cases: int) -> int:
    """The pages that the contents of so many cases probably take, each with a title of one line."""
    full, small = -(-(cases + HEAD) // ENTRIES), -(-(cases + SMALL_HEAD) // SMALL)
    return full - 1 if small < full <= SHORT_PART else full


def expected_pagination(handbook: Handbook) -> Pagination:
    """The pages as they probably are; where that proves right, nothing is laid out again for its page numbers."""
    cases, perfect = len(handbook.cases), handbook.print.perfect
    foreword = 1 if handbook.foreword.source.strip() else 0
    return Pagination(
        cases, foreword=foreword, contents=expected_contents_pages(cases), multiple=2 if perfect else 4
    )


Spread = tuple[int | None, int | None]


def spreads(pages: int) -> list[Spread]:
    """The pages, counted from 1, that lie beside each other: left and right, None where there is none.

    The front cover lies alone on the right, the back cover, an even page, alone on the left.
    """
    return [(left if left >= 1 else None, left + 1 if left < pages else None) for left in range(0, pages + 1, 2)]
