"""The contact sheet: every page once, beside the page that faces it."""

import os
from io import BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from handbook.pages.pagination import spreads
from handbook.products._contact_sheet import BACKGROUND, columns, contact_sheet
from handbook.support.cache import Cache
from tests.pdfs import pages, pictures


@given(st.integers(1, 60).map(lambda sheets: 4 * sheets))
def test_the_book_lies_open_as_a_reader_holds_it(pages: int) -> None:
    book_spreads = spreads(pages)
    assert [page for spread in book_spreads for page in spread if page] == list(range(1, pages + 1))
    assert book_spreads[0] == (None, 1) and book_spreads[-1] == (pages, None)
    assert all(left % 2 == 0 and right == left + 1 for left, right in book_spreads[1:-1] if left and right)


@given(st.integers(1, 300))
def test_the_sheet_is_neither_a_ribbon_nor_a_tower(count: int) -> None:
    assert 1 <= columns(count) <= count
    assert count < 9 or 0.3 < columns(count) ** 2 / count < 1.5


def test_the_seed_shows_its_five_spreads(seed: Path) -> None:
    data = (seed / "goed-werk-spreads.png").read_bytes()
    assert len(data) < 300_000
    with Image.open(BytesIO(data)) as image:
        sheet = image.convert("RGB")
    across, page, gap = 3, 300, 36
    assert sheet.width == across * (2 * page + gap) + gap
    ground = Image.new("RGB", (1, 1), BACKGROUND).getpixel((0, 0))

    def colour(column: int, row: int, x: int) -> object:
        height = (sheet.height - 3 * gap) // 2
        return sheet.getpixel((gap + column * (2 * page + gap) + x, gap + row * (height + gap) + 40))

    assert _near(colour(0, 0, 20), ground), "nothing is left of the front cover"
    assert not _near(colour(0, 0, page + 20), ground), "the front cover is coloured to its edge"
    assert not _near(colour(1, 1, 20), ground) and _near(colour(1, 1, page + 20), ground), "the back cover"


def _near(one: object, other: object) -> bool:
    assert isinstance(one, tuple) and isinstance(other, tuple)
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def test_the_same_book_gives_the_same_picture(seed: Path, tmp_path: Path) -> None:
    pdf = (seed / "goed-werk-email.pdf").read_bytes()
    names = [str(number) for number in range(len(pages(seed / "goed-werk-email.pdf")))]
    used = Cache(tmp_path)
    sheets = [contact_sheet(pdf, names, cache) for cache in (Cache(Path(os.devnull)), used, used)]
    assert {*sheets} == {(seed / "goed-werk-spreads.png").read_bytes()}


def test_paper_and_flat_colours_are_the_same_on_the_sheet(seed: Path) -> None:
    with Image.open(seed / "goed-werk-spreads.png") as sheet:
        colours = [colour for _, colour in sorted(sheet.convert("RGB").getcolors(1 << 24) or [])]
    flat = {max(page.getcolors(1 << 24) or [])[1] for page in pictures(seed / "goed-werk-email.pdf", 0.5)}
    assert len(flat) >= 2 and (255, 255, 255) in flat, "paper and the cover"
    assert flat <= {*colours}
    assert (255, 255, 255) in colours[-2:], "beside the ground most of it is paper"
    assert ImageColor.getrgb(BACKGROUND) in colours
