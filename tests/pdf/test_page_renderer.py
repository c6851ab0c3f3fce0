"""Pages rendered for the preview: once each, and again as soon as anything on them changes."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from pypdfium2 import PdfPage

from handbook.content.loader import load
from handbook.layout.typesetter import Typesetter
from handbook.pages.composer import compose
from handbook.pages.model import PRINT, Section
from handbook.pages.pagination import Pagination
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf import page_renderer
from handbook.pdf.page_renderer import PageRenderer
from tests.books import SEED

WIDTH = 300  # px


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(PRINT, StyleSheets(SEED))


def spread() -> Section:
    handbook = load(SEED)
    return next(
        part
        for part in compose(handbook, PRINT, Pagination(2), StyleSheets(SEED).accents)
        if part.name == "spread"
    )


def rendered(typesetter: Typesetter, renderer: PageRenderer, section: Section) -> tuple[bytes, ...]:
    return renderer.render(typesetter.write(section).pdf, typesetter.fonts, WIDTH)


@pytest.mark.parametrize("title", ["Samen", "Ĝojo"], ids=["known letters", "letters new to the font"])
def test_a_changed_page_is_rendered_as_if_it_were_the_first(typesetter: Typesetter, title: str) -> None:
    renderer, before = PageRenderer(), spread()
    after = replace(before, html=before.html.replace("Jan Hendrik", title))
    rendered(typesetter, renderer, before)
    for changed, new in zip(
        rendered(typesetter, renderer, after), rendered(typesetter, PageRenderer(), after), strict=True
    ):
        assert ImageChops.difference(*(Image.open(BytesIO(each)) for each in (changed, new))).getbbox() is None


@pytest.mark.parametrize("word", ["wekr", "wërk ŵ"], ids=["known letters", "letters new to the font"])
def test_of_a_changed_spread_the_other_page_is_not_rendered_again(
    typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    renderer, section, render_page = PageRenderer(), spread(), page_renderer._render_page
    pages: list[PdfPage] = []

    def record(page: PdfPage, width: int) -> bytes:
        pages.append(page)
        return render_page(page, width)

    monkeypatch.setattr(page_renderer, "_render_page", record)
    verso, recto = rendered(typesetter, renderer, section)
    start = section.html.index('data-field="good_work"')
    changed = section.html[:start] + section.html[start:].replace("werk", word, 1)
    assert changed != section.html
    new_verso, new_recto = rendered(typesetter, renderer, replace(section, html=changed))
    assert len(pages) == 3
    assert new_verso == verso and new_recto != recto
