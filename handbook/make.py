"""The finished products out of the editions laid out, and what must hold before they leave."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial

from handbook.bind import bind
from handbook.compose import render
from handbook.cover import wrap
from handbook.faces import DamagedFont
from handbook.finish import ForeignFont, finish, finish_tagged
from handbook.impose import impose
from handbook.judge import judge, look
from handbook.mail import COVER, draft, words
from handbook.model import (
    DESK,
    EMAIL,
    PRINT,
    Book,
    Edition,
    Handbook,
    Mark,
    Problem,
    Product,
    Rejected,
    Report,
)
from handbook.names import shown
from handbook.spreads import contact_sheet
from handbook.store import Store
from handbook.styles import Styles
from handbook.workers import workers

Made = tuple[bytes, int]  # a file, and how many pages it has


def make(
    wanted: Sequence[str],
    handbook: Handbook,
    styles: Styles,
    books: Mapping[str, Book],
    store: Store,
    say: Callable[[str], None],
    *,
    ink: bool,
) -> tuple[list[Product], list[Report]]:
    """The files of the products that are wanted, and the reports on those for the print shop.

    ``books`` are the editions laid out, by name. ``store`` has proofs of earlier builds.
    With ``ink`` Ghostscript measures what ink their pages take.

    Raises:
        Refused: a print file fails an error rule of the preflight.
    """
    names = [name for name in PRODUCTS if name in wanted]
    say("making " + ", ".join(names))
    with workers(partial(_start, Maker(handbook, styles, books))) as pool:
        paper, screen, desk = ([name for name in group if name in names] for group in GROUPS)
        jobs = [pool.submit(_made, paper), pool.submit(_made, screen)]
        printed = list(jobs[0].result().values())
        looks = [look(product, store, pool) for product in printed]
        jobs.append(pool.submit(_made, desk))  # last, for nothing waits for it
        reports: list[Report] = []
        more: list[Product] = []
        if printed:
            reports, more = judge(handbook, printed, looks, books[PRINT.name], say, ink=ink)
        made = {name: product for job in jobs for name, product in job.result().items()}
    return [*(made[name] for name in names), *more], reports


def make_case(slug: str, handbook: Handbook, styles: Styles, book: Book) -> Product:
    """One case as a file of its own, out of the email edition with that case alone."""
    start = time.monotonic()
    data, pages = Maker(handbook, styles, {EMAIL.name: book}).email()
    return Product(f"{handbook.slug}-{slug}.pdf", data, pages, time.monotonic() - start + book.seconds)


def make_mail(handbook: Handbook, book: Product) -> Product:
    """An unsent mail with the email edition attached."""
    start = time.monotonic()
    letter = render("mail", handbook=handbook, words=words(handbook), cover=COVER)
    mail = draft(handbook, book, letter)
    return Product(f"{handbook.slug}.eml", mail, book.pages, time.monotonic() - start)


_maker: "Maker"  # that of this process


def _start(maker: "Maker") -> None:
    global _maker
    _maker = maker


def _made(names: Sequence[str]) -> dict[str, Product]:
    return {name: _timed(name, _maker) for name in names}


def _timed(name: str, maker: "Maker") -> Product:
    """A product with the seconds it took, those of the layout included where it is the first of its edition."""
    start = time.monotonic()
    data, pages = PRODUCTS[name](maker)
    seconds = time.monotonic() - start + (maker.books[name].seconds if name in maker.books else 0)
    kind = "png" if name == "spreads" else "pdf"
    return Product(f"{maker.handbook.slug}-{name}.{kind}", data, pages, seconds)


@dataclass(frozen=True)
class Maker:
    """How each product is made of the editions laid out."""

    handbook: Handbook
    styles: Styles
    books: Mapping[str, Book]

    def print(self) -> Made:
        book = self.books[PRINT.name]
        return self._finish(lambda: bind(book.parts, book.fonts), PRINT)

    def cover(self) -> Made:
        """The sheet around a glued book."""
        book = self.books[PRINT.name]
        return self._finish(lambda: wrap(bind(book.cover, book.fonts)), PRINT)

    def desk(self) -> Made:
        pdf, _ = self._finish(lambda: self._screen, DESK)
        return impose(pdf, self.handbook.print.flip)

    def email(self) -> Made:
        return self._email

    def spreads(self) -> Made:
        pdf, pages = self._email
        return contact_sheet(pdf), pages

    @cached_property
    def _email(self) -> Made:
        book = self.books[EMAIL.name]
        with self._own_faces():
            return finish_tagged(self._screen, self.styles.families, self.handbook, book.parts)

    @cached_property
    def _screen(self) -> bytes:
        book = self.books[EMAIL.name]
        return bind(book.parts, book.fonts)

    def _finish(self, bound: Callable[[], bytes], edition: Edition) -> Made:
        with self._own_faces():
            return finish(bound(), edition, self.styles.families, self.handbook)

    @contextmanager
    def _own_faces(self) -> Iterator[None]:
        """A face that is damaged or not there is the house style's mistake, where there is one."""
        try:
            yield
        except tuple(FACES) as error:
            if not self.styles.house_style:
                raise
            place = Mark(shown(self.styles.house_style[0]))
            raise Rejected((Problem(place, "style", *FACES[type(error)]),)) from None


FACES: Mapping[type[Exception], tuple[str, str]] = {
    ForeignFont: (
        "it names a face that no style sheet brings along",
        "Give each face a file with @font-face, or take it away: another machine would print another.",
    ),
    DamagedFont: ("one of its fonts is damaged", "Ask its maker for the file again."),
}
PRODUCTS = {
    PRINT.name: Maker.print,
    "cover": Maker.cover,
    "desk": Maker.desk,
    EMAIL.name: Maker.email,
    "spreads": Maker.spreads,
}
GROUPS = ((PRINT.name, "cover"), (EMAIL.name, "spreads"), (DESK.name,))  # what a process makes in one go
