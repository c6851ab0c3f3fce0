"""Makes the products of a handbook, or judges it."""

from collections.abc import Collection, Iterator
from datetime import datetime

from handbook.content import validation
from handbook.content.case_model import PAGE_TEXTS
from handbook.layout.overflow import overflow_problems
from handbook.pdf.editions import EMAIL
from handbook.products import up_to_date
from handbook.products.limits import check_binding, usual_products
from handbook.products.model import MAIL, PRODUCTS, Sources
from handbook.products.progress import Progress, ignore
from handbook.products.run import StrPath, open_run
from handbook.results import BuildResult, CheckResult, SpreadFill
from handbook.support.problems import Problem, Rejected


def build(
    content: StrPath,
    output: StrPath | None = None,
    *,
    only: Collection[str] = (),
    ink: bool = False,
    created: datetime | None = None,
    cache: StrPath | None = None,
    progress: Progress = ignore,
) -> BuildResult:
    """Makes the products of a handbook, all or ``only`` some of ``PRODUCTS``, and delivers them to ``output``.

    Without ``output`` they are only returned. With ``ink`` Ghostscript measures the ink on the printed pages.
    ``created`` is the date in the metadata of PDFs, by default that of the handbook. With a ``cache`` folder only
    what has changed is laid out, and nothing is made if ``output`` is up to date.

    Raises:
        Rejected: the handbook has errors, or ``output`` cannot be written; no product has changed.
        PreflightFailed: a ``Rejected``: a print file breaks a rule; ``output`` has the report, but no new product.
        ValueError: ``only`` has a name that is not in ``PRODUCTS``.
    """
    if unknown := set(only) - set(PRODUCTS):
        raise ValueError(f"no such product: {', '.join(sorted(unknown))}")
    with open_run(content, output, cache, created, progress) as run:
        if ink:
            from handbook.preflight.ink_coverage import check_ghostscript

            run.problems.add(check_ghostscript())
        request = up_to_date.Request(run.content, run.output, only, ink, created)
        key = request.key()
        if run.output and (previous := up_to_date.load(run.cache, key, run.output, full=not only)):
            return BuildResult(*previous, unchanged=True)
        sources, assembler = run.assemble()
        spine = sources.book.spine
        run.problems.add([*_overflows(sources), *check_binding(sources.handbook, spine, only)])
        selected = only or usual_products(sources.handbook)
        products = run.make(selected, sources, assembler, ink=ink)
        run.deliver(products, full=not only)
        if request.key() == key:  # the content has not changed meanwhile
            up_to_date.save(run.cache, key, products, run.problems)
    return BuildResult(tuple(products), tuple(run.problems))


def draft_mail(
    content: StrPath,
    output: StrPath | None = None,
    *,
    created: datetime | None = None,
    cache: StrPath | None = None,
    progress: Progress = ignore,
) -> BuildResult:
    """Makes the email edition and an unsent mail with that attached, and delivers both to ``output``.

    Raises:
        Rejected: as ``build``.
    """
    with open_run(content, output, cache, created, progress) as run:
        sources, assembler = run.assemble()
        run.problems.add(_overflows(sources))
        products = run.make([EMAIL.name, MAIL], sources, assembler)
        run.deliver(products, full=False)
    return BuildResult(tuple(products), tuple(run.problems))


def build_case(
    content: StrPath,
    slug: str,
    output: StrPath | None = None,
    *,
    created: datetime | None = None,
    cache: StrPath | None = None,
    progress: Progress = ignore,
) -> BuildResult:
    """Makes the email PDF of one case, and delivers it to ``output``.

    ``slug`` is the name of its file without number and extension.

    Raises:
        Rejected: as ``build``, or there is no such case.
    """
    with open_run(content, output, cache, created, progress) as run:
        sources, assembler = run.assemble(slug)
        run.problems.add(_overflows(sources))
        from handbook.products.recipes import make_case

        product = make_case(slug, sources, assembler)
        run.deliver([product], full=False)
    return BuildResult((product,), tuple(run.problems))


def check(content: StrPath, *, cache: StrPath | None = None, progress: Progress = ignore) -> CheckResult:
    """Reads and lays out everything, makes nothing; returns every problem, and how full each page is."""
    try:
        with open_run(content, None, cache, None, progress) as run:
            sources = run.lay_out()
    except Rejected as rejected:
        return CheckResult(rejected.problems)
    everything = (*run.problems, *_overflows(sources), *validation.advise(sources.handbook))
    return CheckResult(everything, tuple(_fills(sources)))


def _overflows(sources: Sources) -> list[Problem]:
    return overflow_problems(sources.book.overflows)


def _fills(sources: Sources) -> Iterator[SpreadFill]:
    spreads = (section for section in sources.book.sections if section.section.name == "spread")
    for case, spread in zip(sources.handbook.cases, spreads, strict=True):
        left, right = (spread.fill.percent[text] for text in PAGE_TEXTS)
        yield SpreadFill(case.slug, left, right, spread.fill.step)
