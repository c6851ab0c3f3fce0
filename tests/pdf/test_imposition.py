"""The booklet for the office printer: folded and stapled, it reads as the book does."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.pdf.imposition import SheetSide, impose_booklet, sheet_sides, signature_lengths
from tests.books import build, pages, plain, write

PAGES = st.integers(1, 120).map(lambda sheets: 4 * sheets)


@given(PAGES)
def test_every_page_is_printed_once(number: int) -> None:
    assert sorted(page for side in sheet_sides(number) for page in side[:2]) == list(range(1, number + 1))


@given(PAGES)
def test_signatures_are_neither_too_thin_nor_too_thick(number: int) -> None:
    parts = signature_lengths(number)
    assert sum(parts) == number and all(part % 4 == 0 for part in parts)
    assert parts == [number] if number <= 64 else all(16 <= part <= 32 for part in parts)


@given(PAGES)
def test_the_pages_of_a_side_add_up(number: int) -> None:
    first, todo = 1, sheet_sides(number)
    for length in signature_lengths(number):
        mine, todo = todo[: length // 2], todo[length // 2 :]
        assert {side.left + side.right for side in mine} == {2 * first + length - 1}
        first += length
    assert not todo


@given(PAGES)
def test_folding_the_stack_gives_the_book(number: int) -> None:
    todo, read = sheet_sides(number), []
    for length in signature_lengths(number):
        mine, todo = todo[: length // 2], todo[length // 2 :]
        read += _fold(mine)
    assert read == list(range(1, number + 1))


def _fold(printed: list[SheetSide]) -> list[int]:
    """The pages of a folded signature from front to back; a sheet's front and back share its fold."""
    sheets = list(zip(printed[::2], printed[1::2], strict=True))
    down = [page for front, back in sheets for page in (front.right, back.left)]
    up = [page for front, back in reversed(sheets) for page in (back.right, front.left)]
    return down + up


def test_inner_sheets_shift_towards_the_fold() -> None:
    assert [side.sheet for side in sheet_sides(12)] == [0, 0, 1, 1, 2, 2]


def test_the_sheets_hold_the_text_of_their_pages(tmp_path: Path) -> None:
    write(tmp_path / "book", [{}, {}, {}])
    assert build(tmp_path / "book", tmp_path / "output") == 0
    book = [plain(text) for text in pages(tmp_path / "output" / "proef-email.pdf")]
    desk = tmp_path / "output" / "proef-desk.pdf"
    found = [plain(text) for text in pages(desk)]
    assert len(found) == len(book) // 2
    for side, text in zip(sheet_sides(len(book)), found, strict=True):
        assert text == plain(f"{book[side.left - 1]} {book[side.right - 1]}")
    with pikepdf.open(desk) as sheets:
        for sheet in sheets.pages:
            assert [round(float(value) / 72 * 25.4) for value in sheet.MediaBox] == [0, 0, 297, 210]
            assert "/Annots" not in sheet


@pytest.mark.parametrize("flip", ["short", "long"])
def test_a_printer_that_flips_on_the_long_edge_gets_every_second_side_on_its_head(seed: Path, flip: str) -> None:
    data, number = impose_booklet((seed / "goed-werk-email.pdf").read_bytes(), flip)
    assert number == 4
    with pikepdf.open(BytesIO(data)) as sheets:
        turned = [sheet.Contents.read_bytes().startswith(b"-1 0 0 -1") for sheet in sheets.pages]
    assert turned == [flip == "long" and at % 2 == 1 for at in range(4)]
