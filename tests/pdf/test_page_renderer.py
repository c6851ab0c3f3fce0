"""Page images of the preview: rendered once, and again as soon as anything on the page has changed."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops
from pypdfium2 import PdfBitmap, PdfPage

from handbook.layout.typesetter import Typesetter
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.page_renderer import PageRenderer
from tests.books import SEED, section

WIDTH = 300  # px


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(StyleSheets(SEED))


def rendered_pages(typesetter: Typesetter, renderer: PageRenderer, part: Section) -> tuple[bytes, ...]:
    return renderer.render(typesetter.write(part).pdf, typesetter.fonts, WIDTH)


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
