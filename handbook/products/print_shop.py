"""Runs the preflight and assembles the package for the print shop."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import chain

from handbook.content.model import Handbook
from handbook.layout.model import Book
from handbook.pages.model import PRINT, Section
from handbook.pages.templates import render
from handbook.preflight.ink_coverage import measure
from handbook.preflight.model import Report
from handbook.preflight.page_proof import Proof, proofs, unpacked
from handbook.preflight.report import HEAT, as_json, facts, problems
from handbook.preflight.run import preflight
from handbook.products._job_package import package
from handbook.products.model import REPORT, PreflightFailed, Product
from handbook.products.progress import Checking, Progress
from handbook.support.cache import Store
from handbook.support.problems import Problem
from handbook.support.processes import cores


def start_proofs(product: Product, store: Store, pool: Executor) -> Iterator[Proof]:
    """Starts the proofs of all pages of a print file, in two batches for each process of a pool."""
    batch = -(-product.pages // (2 * cores()))
    batches = [range(first, min(first + batch, product.pages)) for first in range(0, product.pages, batch)]
    return map(unpacked, chain.from_iterable(pool.map(partial(proofs, product.data, store), batches)))


def check_print_files(
    handbook: Handbook,
    printed: Sequence[Product],
    page_proofs: Sequence[Iterable[Proof]],
    book: Book,
    progress: Progress,
    *,
    ink: bool,
) -> tuple[list[Product], list[Problem]]:
    """The files that go to the print shop beside the print files, and the warnings of the preflight of these.

    ``page_proofs`` are those of each file, and ``book`` is the print edition.

    Raises:
        PreflightFailed: one of them breaks a rule.
    """
    start = time.monotonic()
    progress(Checking(tuple(product.name for product in printed)))
    checked = [
        _check(product, list(proofs), handbook, book, ink=ink)
        for product, proofs in zip(printed, page_proofs, strict=True)
    ]
    reports, told = [report for report, _ in checked], [facts for _, facts in checked]
    html = render("report", told=told, reports=reports, heat=HEAT).encode()
    pages, seconds = sum(report.pages for report in reports), time.monotonic() - start
    if any(finding.severity == "error" for report in reports for _, finding in report.findings):
        page = Product(REPORT, f"{handbook.slug}-refused.html", html, pages, seconds)
        raise PreflightFailed(tuple(problems(reports)), page)
    page = Product(REPORT, f"{handbook.slug}-preflight.html", html, pages, seconds)
    data = Product(REPORT, f"{handbook.slug}-preflight.json", as_json(reports), pages, 0)
    spine = handbook.print.width(book.pages)
    return [page, data, package(handbook, reports, (*printed, page, data), spine)], problems(reports)


def _check(
    product: Product, page_proofs: Sequence[Proof], handbook: Handbook, book: Book, *, ink: bool
) -> tuple[Report, Mapping[str, object]]:
    """The report on a print file, and what the template of the reports shows of it."""
    inside = product.kind == PRINT.name
    origins = dict(_origins(handbook, book.sections)) if inside else {1: _cover_origins(handbook)}
    spine = 0 if inside else handbook.print.width(book.pages)
    inks = measure(product.data) if ink else []
    report = preflight(product.name, product.data, page_proofs, handbook, origins, spine, inks)
    return report, facts(report, product.data, page_proofs, inks)


def _origins(handbook: Handbook, sections: Sequence[Section]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The file and field that the text and the picture on a page come from, for the covers and each spread."""
    for section in sections:
        if section.name in ("cover", "back"):
            yield section.first, _cover_origins(handbook)
        if section.name == "spread":
            file = section.fields["title"].mark.file
            yield section.first, {"text": f"{file}, experience"}
            yield section.first + 1, {"text": f"{file}, good_work", "picture": f"{file}, portrait"}


def _cover_origins(handbook: Handbook) -> Mapping[str, str]:
    pictures = " or ".join(name for name in ("cover", "logo") if getattr(handbook, name))
    return {"text": f"{handbook.file}, title", "picture": f"{handbook.file}, {pictures}"}
