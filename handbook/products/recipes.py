"""Makes each product; the table ``RECIPES`` says from what and how."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from handbook.pages.model import DESK, EMAIL, PRINT
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.assemble import assemble
from handbook.pdf.cover_sheet import assemble_cover_sheet
from handbook.pdf.errors import DamagedFont, ForeignFont
from handbook.pdf.finalize import finalize_desk, finalize_email, finalize_print
from handbook.pdf.imposition import impose_booklet
from handbook.products._contact_sheet import contact_sheet
from handbook.products._mail_draft import draft
from handbook.products.model import CASE, COVER, MAIL, SPREADS, Product, Sources
from handbook.support.cache import digest
from handbook.support.messages import message
from handbook.support.names import display_path
from handbook.support.problems import Mark, Rejected, problem

File = tuple[bytes, int]  # its content and its number of pages


@dataclass(frozen=True)
class Recipe:
    """How a file called ``name`` is made: from the sources, and from the file of the recipe ``base`` if any.

    ``note`` is the key of the message that says how to use it.
    """

    name: str
    make: Callable[[Sources, bytes], File]
    base: str = ""
    note: str = ""


def make_product(kind: str, sources: Sources, base: bytes = b"") -> Product:
    """Makes the product of a recipe; ``base`` is the file that it starts from.

    Raises:
        Rejected: a font of the house style is damaged or missing.
    """
    recipe, handbook, start = RECIPES[kind], sources.handbook, time.monotonic()
    with _font_problems(sources.styles):
        data, pages = recipe.make(sources, base)
    seconds = time.monotonic() - start + (sources.books[kind].seconds if kind in sources.books else 0)
    note = message(recipe.note, flip=handbook.print.flip) if recipe.note else ""
    return Product(kind, recipe.name.format(slug=handbook.slug), data, pages, seconds, note)


def make_case(slug: str, sources: Sources) -> Product:
    """Makes the email PDF of one case, from an email edition that has only that case."""
    assembled = make_product(ASSEMBLED, sources)
    email = make_product(EMAIL.name, sources, assembled.data)
    name = f"{sources.handbook.slug}-{slug}.pdf"
    return replace(email, kind=CASE, name=name, seconds=assembled.seconds + email.seconds)


def _print(sources: Sources, _: bytes) -> File:
    book = sources.books[PRINT.name]
    return _for_print_shop(sources, assemble(book.sections, book.fonts))


def _cover(sources: Sources, _: bytes) -> File:
    book = sources.books[PRINT.name]
    assert book.spine is not None, "a saddle-stitched book has no cover sheet"
    return _for_print_shop(sources, assemble_cover_sheet(assemble(book.cover, book.fonts), book.spine))


def _for_print_shop(sources: Sources, pdf: bytes) -> File:
    return finalize_print(pdf, sources.styles.font_families, sources.handbook, sources.cache, sources.created)


def _assembled(sources: Sources, _: bytes) -> File:
    book = sources.books[EMAIL.name]
    return assemble(book.sections, book.fonts), book.pages


def _desk(sources: Sources, assembled: bytes) -> File:
    pages, _ = finalize_desk(assembled, sources.styles.font_families, sources.handbook, sources.cache)
    return impose_booklet(pages, sources.handbook.print.flip)


def _email(sources: Sources, assembled: bytes) -> File:
    families, sections = sources.styles.font_families, sources.books[EMAIL.name].sections
    return finalize_email(assembled, families, sources.handbook, sources.cache, sections, sources.created)


def _spreads(sources: Sources, email: bytes) -> File:
    """Makes the contact sheet. Each page is identified by a digest of all that shapes it."""
    profile = digest(sources.handbook.print.profile.read_bytes())
    sections = [(digest(profile, section.pdf), section.pages) for section in sources.books[EMAIL.name].sections]
    names = [f"{section} {page}" for section, pages in sections for page in range(pages)]
    return contact_sheet(email, names, sources.cache), len(names)


def _mail(sources: Sources, email: bytes) -> File:
    return draft(sources.handbook, email), sources.books[EMAIL.name].pages


ASSEMBLED = "assembled"  # all sections of the email edition as one PDF, which is no product itself
RECIPES: Mapping[str, Recipe] = {
    PRINT.name: Recipe("{slug}-print.pdf", _print),
    COVER: Recipe("{slug}-cover.pdf", _cover),
    ASSEMBLED: Recipe("", _assembled),
    DESK.name: Recipe("{slug}-desk.pdf", _desk, ASSEMBLED, note="note.desk"),
    EMAIL.name: Recipe("{slug}-email.pdf", _email, ASSEMBLED),
    SPREADS: Recipe("{slug}-spreads.png", _spreads, EMAIL.name),
    MAIL: Recipe("{slug}.eml", _mail, EMAIL.name),
}
FOR_PRINT_SHOP = (PRINT.name, COVER)


@contextmanager
def _font_problems(styles: StyleSheets) -> Iterator[None]:
    """Reports a damaged or missing font as a problem of the house style, if there is one."""
    try:
        yield
    except (ForeignFont, DamagedFont) as error:
        if not styles.house_style:
            raise
        key = "style.damaged-font" if isinstance(error, DamagedFont) else "style.foreign-font"
        raise Rejected((problem(Mark(display_path(styles.house_style[0])), key),)) from None
