"""Sections that were written separately are assembled as one book."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf, Stream

from handbook.content.loader import load
from handbook.layout.model import Book, LaidOutSection
from handbook.layout.scheduler import open_scheduler
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.assemble import assemble
from handbook.support.cache import Cache
from tests.books import write
from tests.pdfs import fonts, links


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    content = write(tmp_path_factory.mktemp("bind") / "book", [{}, {}, {}])
    with open_scheduler(StyleSheets(content), Cache(content)) as scheduler:
        return scheduler.lay_out(load(content), lambda sections, number: iter(sections))


def opened(book: Book, parts: tuple[LaidOutSection, ...]) -> Pdf:
    return Pdf.open(BytesIO(assemble(replace(book, sections=parts))))


def test_a_font_is_there_once_and_has_the_glyphs_of_all_sections(book: Book) -> None:
    whole = opened(book, book.sections)
    names = [str(font.BaseFont) for font in fonts(whole)]
    assert len(names) == len(set(names)) > 2
    files = [item for item in whole.objects if isinstance(item, Stream) and "/Length1" in item]
    assert len(files) == len(names) and all(len(file.read_bytes()) == int(file.Length1) for file in files)
    assert all(file.read_bytes()[:4] == b"\0\1\0\0" for file in files)


def test_links_lead_to_pages_of_other_sections(book: Book, tmp_path: Path) -> None:
    (tmp_path / "whole.pdf").write_bytes(assemble(book))
    (contents,) = [part.section.first_page for part in book.sections if part.section.name == "contents"]
    targets = [link.target[0] for link in links(tmp_path / "whole.pdf")[contents - 1]]
    assert targets == [part.section.first_page for part in book.sections if part.section.slug] == [4, 6, 8]


def test_a_link_to_nothing_is_no_book(book: Book) -> None:
    contents = tuple(part for part in book.sections if part.section.name == "contents")
    with pytest.raises(AssertionError, match="nothing in the book is called"):
        assemble(replace(book, sections=contents))


def test_a_part_is_the_same_in_every_book(book: Book) -> None:
    """The text of a page does not depend on the other sections of the book."""
    whole = opened(book, book.sections)
    for part in book.sections:
        if part.section.name == "spread":
            alone = opened(book, (part,))
            pages = whole.pages[part.section.first_page - 1 : part.section.first_page - 1 + part.pages]
            assert [page.Contents.read_bytes() for page in pages] == [
                page.Contents.read_bytes() for page in alone.pages
            ]
