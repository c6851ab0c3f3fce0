"""A handbook laid out in several processes: whatever is given up on the way, the book is whole."""

from pathlib import Path

import pytest

from handbook.content.loader import load
from handbook.layout.scheduler import open_scheduler
from handbook.pages.pagination import expected_pagination
from handbook.pages.stylesheets import StyleSheets
from handbook.support.cache import Cache
from tests.books import words, write


@pytest.mark.parametrize("cases", [1, 12])
def test_a_book_with_other_page_numbers_than_expected_has_all_its_fonts(tmp_path: Path, cases: int) -> None:
    """Spreads laid out with the expected numbers are dropped, and are the first to use the italics."""
    foreword = "\n\n".join(words(150, start) for start in range(5))
    case = {"experience": f"*Goed*: {words(40)}"}
    content = write(tmp_path / "book", [case] * cases, foreword=foreword, register="yes")
    handbook = load(content)
    with open_scheduler(StyleSheets(content), Cache(tmp_path / "cache")) as scheduler:
        book = scheduler.lay_out(handbook, lambda placed, number: iter(placed))
    spread = next(section for section in book.sections if section.section.name == "spread")
    assert spread.section.first_page != expected_pagination(handbook).case_page(0)
    named = {font for section in book.sections for font in section.fonts}
    assert len(named) == 3 and named <= book.fonts.keys()
