"""The booklet for the office printer: folded and stapled, it reads like the book."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf
from PIL import Image, ImageChops, ImageStat

from handbook.pdf.imposition import SheetSide, impose_booklet, sheet_sides, signature_lengths
from tests.books import build, plain, write
from tests.pdfs import MM, boxes, letters, links, pages, pictures

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


@pytest.fixture(scope="module")
def three_sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The products of a book of twelve pages."""
    folder = tmp_path_factory.mktemp("desk")
    assert build(write(folder / "book", [{}, {}, {}]), folder / "output", "--only", "desk", "email") == 0
    return folder / "output"


def test_inner_sheets_shift_towards_the_fold(three_sheets: Path) -> None:
    """By as much as the paper around them pushes them out: 0.1 mm a sheet."""
    book, desk = three_sheets / "proef-email.pdf", three_sheets / "proef-desk.pdf"
    for number, side in enumerate(sheet_sides(12)):
        shift = 0.1 * (number // 2)  # mm
        expected = [letter.left + (0.5 + shift) * MM for letter in letters(book, side.left)]
        expected += [letter.left + (148.5 - shift) * MM for letter in letters(book, side.right)]
        assert [letter.left for letter in letters(desk, number + 1)] == pytest.approx(expected, abs=0.01)


def test_the_sheets_hold_the_text_of_their_pages(three_sheets: Path) -> None:
    book = [plain(text) for text in pages(three_sheets / "proef-email.pdf")]
    desk = three_sheets / "proef-desk.pdf"
    texts = [plain(text) for text in pages(desk)]
    assert len(texts) == len(book) // 2
    for side, text in zip(sheet_sides(len(book)), texts, strict=True):
        assert text == plain(f"{book[side.left - 1]} {book[side.right - 1]}")
    assert all(sheet["MediaBox"] == pytest.approx((0, 0, 297, 210), abs=0.01) for sheet in boxes(desk))
    assert not any(links(desk))


def test_a_printer_that_flips_on_the_long_edge_gets_every_second_side_on_its_head(
    seed: Path, tmp_path: Path
) -> None:
    images = []
    for flip in ("short", "long"):
        with Pdf.open(seed / "goed-werk-email.pdf") as book:
            data, number = impose_booklet(book, flip)
        assert number == 4
        (tmp_path / f"{flip}.pdf").write_bytes(data)
        images.append(list(pictures(tmp_path / f"{flip}.pdf")))
    for number, (short, long) in enumerate(zip(*images, strict=True)):
        straight, on_its_head = _distance(short, long), _distance(short, long.rotate(180))
        assert (straight == 0) if number % 2 == 0 else (on_its_head < 5 < straight)


def test_it_says_the_version_of_pdf_that_it_needs(three_sheets: Path) -> None:
    """A file tells a printer how to print both sides of a sheet from PDF 1.7 on."""
    with Pdf.open(three_sheets / "proef-desk.pdf") as desk:
        assert "/Duplex" in desk.Root.ViewerPreferences and desk.pdf_version == "1.7"


def _distance(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)
