"""Reads a finished print PDF back and judges it, rule by rule, as a print shop does before it accepts a file."""

from collections.abc import Sequence
from io import BytesIO

from pikepdf import Pdf

from handbook.content.model import Handbook
from handbook.preflight.ink_coverage import Inked
from handbook.preflight.model import Check, Report
from handbook.preflight.page_proof import Proof
from handbook.preflight.rule import File, Origins, Rule


def preflight(
    name: str,
    data: bytes,
    proofs: Sequence[Proof],
    handbook: Handbook,
    origins: Origins,
    spine: float | None = None,
    ink: Sequence[Inked] = (),
) -> Report:
    """The judgement of every rule on a finished file, of which ``proofs`` show the pages.

    ``origins`` tells where what is on its pages comes from.
    ``spine`` is the width of the spine in mm on a cover sheet, which has its back on the left and its front on the
    right; None for the inside.
    ``ink`` is what ``ink.measure`` found on each page, where it was asked.
    """
    from handbook.preflight.rules import INSIDE, MEASURED, RULES

    left_out = (*(INSIDE if spine is not None else ()), *(() if ink else MEASURED))
    with Pdf.open(BytesIO(data)) as book:
        file = File(book, proofs, handbook, origins, spine, ink)
        checks = tuple(_check(rule, file) for rule in RULES if rule.id not in left_out)
        return Report(name, len(book.pages), checks)


def _check(rule: Rule, file: File) -> Check:
    measured, findings = rule.judge(file)
    return Check(rule.id, rule.asks, rule.source, measured, tuple(findings))
