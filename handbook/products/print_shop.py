"""Has the print files judged before they leave: the reports, and what goes to the print shop with the files."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import chain

from handbook.content.model import RECTO, VERSO, Handbook
from handbook.layout.model import Book
from handbook.pages.model import PRINT, Section
from handbook.pages.templates import render
from handbook.preflight.ink_coverage import measure
from handbook.preflight.model import Report
from handbook.preflight.page_proof import Proof, proofs, unpacked
from handbook.preflight.report import HEAT, as_json, facts
from handbook.preflight.run import preflight
from handbook.products._job_package import package
from handbook.products.model import Product
from handbook.support.cache import Store
from handbook.support.processes import cores


class Refused(Exception):
    """A print file fails its preflight: the reports, and the page that tells of them."""

    def __init__(self, reports: Sequence[Report], page: Product) -> None:
        super().__init__(page.name)
        self.reports, self.page = reports, page


def look(product: Product, store: Store, pool: Executor) -> Iterator[Proof]:
    """The proofs of all pages of a print file, some pages at a time in each process of a pool."""
    some = -(-product.pages // (2 * cores()))
    parts = [range(at, min(at + some, product.pages)) for at in range(0, product.pages, some)]
    return map(unpacked, chain.from_iterable(pool.map(partial(proofs, product.data, store), parts)))


def judge(
    handbook: Handbook,
    printed: Sequence[Product],
    looks: Sequence[Iterable[Proof]],
    book: Book,
    say: Callable[[str], None],
    *,
    ink: bool,
) -> tuple[list[Report], list[Product]]:
    """The preflight of the print files: a report on each, and the files that tell of them or hand them over.

    ``looks`` has the proofs of each, and ``book`` is the edition that they are of.

    Raises:
        Refused: one of them fails an error rule.
    """
    start = time.monotonic()
    say("checking " + " and ".join(product.name for product in printed))
    judged = [
        _judge(product, list(seen), handbook, book, ink=ink) for product, seen in zip(printed, looks, strict=True)
    ]
    reports, told = [report for report, _ in judged], [facts for _, facts in judged]
    html = render("report", told=told, reports=reports, heat=HEAT).encode()
    pages, seconds = sum(report.pages for report in reports), time.monotonic() - start
    if any(found.severity == "error" for report in reports for _, found in report.findings):
        raise Refused(reports, Product(f"{handbook.slug}-refused.html", html, pages, seconds))
    page = Product(f"{handbook.slug}-preflight.html", html, pages, seconds)
    data = Product(f"{handbook.slug}-preflight.json", as_json(reports), pages, 0)
    files = (*printed, page, data)
    spine = handbook.print.width(book.pages)
    return reports, [page, data, package(f"{handbook.slug}-printer.zip", handbook, reports, files, spine)]


def _judge(
    product: Product, seen: Sequence[Proof], handbook: Handbook, book: Book, *, ink: bool
) -> tuple[Report, Mapping[str, object]]:
    """The report on a print file, and what its page tells of it."""
    inside = product.name.endswith(f"-{PRINT.name}.pdf")
    origins = dict(_origins(handbook, book.sections)) if inside else {1: _cover(handbook)}
    spine = 0 if inside else handbook.print.width(book.pages)
    inks = measure(product.data) if ink else []
    report = preflight(product.name, product.data, seen, handbook, origins, spine, inks)
    return report, facts(report, product.data, seen, inks)


def _origins(handbook: Handbook, sections: Sequence[Section]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Where what stands on the cover and on the pages of each spread comes from: file and field."""
    for section in sections:
        if section.name in ("cover", "back"):
            yield section.first, _cover(handbook)
        if section.name == "spread":
            file = section.fields["title"].mark.file
            yield section.first, {"text": f"{file}, {VERSO}"}
            yield section.first + 1, {"text": f"{file}, {RECTO}", "picture": f"{file}, portrait"}


def _cover(handbook: Handbook) -> Mapping[str, str]:
    pictures = " or ".join(name for name in ("cover", "logo") if getattr(handbook, name))
    return {"text": f"{handbook.file}, title", "picture": f"{handbook.file}, {pictures}"}
