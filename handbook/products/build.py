"""The finished products out of the editions laid out, and what must hold before they leave."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from handbook.content.model import Handbook
from handbook.layout.model import Book
from handbook.pages.model import EMAIL, PRINT
from handbook.pages.stylesheets import StyleSheets
from handbook.pages.templates import render
from handbook.pdf.assemble import assemble
from handbook.pdf.cover_sheet import assemble_cover_sheet
from handbook.pdf.errors import DamagedFont, ForeignFont
from handbook.pdf.finalize import finalize_desk, finalize_email, finalize_print
from handbook.pdf.imposition import impose_booklet
from handbook.preflight.model import Report
from handbook.products._contact_sheet import contact_sheet
from handbook.products._mail_draft import COVER, draft, words
from handbook.products.model import PRODUCTS, Product
from handbook.products.print_shop import judge, look
from handbook.support.cache import Cache, digest
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Rejected
from handbook.support.processes import worker_pool

Made = tuple[bytes, int]  # a file, and how many pages it has


def make(
    wanted: Sequence[str],
    handbook: Handbook,
    styles: StyleSheets,
    books: Mapping[str, Book],
    cache: Cache,
    say: Callable[[str], None],
    *,
    ink: bool,
) -> tuple[list[Product], list[Report]]:
    """The files of the products that are wanted, and the reports on those for the print shop.

    ``books`` are the editions laid out, by name. ``store`` has what was made for earlier ones.
    With ``ink`` Ghostscript measures what ink their pages take.

    Raises:
        Refused: a print file fails an error rule of the preflight.
    """
    names = [name for name in PRODUCTS if name in wanted]
    say("making " + ", ".join(names))
    reports: list[Report] = []
    more: list[Product] = []
    with worker_pool(partial(_start, Maker(handbook, styles, books, cache))) as pool:
        jobs = Jobs(pool)
        for name in names:
            if name in FIRST:
                jobs.begin(name)
        printed = [jobs.begin(name).result() for name in names if name in JUDGED]
        looks = [look(product, cache, pool) for product in printed]
        for name in names:
            jobs.begin(name)
        if printed:
            reports, more = judge(handbook, printed, looks, books[PRINT.name], say, ink=ink)
        return [*(jobs.begin(name).result() for name in names), *more], reports


def make_case(slug: str, handbook: Handbook, styles: StyleSheets, book: Book, cache: Cache) -> Product:
    """One case as a file of its own, out of the email edition with that case alone."""
    start = time.monotonic()
    maker = Maker(handbook, styles, {EMAIL.name: book}, cache)
    data, pages = maker.email(maker.screen()[0])
    return Product(f"{handbook.slug}-{slug}.pdf", data, pages, time.monotonic() - start + book.seconds)


def make_mail(handbook: Handbook, book: Product) -> Product:
    """An unsent mail with the email edition attached."""
    start = time.monotonic()
    letter = render("mail", handbook=handbook, words=words(handbook), cover=COVER)
    mail = draft(handbook, book, letter)
    return Product(f"{handbook.slug}.eml", mail, book.pages, time.monotonic() - start)


@dataclass
class Jobs:
    """What the processes of a pool make, each thing once."""

    pool: Executor
    begun: dict[str, Future[Product]] = field(default_factory=dict)

    def begin(self, name: str) -> Future[Product]:
        """Has a product made; waits for what it is made of."""
        if name not in self.begun:
            given = [self.begin(part).result().data for part in MADE_OF.get(name, ())]
            self.begun[name] = self.pool.submit(_made, name, *given)
        return self.begun[name]


_maker: "Maker"  # that of this process


def _start(maker: "Maker") -> None:
    global _maker
    _maker = maker


def _made(name: str, *given: bytes) -> Product:
    """A product with the seconds it took beyond what it is made of, and those of the layout of its edition."""
    start = time.monotonic()
    data, pages = MAKERS[name](_maker, *given)
    seconds = time.monotonic() - start + (_maker.books[name].seconds if name in _maker.books else 0)
    kind = "png" if name == "spreads" else "pdf"
    return Product(f"{_maker.handbook.slug}-{name}.{kind}", data, pages, seconds)


@dataclass(frozen=True)
class Maker:
    """How each product is made of the editions laid out."""

    handbook: Handbook
    styles: StyleSheets
    books: Mapping[str, Book]
    cache: Cache

    def print(self) -> Made:
        book = self.books[PRINT.name]
        return self._finish(lambda: assemble(book.sections, book.fonts), finalize_print)

    def cover(self) -> Made:
        """The sheet around a glued book."""
        book = self.books[PRINT.name]
        spine = book.spine
        assert spine is not None, "a saddle-stitched book has no cover sheet"
        return self._finish(lambda: assemble_cover_sheet(assemble(book.cover, book.fonts), spine), finalize_print)

    def screen(self) -> Made:
        """The email edition bound, of which the others are made."""
        book = self.books[EMAIL.name]
        with self._own_faces():
            return assemble(book.sections, book.fonts), sum(part.pages for part in book.sections)

    def desk(self, screen: bytes) -> Made:
        pdf, _ = self._finish(lambda: screen, finalize_desk)
        return impose_booklet(pdf, self.handbook.print.flip)

    def email(self, screen: bytes) -> Made:
        with self._own_faces():
            pieces = self.books[EMAIL.name].sections
            return finalize_email(screen, self.styles.font_families, self.handbook, self.cache, pieces)

    def spreads(self, email: bytes) -> Made:
        """The contact sheet; a page has the name of all that shapes it."""
        colours = digest(self.handbook.print.profile.read_bytes())
        parts = [(digest(colours, part.pdf), part.pages) for part in self.books[EMAIL.name].sections]
        names = [f"{part} {page}" for part, pages in parts for page in range(pages)]
        return contact_sheet(email, names, self.cache), len(names)

    def _finish(self, bound: Callable[[], bytes], finalize: Callable[..., Made]) -> Made:
        with self._own_faces():
            return finalize(bound(), self.styles.font_families, self.handbook, self.cache)

    @contextmanager
    def _own_faces(self) -> Iterator[None]:
        """A face that is damaged or not there is the house style's mistake, where there is one."""
        try:
            yield
        except tuple(FACES) as error:
            if not self.styles.house_style:
                raise
            place = Mark(display_path(self.styles.house_style[0]))
            raise Rejected((Problem(place, "style", *FACES[type(error)]),)) from None


FACES: Mapping[type[Exception], tuple[str, str]] = {
    ForeignFont: (
        "it names a face that no style sheet brings along",
        "Give each face a file with @font-face, or take it away: another machine would print another.",
    ),
    DamagedFont: ("one of its fonts is damaged", "Ask its maker for the file again."),
}
MAKERS: Mapping[str, Callable[..., Made]] = {
    "screen": Maker.screen,
    PRINT.name: Maker.print,
    "cover": Maker.cover,
    "desk": Maker.desk,
    EMAIL.name: Maker.email,
    "spreads": Maker.spreads,
}
MADE_OF = {"desk": ("screen",), EMAIL.name: ("screen",), "spreads": (EMAIL.name,)}
JUDGED = (PRINT.name, "cover")  # before they leave, by this process, which waits for them
FIRST = (*JUDGED, EMAIL.name)  # the others are made while the print files are judged
