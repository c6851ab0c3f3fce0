"""The order of the pages, for any number of cases and of pages before them."""

from hypothesis import given
from hypothesis import strategies as st

from handbook.pages.pagination import Pagination

PAGINATIONS = st.builds(
    lambda cases, openers, **pages: Pagination(
        cases, openers=tuple(sorted(index for index in openers if index < cases)), **pages
    ),
    cases=st.integers(1, 40),
    openers=st.sets(st.integers(0, 39), max_size=6),
    foreword=st.integers(0, 9),
    contents=st.integers(1, 9),
    register=st.integers(0, 5),
)


@given(PAGINATIONS)
def test_every_case_takes_one_spread_from_a_left_page_on(book: Pagination) -> None:
    lefts = [book.case_page(number) for number in range(book.cases)]
    lefts += [book.opener_page(number) for number in book.openers]
    assert all(left % 2 == 0 for left in lefts)
    first = book.front_pages + book.has_blank_page + 1
    assert sorted(lefts) == list(range(first, first + 2 * (book.cases + len(book.openers)), 2))


@given(PAGINATIONS)
def test_an_opener_stands_right_before_its_case(book: Pagination) -> None:
    assert all(book.opener_page(number) + 2 == book.case_page(number) for number in book.openers)


@given(PAGINATIONS)
def test_every_page_is_used_once(book: Pagination) -> None:
    used = list(range(1, book.front_pages + 1)) + [book.front_pages + 1] * book.has_blank_page
    used += [page for number in range(book.cases) for page in (book.case_page(number), book.case_page(number) + 1)]
    used += [page for number in book.openers for page in (book.opener_page(number), book.opener_page(number) + 1)]
    used += [book.register_page + offset for offset in range(book.register)]
    used += [book.notes_page + offset for offset in range(book.notes_pages)] + [book.total_pages]
    assert sorted(used) == list(range(1, book.total_pages + 1))


@given(PAGINATIONS)
def test_the_book_can_be_saddle_stitched(book: Pagination) -> None:
    assert book.total_pages % 4 == 0
    assert 0 <= book.notes_pages < 4


def test_two_cases_make_eight_pages() -> None:
    book = Pagination(cases=2)
    assert (book.case_page(0), book.case_page(1), book.total_pages) == (4, 6, 8)
    assert book.notes_pages == 0 and not book.has_blank_page
