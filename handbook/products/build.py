"""Makes the products in worker processes, while this process runs the preflight of the print files."""

from collections.abc import Collection
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial

from handbook.layout.document import preload_writer
from handbook.pages.templates import compile_templates
from handbook.pdf.assemble import Assembler
from handbook.pdf.editions import EMAIL
from handbook.products.model import Product, Sources
from handbook.products.print_shop import check_print_files, start_proofs
from handbook.products.progress import Making, Progress
from handbook.products.recipes import FOR_PRINT_SHOP, RECIPES, finish_assembly, make_product
from handbook.support.problems import Problem
from handbook.support.processes import worker_pool


def make_products(
    selected: Collection[str], sources: Sources, assembler: Assembler, progress: Progress, *, ink: bool = False
) -> tuple[list[Product], list[Problem]]:
    """Makes products and the files for the print shop; returns these and the warnings of the preflight.

    ``selected`` are the kinds of products to make. ``assembler`` has all sections of the book.

    With ``ink`` Ghostscript measures the ink on the printed pages.

    Raises:
        PreflightFailed: a print file breaks a rule of the preflight.
        Rejected: a font of the house style is damaged or missing.
    """
    kinds = [kind for kind in RECIPES if kind in selected]
    progress(Making(tuple(kinds)))
    assembled = finish_assembly(assembler, sources)
    with worker_pool(partial(_start, sources)) as pool:
        queue = _Queue(pool, assembled)
        for_print_shop = [kind for kind in kinds if kind in FOR_PRINT_SHOP]
        # First what others wait for: the preflight needs the print files, the contact sheet the email edition.
        for kind in (*for_print_shop, *(kind for kind in kinds if kind == EMAIL.name)):
            queue.submit(kind)
        # What this process needs for the report and the job sheet, while it has to wait.
        compile_templates()
        if for_print_shop:
            preload_writer()
        printed = [queue.submit(kind).result() for kind in for_print_shop]
        proofs = [start_proofs(product, sources.cache, pool) for product in printed]
        products = [queue.submit(kind) for kind in kinds]
        files: list[Product] = []
        warnings: list[Problem] = []
        if printed:
            files, warnings = check_print_files(sources, printed, proofs, progress, ink=ink)
        return [*(product.result() for product in products), *files], warnings


@dataclass(frozen=True)
class _Queue:
    """The products that a pool makes, each of them once."""

    pool: Executor
    assembled: bytes
    submitted: dict[str, Future[Product]] = field(default_factory=dict)

    def submit(self, kind: str) -> Future[Product]:
        """Starts to make a product, after waiting for the one that it is made from."""
        if kind not in self.submitted:
            base = RECIPES[kind].base
            data = self.submit(base).result().data if base else self.assembled
            self.submitted[kind] = self.pool.submit(_make, kind, data)
        return self.submitted[kind]


_sources: Sources  # those of this process


def _start(sources: Sources) -> None:
    global _sources
    _sources = sources


def _make(kind: str, base: bytes) -> Product:
    return make_product(kind, _sources, base)
