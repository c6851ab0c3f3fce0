"""The page numbers of the preview are those of the book from the start, before anything is laid out or edited."""

from pathlib import Path
from typing import Any

import pytest

from handbook.content.loader import load
from handbook.pages.pagination import expected_pagination
from tests.books import words, write
from tests.window import events, start_preview


@pytest.mark.parametrize("binding", ["saddle-stitch", "perfect"])
@pytest.mark.parametrize(("cases", "foreword"), [(1, 0), (2, 0), (4, 1), (40, 400)])
def test_a_book_with_a_register(tmp_path: Path, cases: int, foreword: int, binding: str) -> None:
    """It has a whole number of sheets, whatever has been laid out, and the back cover is its last page."""
    persons = [{"person": f"Persoon {number}"} for number in range(cases)]
    printed = {"binding": binding} | ({"spine": "6"} if binding == "perfect" else {})
    content = write(tmp_path / "content", persons, register=True, foreword=words(foreword), print=printed)
    with start_preview(content, tmp_path / "output") as preview, events(preview) as received:
        sections: dict[str, dict[str, Any]] = {}
        for name, data in received:
            if name == "book":
                sections = {section["id"]: section for section in data["sections"]}
                spread = data["spreads"][-1]
            elif name == "section":
                sections[data["id"]] = data
            varying = [sections[f"{part}/"] for part in ("contents", "register")]
            if name == "book":
                pages = sum(len(section["pages"]) for section in sections.values())
                if binding == "saddle-stitch":
                    assert pages % 4 == 0 and spread == [pages, None]
                else:
                    assert (pages - 3) % 2 == 0
            if all(section["document"] for section in varying):
                break


def test_a_register_is_expected_to_take_a_page(tmp_path: Path) -> None:
    """So that a book with one is not laid out twice for its page numbers."""
    for register in (True, False):
        content = write(tmp_path / str(register), [{}], register=register)
        assert expected_pagination(load(content)).register == register
