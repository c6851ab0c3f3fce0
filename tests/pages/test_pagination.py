"""The order of the pages, for any number of cases and of pages before them."""

from hypothesis import given
from hypothesis import strategies as st

from handbook.pages.pagination import Pagination

PLANS = st.builds(
    Pagination,
    cases=st.integers(1, 40),
    foreword=st.integers(0, 9),
    contents=st.integers(1, 9),
    register=st.integers(0, 5),
)


@given(PLANS)
def test_every_case_takes_one_spread_from_a_left_page_on(plan: Pagination) -> None:
    lefts = [plan.case(number) for number in range(plan.cases)]
    assert all(left % 2 == 0 for left in lefts)
    assert lefts == list(range(lefts[0], lefts[0] + 2 * plan.cases, 2))


@given(PLANS)
def test_every_page_is_used_once(plan: Pagination) -> None:
    used = list(range(1, plan.front + 1)) + [plan.front + 1] * plan.blank
    used += [page for number in range(plan.cases) for page in (plan.case(number), plan.case(number) + 1)]
    used += [plan.register_page + at for at in range(plan.register)]
    used += [plan.notes_page + at for at in range(plan.notes)] + [plan.total]
    assert used == list(range(1, plan.total + 1))


@given(PLANS)
def test_the_book_can_be_stapled(plan: Pagination) -> None:
    assert plan.total % 4 == 0
    assert 0 <= plan.notes < 4


def test_two_cases_make_eight_pages() -> None:
    plan = Pagination(cases=2)
    assert (plan.case(0), plan.case(1), plan.notes, plan.blank, plan.total) == (4, 6, 0, False, 8)
