"""The sections of a book as HTML, before anything is laid out."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.loader import load
from handbook.pages.composer import ComposedSpreads, compose
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination
from tests.books import write

ACCENTS = ("petrol", "brick")
LONG = "https://www.example.org/een/heel/lang/adres/dat/niemand/overtypt"


def spread(folder: Path, text: str) -> str:
    """The HTML of the spread of a case with this text."""
    handbook = load(write(folder, [{"experience": text}]))
    return next(part.html for part in compose(handbook, Pagination(1), ACCENTS) if part.name == "spread")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("[de handreiking](https://www.example.org/gids)", "(example.org/gids)"),
        (f"[de handreiking]({LONG})", "(example.org)"),
        ("[schrijf ons](mailto:post@example.org)", "(post@example.org)"),
    ],
)
def test_the_address_of_a_link_is_printed_after_it(tmp_path: Path, link: str, address: str) -> None:
    html = spread(tmp_path / "book", f"Zie {link} nog eens.")
    assert f'</a> <span class="address">{address}</span> nog eens.' in html


def test_an_address_that_is_the_text_of_its_link_is_not_printed_twice(tmp_path: Path) -> None:
    html = spread(tmp_path / "book", "Zie [www.example.org](https://www.example.org) nog eens.")
    assert 'class="address"' not in html


def test_soft_hyphens_are_left_to_the_layout(tmp_path: Path) -> None:
    assert "samen\u00adwerken" in spread(tmp_path / "book", "Leren samen\u00adwerken.")


def test_only_the_spreads_of_changed_or_moved_cases_are_composed_again(tmp_path: Path) -> None:
    handbook = load(write(tmp_path / "book", [{}, {}, {}]))
    composed: ComposedSpreads = {}

    def spreads(first: Pagination, changed: int | None = None) -> list[Section]:
        cases = [replace(case) if index == changed else case for index, case in enumerate(handbook.cases)]
        sections = compose(replace(handbook, cases=tuple(cases)), first, ACCENTS, composed)
        return [section for section in sections if section.name == "spread"]

    before = spreads(Pagination(3))
    assert all(one is other for one, other in zip(before, spreads(Pagination(3)), strict=True))
    after = spreads(Pagination(3), changed=1)
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True]
    moved = spreads(Pagination(3, contents=3), changed=1)
    assert [section.first_page for section in moved] == [section.first_page + 2 for section in before]
