"""A rule is applied to the files that it is for."""

import os
from io import BytesIO
from pathlib import Path

from pikepdf import Pdf

from handbook.content.loader import load
from handbook.preflight.model import Check
from handbook.preflight.page_proof import deserialize, make_proofs
from handbook.preflight.run import run_preflight
from handbook.support.cache import Cache
from handbook.support.units import PT_PER_MM
from tests.books import SEED


def checks(pdf: bytes, pages: int, cover_spine: float | None = None) -> dict[str, Check]:
    proofs = [deserialize(proof) for proof in make_proofs(pdf, Cache(Path(os.devnull)), range(pages))]
    report = run_preflight("x.pdf", pdf, proofs, load(SEED), {}, cover_spine=cover_spine)
    return {check.id: check for check in report.checks}


def blank_sheet(width: float, height: float) -> bytes:
    """A PDF with one empty page; lengths in mm."""
    file = BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(width * PT_PER_MM, height * PT_PER_MM))
        pdf.save(file)
    return file.getvalue()


def test_a_cover_sheet_is_one_page_however_thin_its_spine() -> None:
    sheet = blank_sheet(300, 216)
    assert checks(sheet, 1).keys() - checks(sheet, 1, cover_spine=0).keys() == {"pages", "inside"}


def test_ink_on_rendered_pages_is_judged_only_where_it_was_measured() -> None:
    assert "ink-drawn" not in checks(blank_sheet(148, 210), 1)


def test_of_a_file_without_text_the_report_says_so() -> None:
    measured = {id: check.measured for id, check in checks(blank_sheet(148, 210), 1).items()}
    assert {measured[rule] for rule in ("text-trim", "text-fold", "type", "body")} == {"no text"}
    assert measured["line"] == "no lines" and measured["resolution"] == "no pictures"
