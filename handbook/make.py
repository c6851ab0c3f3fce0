"""The finished products out of the editions laid out, and what must hold before they leave."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from handbook.compose import render
from handbook.cover import wrap
from handbook.finish import ForeignFont, finish
from handbook.impose import impose
from handbook.ink import measure
from handbook.model import EMAIL, PRINT, Handbook, Mark, Problem, Product, Rejected, Report, Section
from handbook.names import shown
from handbook.package import package
from handbook.preflight import preflight
from handbook.report import HEAT, as_json, facts
from handbook.spreads import contact_sheet
from handbook.styles import Styles
from handbook.typeset import Book, Laid

NAMES = (PRINT.name, "cover", "desk", EMAIL.name, "spreads")
MADE_FROM = {"desk": EMAIL.name, "spreads": EMAIL.name}


class Refused(Exception):
    """A print file fails its preflight: the reports, and the page that tells of them."""

    def __init__(self, reports: Sequence[Report], page: Product) -> None:
        super().__init__(page.name)
        self.reports, self.page = reports, page


def make(
    wanted: Sequence[str],
    handbook: Handbook,
    styles: Styles,
    books: Sequence[Book],
    say: Callable[[str], None],
    *,
    ink: bool,
) -> tuple[list[Product], list[Report]]:
    """The files of the products that are wanted, and the reports on those for the print shop.

    With ``ink`` Ghostscript measures how much ink their pages take.

    Raises:
        Refused: a print file fails an error rule of the preflight.
    """
    editions = {book.edition.name: book for book in books}
    needed = {MADE_FROM.get(name, name) for name in wanted}
    made: dict[str, Product] = {}
    for name in NAMES:
        if name in needed and name in editions:
            made[name] = _write(name, handbook, styles, editions[name], editions[name].parts, say)
        elif name == "cover" and name in wanted:
            made[name] = _write(name, handbook, styles, editions[PRINT.name], editions[PRINT.name].cover, say)
    for name in MADE_FROM:
        if name in wanted:
            made[name] = _derived(name, handbook, made[MADE_FROM[name]], say)
    products = [made[name] for name in NAMES if name in wanted]
    printed = [made[name] for name in (PRINT.name, "cover") if name in wanted]
    if not printed:
        return products, []
    reports, more = _judged(handbook, printed, editions[PRINT.name], say, ink=ink)
    return [*products, *more], reports


def _write(
    name: str, handbook: Handbook, styles: Styles, book: Book, parts: Sequence[Laid], say: Callable[[str], None]
) -> Product:
    """The PDF of some parts of an edition; those of the cover on one sheet."""
    start = time.monotonic()
    say(f"writing {name}")
    joined = book.typesetter.join(parts)
    try:
        pdf, pages = finish(wrap(joined) if name == "cover" else joined, book.edition, styles.families, handbook)
    except ForeignFont:
        if not styles.house_style:
            raise
        place, message = Mark(shown(styles.house_style[0])), "it names a face that no style sheet brings along"
        remedy = "Give each face a file with @font-face, or take it away: another machine would print another one."
        raise Rejected((Problem(place, "style", message, remedy),)) from None
    seconds = time.monotonic() - start + (0 if name == "cover" else book.seconds)
    return Product(f"{handbook.slug}-{name}.pdf", pdf, pages, seconds)


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
    handbook: Handbook, printed: Sequence[Product], book: Book, say: Callable[[str], None], *, ink: bool
) -> tuple[list[Report], list[Product]]:
    """The preflight of the print files: a report on each, and the files that tell of them or hand them over."""
    start = time.monotonic()
    say("checking " + " and ".join(product.name for product in printed))
    spine = handbook.print.width(book.pages)
    inks = [measure(product.data) if ink else [] for product in printed]
    reports = [
        preflight(product.name, product.data, handbook, dict(_origins(handbook, book.sections)), ink=measured)
        if product.name.endswith(f"-{PRINT.name}.pdf")
        else preflight(product.name, product.data, handbook, {1: _cover(handbook)}, spine, measured)
        for product, measured in zip(printed, inks, strict=True)
    ]
    told = [
        facts(report, product.data, measured)
        for report, product, measured in zip(reports, printed, inks, strict=True)
    ]
    html = render("report", told=told, reports=reports, heat=HEAT).encode()
    pages, seconds = sum(report.pages for report in reports), time.monotonic() - start
    if any(found.severity == "error" for report in reports for _, found in report.findings):
        raise Refused(reports, Product(f"{handbook.slug}-refused.html", html, pages, seconds))
    page = Product(f"{handbook.slug}-preflight.html", html, pages, seconds)
    data = Product(f"{handbook.slug}-preflight.json", as_json(reports), pages, 0)
    files = (*printed, page, data)
    return reports, [page, data, package(f"{handbook.slug}-printer.zip", handbook, reports, files, spine)]


def _origins(handbook: Handbook, sections: Sequence[Section]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Where what stands on the cover and on the pages of each spread comes from: file and field."""
    for section in sections:
        if section.name == "cover":
            yield section.first, _cover(handbook)
        if section.name == "spread":
            file = section.fields["title"].mark.file
            yield section.first, {"text": f"{file}, experience"}
            yield section.first + 1, {"text": f"{file}, good_work", "picture": f"{file}, portrait"}


def _cover(handbook: Handbook) -> Mapping[str, str]:
    pictures = " or ".join(name for name in ("cover", "logo") if getattr(handbook, name))
    return {"text": f"{handbook.file}, title", "picture": f"{handbook.file}, {pictures}"}
