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
from handbook.preflight.ink_coverage import measure_ink
from handbook.preflight.model import Report
from handbook.preflight.page_proof import PageProof, deserialize, make_proofs
from handbook.preflight.report import file_context, report_context, reports_as_json
from handbook.preflight.run import run_preflight
from handbook.products._job_package import package
from handbook.products.model import Product
from handbook.support.cache import Cache
from handbook.support.processes import worker_count


class Refused(Exception):
    """A print file fails its preflight: the reports, and the page that tells of them."""

    def __init__(self, reports: Sequence[Report], page: Product) -> None:
        super().__init__(page.name)
        self.reports, self.page = reports, page


def look(product: Product, cache: Cache, pool: Executor) -> Iterator[PageProof]:
    """The proofs of all pages of a print file, some pages at a time in each process of a pool."""
    some = -(-product.pages // (2 * worker_count()))
    parts = [range(at, min(at + some, product.pages)) for at in range(0, product.pages, some)]
    return map(deserialize, chain.from_iterable(pool.map(partial(make_proofs, product.data, cache), parts)))


def judge(
    handbook: Handbook,
    printed: Sequence[Product],
    looks: Sequence[Iterable[PageProof]],
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
    reports = [report for report, _ in judged]
    html = render("report", **report_context([context for _, context in judged])).encode()
    pages, seconds = sum(report.pages for report in reports), time.monotonic() - start
    if any(found.severity == "error" for report in reports for _, found in report.findings):
        raise Refused(reports, Product(f"{handbook.slug}-refused.html", html, pages, seconds))
    page = Product(f"{handbook.slug}-preflight.html", html, pages, seconds)
    data = Product(f"{handbook.slug}-preflight.json", reports_as_json(reports), pages, 0)
    files = (*printed, page, data)
    return reports, [page, data, package(f"{handbook.slug}-printer.zip", handbook, reports, files, book.spine)]


def _judge(
    product: Product, seen: Sequence[PageProof], handbook: Handbook, book: Book, *, ink: bool
) -> tuple[Report, Mapping[str, object]]:
    """The report on a print file, and what its page tells of it."""
    inside = product.name.endswith(f"-{PRINT.name}.pdf")
    origins = (
        dict(_origins(handbook, [part.section for part in book.sections])) if inside else {1: _cover(handbook)}
    )
    cover_spine = None if inside else book.spine
    inks = measure_ink(product.data) if ink else []
    report = run_preflight(product.name, product.data, seen, handbook, origins, cover_spine=cover_spine, ink=inks)
    return report, file_context(report, product.data, seen, inks)


def _origins(handbook: Handbook, sections: Sequence[Section]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Where what stands on the cover and on the pages of each spread comes from: file and field."""
    for section in sections:
        if section.name in ("cover", "back"):
            yield section.first_page, _cover(handbook)
        if section.name == "spread":
            file = section.fields["title"].mark.file
            yield section.first_page, {"text": f"{file}, {VERSO}"}
            yield section.first_page + 1, {"text": f"{file}, {RECTO}", "picture": f"{file}, portrait"}


def _cover(handbook: Handbook) -> Mapping[str, str]:
    pictures = " or ".join(name for name in ("cover", "logo") if getattr(handbook, name))
    return {"text": f"{handbook.file}, title", "picture": f"{handbook.file}, {pictures}"}
