"""Computes the page numbers of a book: 1 is the front cover, and left pages have even numbers."""

from dataclasses import dataclass

from handbook.content.model import Handbook

COVER, COLOPHON, FOREWORD = 1, 2, 3

# Pages of a part, at most, for which smaller type is tried to save one. In a longer part no reader would notice.
SHORT_PART = 4

# The contents of an A5 book in lines of the grid, as templates/css sets them: a page; the head, an entry and the
# space after it, first without a fitting step, then in the last one.
PAGE_LINES = 35
NORMAL, SMALLEST = (9, 2, 1), (4, 2, 0)


@dataclass(frozen=True)
class Pagination:
    """The page numbers of a book, from its number of cases and the lengths in pages of the parts that vary.

    ``multiple`` is what the number of pages has to be a multiple of: 4 saddle-stitched, 2 perfect-bound.
    """

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
    def front_pages(self) -> int:
        """The number of pages before the cases, the cover included and the blank page not."""
        return self.contents_page - 1 + self.contents

    @property
    def has_blank_page(self) -> bool:
        """Whether a page without text follows the contents, so that the first case starts on a left page."""
        return self.front_pages % 2 == 0

    def case_page(self, index: int) -> int:
        """Returns the left page of a case; cases count from 0."""
        return self.front_pages + self.has_blank_page + 1 + 2 * index

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


def expected_contents_pages(cases: int) -> int:
    """Returns the number of pages of the contents if each title takes one line, in the type size chosen for them.

    An estimate, since titles may be longer and a house style may differ. Where it is wrong, the contents are laid
    out twice.
    """
    normal, smallest = _contents_pages(cases, *NORMAL), _contents_pages(cases, *SMALLEST)
    return normal - 1 if smallest < normal <= SHORT_PART else normal


def _contents_pages(cases: int, head: int, entry: int, space: int) -> int:
    """The pages of contents; all heights are in lines. The space after the last entry of a page needs no room."""
    first_page, page = ((lines + space) // (entry + space) for lines in (PAGE_LINES - head, PAGE_LINES))
    return 1 + max(0, -(-(cases - first_page) // page))


def expected_pagination(handbook: Handbook) -> Pagination:
    """The pagination before any layout. Where it is right, no section is laid out twice for its page numbers."""
    cases, perfect = len(handbook.cases), handbook.print.perfect
    foreword = 1 if handbook.foreword.source.strip() else 0
    return Pagination(
        cases,
        foreword=foreword,
        contents=expected_contents_pages(cases),
        register=1 if handbook.register else 0,
        multiple=2 if perfect else 4,
    )


Spread = tuple[int | None, int | None]


def spreads(pages: int) -> list[Spread]:
    """Returns the facing pages of a book, left and right, counted from 1; None where there is none.

    The front cover is alone on the right, the back cover, an even page, alone on the left.
    """
    return [(left if left >= 1 else None, left + 1 if left < pages else None) for left in range(0, pages + 1, 2)]
