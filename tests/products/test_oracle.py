"""The bound book beside the one that plain WeasyPrint makes of the same HTML and style sheets, page by page.

The program lays sections out one by one, in several processes, takes lines and styles from a cache, leaves fonts
out and joins everything with pikepdf. Nobody may see that. So WeasyPrint alone, in a process that has none of our
code but what chooses lines (tests/plain_book.py), makes the same book: every page has to look, to read and
to link the same.

Four things are taken from the program, for other tests are about them: the sizes in which texts fit, as classes
of elements (test_typesetter), the ends of lines (test_composing), the HTML (tests/pages/test_sections.py), and the
colours of pictures (test_pictures), which are grey here.
"""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf import Array, Object, Pdf, Rectangle

from tests import pdfs
from tests.products.conftest import Built
from tests.products.oracle import Bound, bind, differences
from tests.products.samples import SAMPLES, SPINE

WIDTH, HEIGHT, BLEED, AROUND_FOLD = 148, 210, 3, 1  # mm


@pytest.fixture(scope="module", params=["seed", "shapes", "glued", "house"])
def bound(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Bound:
    sample = SAMPLES[request.param]
    products = ("print", "email", "cover") if sample.glued else ("print", "email")
    made = built(request.param)
    return bind(made.content, sample.pagination, tmp_path_factory.mktemp("plain"), products, SPINE, made.output)


@pytest.mark.parametrize("name", ["print", "email"])
def test_a_book_is_what_weasyprint_alone_would_make(bound: Bound, name: str) -> None:
    assert list(differences(bound.program[name], bound.weasyprint[name], screen=name == "email")) == []


@pytest.mark.parametrize("bound", ["glued"], indirect=True)
def test_the_cover_sheet_is_what_weasyprint_alone_would_make(bound: Bound, tmp_path: Path) -> None:
    """Its back, spine and front on one sheet, put there by pikepdf; back and front go 1 mm around the folds."""
    with pikepdf.open(bound.weasyprint["cover"]) as alone, Pdf.new() as sheet:
        back, spine, front = alone.pages
        whole = sheet.add_blank_page()
        whole.MediaBox = _area(-BLEED, 2 * WIDTH + SPINE + BLEED)
        whole.TrimBox = _area(0, 2 * WIDTH + SPINE, bleed=0)
        for page, x, left, right in (
            (spine, WIDTH, -BLEED, SPINE + BLEED),
            (back, 0, -BLEED, WIDTH + AROUND_FOLD),
            (front, WIDTH + SPINE, -AROUND_FOLD, WIDTH + BLEED),
        ):
            page.MediaBox = page.TrimBox = _area(left, right)
            whole.add_overlay(page, Rectangle(_area(x + left, x + right)))
        sheet.save(tmp_path / "cover.pdf")
    assert list(differences(bound.program["cover"], tmp_path / "cover.pdf", screen=False)) == []


def _area(left: float, right: float, bleed: float = BLEED) -> Array:
    """What lies between two edges in mm, from bleed to bleed or from trim to trim."""
    return Array([pdfs.MM * value for value in (left, -bleed, right, HEIGHT + bleed)])


def _body_font(book: Pdf) -> Object:
    """The font of the texts, which has the most letters."""
    return max(pdfs.fonts(book), key=lambda font: len(font.ToUnicode.read_bytes()))


def _drop_a_line(book: Pdf) -> None:
    """The second line of the text of page 4."""
    page = book.pages[3]
    drawn = page.Contents.read_bytes()
    lines = [found for found in re.finditer(rb"BT.*?ET", drawn, re.DOTALL) if len(found[0]) > 200]
    page.Contents = book.make_stream(drawn[: lines[1].start()] + drawn[lines[1].end() :])


def _widen_a_letter(book: Pdf) -> None:
    """By a hundredth of the size of type, about 0.03 mm."""
    runs = [run for run in _body_font(book).DescendantFonts[0].W if isinstance(run, Array)]
    longest = max(runs, key=len)
    longest[0] = float(longest[0]) + 10


def _swap_fonts(book: Pdf) -> None:
    """As when a font were cut out of another file."""
    body = _body_font(book)
    other = next(font for font in pdfs.fonts(book) if "Source-Sans" in str(font.BaseFont))
    one, two = (font.DescendantFonts[0].FontDescriptor for font in (body, other))
    one.FontFile2, two.FontFile2 = two.FontFile2, one.FontFile2


def _leave_a_letter_out(book: Pdf) -> None:
    """One that a section uses and the font of the book has not got."""
    file = _body_font(book).DescendantFonts[0].FontDescriptor.FontFile2
    with TTFont(BytesIO(file.read_bytes())) as font:
        outlines = font["glyf"]
        drawn = max(font.getGlyphOrder(), key=lambda name: outlines[name].numberOfContours)
        outlines[drawn] = type(outlines[drawn])()
        changed = BytesIO()
        font.save(changed)
    file.write(changed.getvalue())


def _swap_pages(book: Pdf) -> None:
    """The right page of one case with that of the other."""
    first, second = book.pages[4], book.pages[6]
    for key in ("/Contents", "/Resources"):
        first[key], second[key] = second[key], first[key]


def _miscall_a_letter(book: Pdf) -> None:
    """It looks as before, and is another one for whoever copies it."""
    codes = _body_font(book).ToUnicode
    codes.write(re.sub(rb"<0065>", b"<0066>", codes.read_bytes(), count=1))


def _lose_a_tint(book: Pdf) -> None:
    page = book.pages[4]
    page.Contents = book.make_stream(re.sub(rb" re\s+f\b", b" re n", page.Contents.read_bytes()))


def _mislead_a_link(book: Pdf) -> None:
    first, *_, second = (note for note in book.pages[2].Annots if note.Subtype == "/Link")
    first.Dest, second.Dest = second.Dest, first.Dest


def _lose_a_bookmark(book: Pdf) -> None:
    with book.open_outline() as outline:
        outline.root.pop()


def _cut_a_page(book: Pdf) -> None:
    book.pages[3].TrimBox = Array([1, 0, *book.pages[3].MediaBox[2:]])


FAULTS: dict[Callable[[Pdf], None], str] = {
    _drop_a_line: "page 4 reads otherwise",
    _widen_a_letter: "page 4 looks otherwise",
    _swap_fonts: "page 4 looks otherwise",
    _leave_a_letter_out: "page 4 looks otherwise",
    _swap_pages: "page 5 looks otherwise",
    _miscall_a_letter: "page 4 reads otherwise",
    _lose_a_tint: "page 5 looks otherwise",
    _cut_a_page: "page 4 has another size",
    _mislead_a_link: "page 3 leads elsewhere",
    _lose_a_bookmark: "the bookmarks are others",
}


@pytest.mark.parametrize("bound", ["seed"], indirect=True)
@pytest.mark.parametrize("damage", FAULTS, ids=lambda damage: damage.__name__.strip("_"))
def test_a_fault_of_the_binding_is_seen(bound: Bound, damage: Callable[[Pdf], None], tmp_path: Path) -> None:
    """Else the tests above would tell nothing."""
    with pikepdf.open(bound.program["email"]) as book:
        damage(book)
        book.save(tmp_path / "damaged.pdf")
    found = list(differences(tmp_path / "damaged.pdf", bound.weasyprint["email"], screen=True))
    assert FAULTS[damage] in found
    assert "page 1 looks otherwise" not in found or damage is _swap_fonts
