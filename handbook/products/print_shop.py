"""Runs the preflight and assembles the package for the print shop."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from pathlib import Path

from handbook.content.case_model import RECTO, VERSO
from handbook.content.model import Handbook
from handbook.layout.model import Book
from handbook.pages.templates import render
from handbook.pdf.editions import PRINT
from handbook.pdf.ink_limits import ink_limits
from handbook.preflight.ink_coverage import measure_ink
from handbook.preflight.model import Report
from handbook.preflight.page_proof import PageProof, deserialize, make_proofs
from handbook.preflight.report import file_context, report_context, report_problems, reports_as_json
from handbook.preflight.run import run_preflight
from handbook.products._job_package import make_package
from handbook.products.model import REPORT, PreflightFailed, Product, Sources
from handbook.products.progress import Checking, Progress
from handbook.support.cache import Cache
from handbook.support.problems import Problem
from handbook.support.processes import worker_count


def start_proofs(product: Product, cache: Cache, pool: Executor) -> Iterator[PageProof]:
    """Starts the proofs of all pages of a print file, in two batches for each process of a pool."""
    batch = -(-product.pages // (2 * worker_count()))
    batches = [range(first, min(first + batch, product.pages)) for first in range(0, product.pages, batch)]
    return map(deserialize, chain.from_iterable(pool.map(partial(make_proofs, product.data, cache), batches)))


def check_print_files(
    sources: Sources,
    printed: Sequence[Product],
    page_proofs: Sequence[Iterable[PageProof]],
    progress: Progress,
    *,
    ink: bool,
) -> tuple[list[Product], list[Problem]]:
    """Runs the preflight; returns its reports, the package for the print shop, and the warnings.

    ``page_proofs`` are those of each of the files ``printed``.

    Raises:
        PreflightFailed: a print file breaks a rule.
    """
    start, handbook, book = time.monotonic(), sources.handbook, sources.book
    progress(Checking(tuple(product.name for product in printed)))
    checked = [
        _check(product, list(proofs), handbook, book, ink=ink)
        for product, proofs in zip(printed, page_proofs, strict=True)
    ]
    reports = [report for report, _ in checked]
    context = report_context(handbook, [context for _, context in checked], ink_limits(handbook.print))
    html = render("report", **context).encode()
    pages, seconds = sum(report.pages for report in reports), time.monotonic() - start
    if any(finding.severity == "error" for report in reports for _, finding in report.findings):
        page = Product(REPORT, f"{handbook.slug}-refused.html", html, pages, seconds)
        raise PreflightFailed(tuple(report_problems(reports)), page)
    page = Product(REPORT, f"{handbook.slug}-preflight.html", html, pages, seconds)
    data = Product(REPORT, f"{handbook.slug}-preflight.json", reports_as_json(reports), pages, 0)
    by_kind = {product.kind: report for product, report in zip(printed, reports, strict=True)}
    package = make_package(handbook, by_kind, (*printed, page, data), book.spine)
    return [page, data, package], report_problems(reports)


def _check(
    product: Product, proofs: Sequence[PageProof], handbook: Handbook, book: Book, *, ink: bool
) -> tuple[Report, Mapping[str, object]]:
    """Returns the report on a print file, and what the template of the reports shows of it."""
    inside = product.kind == PRINT.name
    origins = dict(_origins(handbook, book)) if inside else {1: _cover_origins(handbook)}
    spine = None if inside else book.spine
    inks = measure_ink(product.data) if ink else []
    report = run_preflight(product.name, product.data, proofs, handbook, origins, cover_spine=spine, ink=inks)
    return report, file_context(report, product.data, proofs, inks)


def _origins(handbook: Handbook, book: Book) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yields pages, each with the files and fields of its text and picture, for the covers and each spread.

    The files are named as the book knows them: where it is on this machine concerns no print shop.
    """
    for section in (laid_out.section for laid_out in book.sections):
        if section.name in ("cover", "back"):
            yield section.first_page, _cover_origins(handbook)
        if section.name == "opener":
            yield section.first_page, {"text": f"{_name_in_book(handbook.file, handbook)}, themes"}
        if section.name == "spread":
            file = _name_in_book(section.fields["title"].mark.file, handbook)
            for page, text in ((0, VERSO), (1, RECTO)):  # the look decides on which of them the portrait is
                yield section.first_page + page, {"text": f"{file}, {text}", "picture": f"{file}, portrait"}


def _cover_origins(handbook: Handbook) -> Mapping[str, str]:
    pictures = ", ".join(name for name in ("cover", "logo") if getattr(handbook, name))
    file = _name_in_book(handbook.file, handbook)
    return {"text": f"{file}, title", "picture": f"{file}, {pictures}"}


def _name_in_book(file: str, handbook: Handbook) -> str:
    """Returns the name of a content file from the book's folder on, with slashes."""
    return Path(os.path.relpath(file, os.path.dirname(handbook.file) or ".")).as_posix()
