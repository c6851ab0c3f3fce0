"""Sections that were written separately are assembled as one book."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf, Stream

from handbook.content.loader import load
from handbook.layout.model import Book, LaidOutSection
from handbook.layout.scheduler import open_scheduler
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.assemble import Assembler
from handbook.pdf.editions import PRINT
from handbook.pdf.finalize import Finalizer
from handbook.support.cache import Cache
from tests.books import write
from tests.pdfs import fonts, links


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = "Zie [de gids](https://example.org) *goed* **nu**."
    return write(tmp_path_factory.mktemp("bind") / "book", [{"experience": text}, {}, {"good_work": text}])


@pytest.fixture(scope="module")
def book(content: Path) -> Book:
    with open_scheduler(StyleSheets(content), Cache(content)) as scheduler:
        return scheduler.lay_out(load(content), lambda placed, number: iter(placed))


def opened(book: Book, parts: tuple[LaidOutSection, ...]) -> Pdf:
    return Pdf.open(BytesIO(assembled(book, parts)))


def assembled(book: Book, parts: Sequence[LaidOutSection], *, backwards: bool = False) -> bytes:
    """One PDF of some sections of a book, which are ready in their order or the last one first."""
    assembler = Assembler()
    for place, part in sorted(enumerate(parts), reverse=backwards):
        assembler.add(place, part)
    return assembler.finish(book.fonts)


def test_a_font_is_there_once_and_has_the_glyphs_of_all_sections(book: Book) -> None:
    whole = opened(book, book.sections)
    names = [str(font.BaseFont) for font in fonts(whole)]
    assert len(names) == len(set(names)) > 2
    files = [item for item in whole.objects if isinstance(item, Stream) and "/Length1" in item]
    assert len(files) == len(names) and all(len(file.read_bytes()) == int(file.Length1) for file in files)
    assert all(file.read_bytes()[:4] == b"\0\1\0\0" for file in files)


def test_links_lead_to_pages_of_other_sections(book: Book, tmp_path: Path) -> None:
    (tmp_path / "whole.pdf").write_bytes(assembled(book, book.sections))
    (contents,) = [part.section.first_page for part in book.sections if part.section.name == "contents"]
    targets = [link.target[0] for link in links(tmp_path / "whole.pdf")[contents - 1]]
    assert targets == [part.section.first_page for part in book.sections if part.section.slug] == [4, 6, 8]


def test_a_link_to_nothing_is_no_book(book: Book) -> None:
    contents = tuple(part for part in book.sections if part.section.name == "contents")
    with pytest.raises(AssertionError, match="nothing in the book is called"):
        assembled(book, contents)


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


def test_a_file_is_the_same_whichever_section_is_ready_first(book: Book, content: Path) -> None:
    finalizer = Finalizer(load(content), StyleSheets(content), Cache(content), None)
    one, other = (assembled(book, book.sections, backwards=backwards) for backwards in (False, True))
    assert finalizer.email(one, book.sections) == finalizer.email(other, book.sections)
    assert finalizer.print(one, dict.fromkeys(range(book.pages), PRINT)) == finalizer.print(
        other, dict.fromkeys(range(book.pages), PRINT)
    )
