"""Makes each product; the table ``RECIPES`` says from what and how."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.assemble import Assembler
from handbook.pdf.cover_sheet import CoverPages, assemble_cover_sheet
from handbook.pdf.editions import DESK, EMAIL, PRINT, PRINT_BLACK
from handbook.pdf.errors import DamagedFont, ForbiddenFont, ForeignFont
from handbook.pdf.finalize import File, Finalizer
from handbook.pdf.press_sheets import impose_sheets
from handbook.products._contact_sheet import contact_sheet
from handbook.products._mail_draft import make_mail
from handbook.products.model import CASE, COVER, MAIL, SHEETS, SPREADS, Product, Sources
from handbook.support.cache import digest
from handbook.support.input_limits import PROFILE
from handbook.support.messages import message
from handbook.support.names import display_path
from handbook.support.outside_files import read_checked
from handbook.support.problems import Mark, Rejected, problem


@dataclass(frozen=True)
class Recipe:
    """How a file called ``name`` is made: from the assembled book, or from the file of the recipe ``base``.

    ``note`` is the key of the message that says how to use it.
    """

    name: str
    make: Callable[[Sources, bytes], File]
    base: str = ""
    note: str = ""


def finish_assembly(assembler: Assembler, sources: Sources) -> bytes:
    """Returns the assembled book, from which most products are made.

    Raises:
        Rejected: a font of the house style is damaged.
    """
    with _font_problems(sources.styles):
        return assembler.finish(sources.book.fonts)


def make_product(kind: str, sources: Sources, base: bytes) -> Product:
    """Makes the product of a recipe; ``base`` is the file that it starts from.

    Raises:
        Rejected: a font of the house style is damaged or missing.
    """
    recipe, handbook, start = RECIPES[kind], sources.handbook, time.monotonic()
    with _font_problems(sources.styles):
        data, pages = recipe.make(sources, base)
    flip = message(f"flip.{handbook.print.flip}")
    note = message(recipe.note, flip=flip, sheet=handbook.print.sheet) if recipe.note else ""
    seconds = time.monotonic() - start
    return Product(kind, recipe.name.format(slug=handbook.slug), data, pages, seconds, note)


def make_case(slug: str, sources: Sources, assembler: Assembler) -> Product:
    """Makes the email PDF of one case, from a book that has only that case."""
    email = make_product(EMAIL.name, sources, finish_assembly(assembler, sources))
    return replace(email, kind=CASE, name=f"{sources.handbook.slug}-{slug}.pdf")


def _print(sources: Sources, assembled: bytes) -> File:
    """Makes the print file; that of a perfect-bound book has a title page and a blank page for its covers."""
    pages = sources.book.pages
    inside = PRINT_BLACK if sources.handbook.print.black_inside else PRINT
    editions = dict.fromkeys(range(1, pages - 1), inside)
    if sources.book.spine is None:
        editions = {0: PRINT, **editions, pages - 1: PRINT}
    else:
        title, last = pages, pages + 1
        editions = {title: inside, **editions, last: inside}
    return _finalizer(sources).print(assembled, editions)


def _cover(sources: Sources, assembled: bytes) -> File:
    book = sources.book
    assert book.spine is not None, "a saddle-stitched book has no cover sheet"
    printing, spine = sources.handbook.print, book.pages + 2  # behind the title page and the blank one
    lining = spine + 1 if printing.cover_inside == "tinted" else None
    numbers = CoverPages(back=book.pages - 1, spine=spine, front=0, lining=lining)
    sheet = assemble_cover_sheet(assembled, numbers, book.spine)
    sides = (0,) if lining is None else (0, 1)
    width = printing.trim[0]
    return _finalizer(sources).print(sheet, dict.fromkeys(sides, PRINT), (width, width + book.spine))


def _desk(sources: Sources, assembled: bytes) -> File:
    return _finalizer(sources).desk(assembled, range(sources.book.pages))


def _sheets(sources: Sources, print_file: bytes) -> File:
    return impose_sheets(print_file, sources.handbook.print.sheet)


def _email(sources: Sources, assembled: bytes) -> File:
    return _finalizer(sources).email(assembled, sources.book.sections)


def _finalizer(sources: Sources) -> Finalizer:
    return Finalizer(sources.handbook, sources.styles, sources.cache, sources.created)


def _spreads(sources: Sources, email: bytes) -> File:
    """Makes the contact sheet. Each page is identified by a digest of all that shapes it."""
    colours = digest(read_checked(sources.handbook.print.profile, PROFILE), repr(sources.styles.palette))
    sections = [(digest(colours, section.pdf), section.pages) for section in sources.book.sections]
    names = [f"{section} {page}" for section, pages in sections for page in range(pages)]
    return contact_sheet(email, names, sources.cache), len(names)


def _mail(sources: Sources, email: bytes) -> File:
    return make_mail(sources.handbook, email), sources.book.pages


RECIPES: Mapping[str, Recipe] = {
    PRINT.name: Recipe("{slug}-print.pdf", _print),
    COVER: Recipe("{slug}-cover.pdf", _cover),
    SHEETS: Recipe("{slug}-sheets.pdf", _sheets, PRINT.name, note="note.sheets"),
    DESK.name: Recipe("{slug}-desk.pdf", _desk, note="note.desk"),
    EMAIL.name: Recipe("{slug}-email.pdf", _email),
    SPREADS: Recipe("{slug}-spreads.png", _spreads, EMAIL.name),
    MAIL: Recipe("{slug}.eml", _mail, EMAIL.name),
}
FONT_PROBLEMS: Mapping[type[Exception], str] = {
    DamagedFont: "style.damaged-font",
    ForbiddenFont: "style.forbidden-font",
    ForeignFont: "style.foreign-font",
}
FOR_PRINT_SHOP = (PRINT.name, COVER)


@contextmanager
def _font_problems(styles: StyleSheets) -> Iterator[None]:
    """Reports a damaged or missing font as a problem of the house style, if there is one."""
    try:
        yield
    except (ForeignFont, DamagedFont, ForbiddenFont) as error:
        if not styles.house_place:
            raise
        raise Rejected((problem(Mark(display_path(styles.house_place)), FONT_PROBLEMS[type(error)]),)) from None
