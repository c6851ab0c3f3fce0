"""Runs the preflight: reads a finished print PDF back and applies each rule to it."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO

from pikepdf import Pdf

from handbook.content.model import Handbook
from handbook.preflight.ink_coverage import InkCoverage
from handbook.preflight.inventory import take_inventory
from handbook.preflight.model import Report
from handbook.preflight.page_proof import PageProof
from handbook.preflight.print_file import Origins, PrintFile
from handbook.preflight.rules import RULES


def run_preflight(
    name: str,
    data: bytes,
    proofs: Sequence[PageProof],
    handbook: Handbook,
    origins: Origins,
    *,
    cover_spine: float | None = None,
    ink: Sequence[InkCoverage] = (),
) -> Report:
    """Returns the report on a finished file; ``proofs`` are those of its pages.

    ``origins`` says which content is on its pages, for the findings. ``cover_spine`` and ``ink`` are those of a
    ``PrintFile``.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        file = PrintFile(pdf, proofs, handbook, origins, cover_spine, ink)
        checks = tuple(rule.check(file) for rule in RULES if rule.applies_to(file))
        return Report(name, len(pdf.pages), sha256(data).hexdigest(), take_inventory(file), checks)
