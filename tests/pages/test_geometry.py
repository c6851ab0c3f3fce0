"""Trim, bleed and spine as the handbook asks for them."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.loader import load
from handbook.pages.geometry import spine_width
from tests.books import SEED, write


def test_the_spine_is_as_wide_as_the_paper_makes_it(tmp_path: Path) -> None:
    paper = {"binding": "perfect", "paper": "120 g/m2", "bulk": "1,1"}
    printing = load(write(tmp_path / "book", [{}], print=paper)).print
    assert spine_width(printing, 100) == 6.6
    assert spine_width(printing, 98) == 6.47


def test_the_spine_is_as_wide_as_the_print_shop_says(tmp_path: Path) -> None:
    printing = load(write(tmp_path / "book", [{}], print={"binding": "perfect", "spine": "7,5 mm"})).print
    assert spine_width(printing, 100) == 7.5


@pytest.mark.parametrize("pages", [8, 200])
def test_a_saddle_stitched_book_has_no_spine(pages: int) -> None:
    printing = load(SEED).print
    assert spine_width(printing, pages) is None
    assert spine_width(replace(printing, spine_override=7.5), pages) is None
