"""The finished products out of the editions laid out, and what must hold before they leave."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from handbook.bind import Book, bind
from handbook.compose import render
from handbook.cover import wrap
from handbook.faces import DamagedFont
from handbook.finish import ForeignFont, finish, finish_tagged
from handbook.impose import impose
from handbook.ink import measure
from handbook.mail import COVER, draft, words
from handbook.model import (
    DESK,
    EMAIL,
    PRINT,
    Edition,
    Handbook,
    Mark,
    Problem,
    Product,
    Rejected,
    Report,
    Section,
)
from handbook.names import shown
from handbook.package import package
from handbook.preflight import preflight
from handbook.proof import proofs
from handbook.report import HEAT, as_json, facts
from handbook.spreads import contact_sheet
from handbook.store import Store
from handbook.styles import Styles
from handbook.workers import workers

Made = tuple[bytes, int]  # a file, and how many pages it has


class Refused(Exception):
    """A print file fails its preflight: the reports, and the page that tells of them."""

    def __init__(self, reports: Sequence[Report], page: Product) -> None:
        super().__init__(page.name)
        self.reports, self.page = reports, page


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
    maker = Maker(handbook, styles, books)
    names = [name for name in PRODUCTS if name in wanted]
    say("making " + ", ".join(names))
    with workers(1) as beside:  # the other products are made while those for the print shop are judged
        others = beside.submit(_made, maker, [name for name in names if name not in PRINTED])
        printed = _made(maker, [name for name in names if name in PRINTED])
        reports, more = _judged(handbook, printed, books[PRINT.name], store, say, ink=ink) if printed else ([], [])
        return [*printed, *others.result(), *more], reports


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


def _made(maker: "Maker", names: Sequence[str]) -> list[Product]:
    return [_timed(name, maker) for name in names]


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
        return self._finish(lambda: self.books[PRINT.name].joined, PRINT)

    def cover(self) -> Made:
        """The sheet around a glued book."""
        book = self.books[PRINT.name]
        return self._finish(lambda: wrap(bind(book.cover, book.programs)), PRINT)

    def desk(self) -> Made:
        pdf, _ = self._finish(lambda: self.books[EMAIL.name].joined, DESK)
        return impose(pdf, self.handbook.print.flip)

    def email(self) -> Made:
        return self._email

    def spreads(self) -> Made:
        pdf, pages = self._email
        return contact_sheet(pdf), pages

    @cached_property
    def _email(self) -> Made:
        book = self.books[EMAIL.name]
        spoken = [texts for part in book.parts for texts in part.spoken]
        with self._own_faces():
            return finish_tagged(book.joined, self.styles.families, self.handbook, book.sections, spoken)

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
PRINTED = (PRINT.name, "cover")  # for the print shop, and judged


def _judged(
    handbook: Handbook,
    printed: Sequence[Product],
    book: Book,
    store: Store,
    say: Callable[[str], None],
    *,
    ink: bool,
) -> tuple[list[Report], list[Product]]:
    """The preflight of the print files: a report on each, and the files that tell of them or hand them over."""
    start = time.monotonic()
    say("checking " + " and ".join(product.name for product in printed))
    judged = [_judge(product, handbook, book, store, ink=ink) for product in printed]
    reports, told = [report for report, _ in judged], [facts for _, facts in judged]
    html = render("report", told=told, reports=reports, heat=HEAT).encode()
    pages, seconds = sum(report.pages for report in reports), time.monotonic() - start
    if any(found.severity == "error" for report in reports for _, found in report.findings):
        raise Refused(reports, Product(f"{handbook.slug}-refused.html", html, pages, seconds))
    page = Product(f"{handbook.slug}-preflight.html", html, pages, seconds)
    data = Product(f"{handbook.slug}-preflight.json", as_json(reports), pages, 0)
    files = (*printed, page, data)
    return reports, [
        page,
        data,
        package(f"{handbook.slug}-printer.zip", handbook, reports, files, handbook.print.width(book.pages)),
    ]


def _judge(
    product: Product, handbook: Handbook, book: Book, store: Store, *, ink: bool
) -> tuple[Report, Mapping[str, object]]:
    """The report on a print file, and what its page tells of it."""
    inside = product.name.endswith(f"-{PRINT.name}.pdf")
    origins = dict(_origins(handbook, book.sections)) if inside else {1: _cover(handbook)}
    spine = 0 if inside else handbook.print.width(book.pages)
    seen, inks = proofs(product.data, store), measure(product.data) if ink else []
    report = preflight(product.name, product.data, seen, handbook, origins, spine, inks)
    return report, facts(report, product.data, seen, inks)


def _origins(handbook: Handbook, sections: Sequence[Section]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Where what stands on the cover and on the pages of each spread comes from: file and field."""
    for section in sections:
        if section.name in ("cover", "back"):
            yield section.first, _cover(handbook)
        if section.name == "spread":
            file = section.fields["title"].mark.file
            yield section.first, {"text": f"{file}, experience"}
            yield section.first + 1, {"text": f"{file}, good_work", "picture": f"{file}, portrait"}


def _cover(handbook: Handbook) -> Mapping[str, str]:
    pictures = " or ".join(name for name in ("cover", "logo") if getattr(handbook, name))
    return {"text": f"{handbook.file}, title", "picture": f"{handbook.file}, {pictures}"}
