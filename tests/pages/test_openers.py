"""Which themes of a book begin with an opener, and what stands in it, before anything is laid out."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.case_model import Case
from handbook.content.loader import load
from handbook.pages.composer import compose
from handbook.pages.openers import listing_of
from handbook.pages.pagination import Pagination, expected_pagination
from tests.books import write, write_themes

ACCENTS = ("petrol", "brick")


def openers(folder: Path, *runs: tuple[str, int], **fields: object) -> tuple[int, ...]:
    """The cases, counted from 0, before which an opener stands."""
    handbook = load(write_themes(folder / "book", *runs, **fields))
    assert handbook.problems == ()
    return expected_pagination(handbook).openers


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([("A", 3), ("B", 4)], (0, 3)),
        ([("A", 3), ("B", 2), ("C", 3)], (0, 5)),
        ([("", 2), ("A", 3), ("B", 3), ("", 4)], (2, 5)),
        ([("A", 3), ("B", 3), ("A", 3)], (0, 3, 6)),
        ([("A", 2), ("B", 2), ("A", 2), ("B", 2)], ()),
        ([("A", 9)], ()),
        ([("A", 3), ("B", 1), ("A", 3)], ()),
        ([("A", 3), ("", 3)], ()),
        ([("", 6)], ()),
    ],
    ids=lambda value: "-".join(f"{name}{count}" for name, count in value) if isinstance(value, list) else "",
)
def test_themes_of_three_cases_that_stand_together_open(
    tmp_path: Path, runs: list[tuple[str, int]], expected: tuple[int, ...]
) -> None:
    """In a book that they divide: one opener alone would not tell where its theme ends."""
    assert openers(tmp_path, *runs) == expected


@pytest.mark.parametrize(("said", "count"), [("no", 0), ("nee", 0), (False, 0), ("yes", 2)])
def test_an_editor_turns_them_off(tmp_path: Path, said: object, count: int) -> None:
    assert len(openers(tmp_path, ("A", 3), ("B", 3), openers=said)) == count


def test_the_order_of_the_book_decides(tmp_path: Path) -> None:
    order = [f"verhaal-{number}" for number in (1, 4, 2, 5, 3, 6)]
    assert openers(tmp_path, ("A", 3), ("B", 3), order=order) == ()


def test_an_opener_names_its_theme_and_leads_to_its_cases(tmp_path: Path) -> None:
    handbook = load(write_themes(tmp_path / "book", ("Samen & co", 3), ("Luisteren", 4)))
    pagination = expected_pagination(handbook)
    parts = compose(handbook, pagination, ACCENTS)
    names = [part.name for part in parts if part.name in ("opener", "spread")]
    assert names == ["opener", *["spread"] * 3, "opener", *["spread"] * 4]
    first, second = (part for part in parts if part.name == "opener")
    assert (first.first_page, second.first_page) == (pagination.case_page(0) - 2, pagination.case_page(3) - 2)
    assert "Samen &amp; co</h1>" in first.html and "accent-petrol" in first.html
    assert "Luisteren</h1>" in second.html and "accent-brick" in second.html
    found = re.findall(r"(\d+) </span><a href=\"#([\w-]+)\">", second.html)
    assert found == [(str(pagination.case_page(index)), f"verhaal-{index + 1}") for index in range(3, 7)]
    contents = next(part.html for part in parts if part.name == "contents")
    assert all(f'{page} </span><a href="#{slug}">' in contents for page, slug in found)


def test_a_sentence_more_changes_the_figure_of_its_theme(tmp_path: Path) -> None:
    handbook = load(write_themes(tmp_path / "book", ("A", 3), ("B", 3)))
    pagination = expected_pagination(handbook)
    case, *others = handbook.cases
    changed = replace(case, experience=case.good_work)

    def drawn(cases: tuple[Case, ...]) -> list[str]:
        parts = compose(replace(handbook, cases=cases), pagination, ACCENTS)
        return [part.html for part in parts if part.name == "opener"]

    (before, other), (after, same) = drawn(handbook.cases), drawn((changed, *others))
    assert before != after and other == same


def test_a_book_without_openers_is_composed_as_before(tmp_path: Path) -> None:
    """The field alone changes nothing."""
    cases: list[dict[str, object]] = [{}, {}, {}]
    books = [load(write(tmp_path / said, cases, openers=said)) for said in ("yes", "no")]
    one, other = (compose(book, expected_pagination(book), ACCENTS) for book in books)
    assert [part.html for part in one] == [part.html for part in other]
    assert expected_pagination(books[0]) == Pagination(3)


@pytest.mark.parametrize(
    ("count", "title", "listing"),
    [
        (3, "Kort", "persons"),
        (14, "Kort", "titles"),
        (45, "Kort", "columns"),
        (400, "Kort", "none"),
        (3, "Een titel van vele woorden " * 5, "persons"),
        (30, "Een titel van vele woorden " * 5, "none"),
    ],
)
def test_cases_are_listed_as_large_as_a_page_has_room_for(
    tmp_path: Path, count: int, title: str, listing: str
) -> None:
    case = load(write(tmp_path / "book", [{"title": title.strip()}])).cases[0]
    assert listing_of([case] * count) == listing
