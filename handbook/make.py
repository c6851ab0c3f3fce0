"""The finished products out of the editions laid out, and what must hold before they leave."""

import time
from collections.abc import Callable, Iterator, Sequence

from handbook.compose import render
from handbook.finish import finish
from handbook.impose import impose
from handbook.model import EMAIL, PRINT, Handbook, Product, Report, Section
from handbook.package import package
from handbook.preflight import preflight
from handbook.report import as_json, facts
from handbook.spreads import contact_sheet
from handbook.styles import Styles
from handbook.typeset import Book

NAMES = (PRINT.name, "desk", EMAIL.name, "spreads")
MADE_FROM = {"desk": EMAIL.name, "spreads": EMAIL.name}


class Refused(Exception):
    """The print file fails its preflight: the report, and the page that tells of it."""

    def __init__(self, report: Report, page: Product) -> None:
        super().__init__(report.file)
        self.report, self.page = report, page


def make(
    wanted: Sequence[str], handbook: Handbook, styles: Styles, books: Sequence[Book], say: Callable[[str], None]
) -> tuple[list[Product], Report | None]:
    """The files of the products that are wanted, and the report on the print file where that is one of them.

    Raises:
        Refused: the print file fails an error rule of the preflight.
    """
    editions = {book.edition.name: book for book in books}
    made: dict[str, Product] = {}
    report: Report | None = None
    more: list[Product] = []
    for name in NAMES:
        source = MADE_FROM.get(name, name)
        if name not in wanted:
            continue
        if source not in made:
            made[source] = _write(handbook, styles, editions[source], say)
        if name == PRINT.name:
            report, more = _judged(handbook, made[name], editions[name], say)
        elif name in MADE_FROM:
            made[name] = _derived(name, handbook, made[source], say)
    return [*(made[name] for name in NAMES if name in wanted), *more], report


def _write(handbook: Handbook, styles: Styles, book: Book, say: Callable[[str], None]) -> Product:
    start = time.monotonic()
    say(f"writing {book.edition.name}")
    pdf, pages = finish(book.join(), book.edition, styles.families, handbook)
    seconds = book.seconds + time.monotonic() - start
    return Product(f"{handbook.slug}-{book.edition.name}.pdf", pdf, pages, seconds)


def _derived(name: str, handbook: Handbook, book: Product, say: Callable[[str], None]) -> Product:
    """The office booklet or the contact sheet, out of the email edition."""
    start = time.monotonic()
    say("imposing desk" if name == "desk" else "drawing spreads")
    if name == "desk":
        data, pages = impose(book.data, handbook.print.flip)
    else:
        data, pages = contact_sheet(book.data), book.pages
    suffix = "pdf" if name == "desk" else "png"
    return Product(f"{handbook.slug}-{name}.{suffix}", data, pages, time.monotonic() - start)


def _judged(
    handbook: Handbook, pdf: Product, book: Book, say: Callable[[str], None]
) -> tuple[Report, list[Product]]:
    """The preflight of the print file: its report, and the files that tell of it or hand it over."""
    start = time.monotonic()
    say("checking print")
    report = preflight(pdf.name, pdf.data, handbook, dict(_origins(book.sections)))
    html = render("report", **facts(report, pdf.data)).encode()
    seconds = time.monotonic() - start
    if any(found.severity == "error" for _, found in report.findings):
        raise Refused(report, Product(f"{handbook.slug}-refused.html", html, pdf.pages, seconds))
    page = Product(f"{handbook.slug}-preflight.html", html, pdf.pages, seconds)
    data = Product(f"{handbook.slug}-preflight.json", as_json(report), pdf.pages, 0)
    bundle = package(f"{handbook.slug}-printer.zip", handbook, report, (pdf, page, data))
    return report, [page, data, bundle]


def _origins(sections: Sequence[Section]) -> Iterator[tuple[int, str]]:
    """Where the text of each page of a spread comes from: file and field."""
    for section in sections:
        if section.name == "spread":
            for at, field in enumerate(("experience", "good_work")):
                yield section.first + at, f"{section.fields[field].mark.file}, {field}"
