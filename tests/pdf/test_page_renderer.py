"""Page images of the preview: rendered once, and again as soon as anything on the page has changed."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops
from pypdfium2 import PdfBitmap, PdfDocument, PdfPage

from handbook.content.print_settings import PROFILE
from handbook.layout.typesetter import Typesetter
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.colours import Convert, colour_converter
from handbook.pdf.page_renderer import PageRenderer
from tests.books import SEED, copy_seed, section

HEIGHT = 420  # px


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(StyleSheets(SEED))


def print_colours(styles: StyleSheets) -> Convert:
    return colour_converter(styles.palette, "CMYK", PROFILE.read_bytes(), ())


def rendered_pages(typesetter: Typesetter, renderer: PageRenderer, part: Section) -> tuple[bytes, ...]:
    return renderer.render(typesetter.write(part).pdf, typesetter.fonts, print_colours(StyleSheets(SEED)), HEIGHT)


@pytest.mark.parametrize("title", ["Samen", "Ĝojo"], ids=["known letters", "letters new to the font"])
def test_a_changed_page_is_drawn_as_if_it_were_the_first(typesetter: Typesetter, title: str) -> None:
    renderer, before = PageRenderer(), section(SEED, "spread")
    after = replace(before, html=before.html.replace("Jan Hendrik", title))
    assert after != before
    rendered_pages(typesetter, renderer, before)
    for picture, fresh in zip(
        rendered_pages(typesetter, renderer, after), rendered_pages(typesetter, PageRenderer(), after), strict=True
    ):
        assert ImageChops.difference(*(Image.open(BytesIO(each)) for each in (picture, fresh))).getbbox() is None


@pytest.mark.parametrize("word", ["wekr", "wërk ŵ"], ids=["known letters", "letters new to the font"])
def test_of_a_changed_spread_the_other_page_is_not_drawn_again(
    typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    renderer, spread, render = PageRenderer(), section(SEED, "spread"), PdfPage.render
    pages: list[PdfPage] = []

    def noting(page: PdfPage, **options: Any) -> PdfBitmap:
        pages.append(page)
        return render(page, **options)

    monkeypatch.setattr(PdfPage, "render", noting)
    verso, recto = rendered_pages(typesetter, renderer, spread)
    start = spread.html.index('data-field="good_work"')
    changed = spread.html[:start] + spread.html[start:].replace("werk", word, 1)
    assert changed != spread.html
    new_verso, new_recto = rendered_pages(typesetter, renderer, replace(spread, html=changed))
    assert len(pages) == 3
    assert new_verso == verso and new_recto != recto


@pytest.mark.parametrize("cmyk", ["0 0 1 0", ".92 .45 .42 .3"])
def test_pages_have_the_colours_of_print(tmp_path: Path, cmyk: str) -> None:
    """As PDFium draws them in a print file; a renderer that has drawn the page in other colours draws it again."""
    content, renderer = copy_seed(tmp_path / "content"), PageRenderer()
    colour = "--accent-cmyk: device-cmyk({}); --accent-rgb: #0000ff"
    for inks in ("1 1 0 0", cmyk):
        (content / "style.css").write_text(f".accent-petrol {{ {colour.format(inks)} }}\n", "utf-8")
        styles = StyleSheets(content)
        typesetter = Typesetter(styles)
        cover = typesetter.write(section(content, "cover"))
        (page,) = renderer.render(cover.pdf, typesetter.fonts, print_colours(styles), HEIGHT)
        image = Image.open(BytesIO(page))
        assert image.height == HEIGHT
        difference = [abs(a - b) for a, b in zip(pixel(image), drawn_by_pdfium(inks), strict=True)]
        assert max(difference) <= 3  # of 255: the JPEG


def pixel(image: Image.Image) -> tuple[int, int, int]:
    """The colour near the corner of a page."""
    red, green, blue = image.convert("RGB").crop((5, 5, 6, 6)).tobytes()
    return red, green, blue


def drawn_by_pdfium(inks: str) -> tuple[int, int, int]:
    """The colour of a page that is printed in these inks all over."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(20, 20))
        page.Contents = pdf.make_stream(f"{inks} k 0 0 20 20 re f".encode())
        file = BytesIO()
        pdf.save(file)
    with PdfDocument(file.getvalue()) as document:
        return pixel(document[0].render().to_pil())


def test_pages_that_print_in_black_alone_are_drawn_in_grey(typesetter: Typesetter) -> None:
    renderer, cover = PageRenderer(), section(SEED, "cover")
    pdf = typesetter.write(cover).pdf
    colours, greys = (
        renderer.render(pdf, typesetter.fonts, convert, HEIGHT, mode)
        for mode, convert in (
            ("CMYK", print_colours(StyleSheets(SEED))),
            ("L", colour_converter(StyleSheets(SEED).palette, "L", PROFILE.read_bytes(), ())),
        )
    )
    assert len(set(pixel(Image.open(BytesIO(colours[0]))))) > 1
    assert all(len(set(pixel(Image.open(BytesIO(page))))) == 1 for page in greys)
