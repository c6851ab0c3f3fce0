"""The library: the commands as functions that take folders and return frozen results.

Nothing is printed, and no state is kept between two calls except in the cache folder. ``progress`` is called with
the events of a run. A run that fails raises ``Rejected`` with all its problems, warnings included; only ``check``
returns them. Any other exception is a bug or a folder that cannot be read.

The stages of a run are in ``handbook.products.run``. Slow modules are imported where they are needed, so that a
build with nothing to do takes a fifth of a second.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from handbook.content import validation
from handbook.content.book_language import book_language
from handbook.content.model import PAGE_TEXTS
from handbook.layout.overflow import overflow_problems
from handbook.pdf.editions import EMAIL
from handbook.products import up_to_date
from handbook.products.limits import check_binding, usual_products
from handbook.products.model import MAIL, PRODUCTS, PreflightFailed, Product, Sources
from handbook.products.progress import Checking, Event, LayingOut, Making, Progress, Updated
from handbook.products.run import StrPath, open_run
from handbook.results import BuildResult, CheckResult, ImportedCase, ImportResult, SpreadFill
from handbook.support.messages import ENGLISH
from handbook.support.problems import Mark, Problem, Rejected, collected_problems

__all__ = [
    "PRODUCTS",
    "BuildResult",
    "CheckResult",
    "Checking",
    "Event",
    "ImportResult",
    "ImportedCase",
    "LayingOut",
    "Making",
    "Mark",
    "PreflightFailed",
    "Problem",
    "Product",
    "Rejected",
    "SpreadFill",
    "Updated",
    "book_language",
    "build",
    "build_case",
    "check",
    "draft_mail",
    "import_cases",
    "new_book",
    "new_case",
]


def _ignore(event: Event) -> None:
    """Does nothing: the progress callback of a caller who has none."""


def build(
    content: StrPath,
    output: StrPath | None = None,
    *,
    only: Collection[str] = (),
    ink: bool = False,
    created: datetime | None = None,
    cache: StrPath | None = None,
    progress: Progress = _ignore,
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
    progress: Progress = _ignore,
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
    progress: Progress = _ignore,
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


def check(content: StrPath, *, cache: StrPath | None = None, progress: Progress = _ignore) -> CheckResult:
    """Reads and lays out everything, makes nothing; returns every problem, and how full each page is."""
    try:
        with open_run(content, None, cache, None, progress) as run:
            sources = run.lay_out()
    except Rejected as rejected:
        return CheckResult(rejected.problems)
    everything = (*run.problems, *_overflows(sources), *validation.advise(sources.handbook))
    return CheckResult(everything, tuple(_fills(sources)))


def new_book(folder: StrPath, *, language: str = ENGLISH) -> Path:
    """Makes the folder of a new book that can be built at once, its files explained in ``language``; returns it.

    Raises:
        Rejected: the folder has files already, or cannot be written.
    """
    from handbook.authoring.new_book import make_book

    return make_book(Path(folder), language)


def new_case(content: StrPath, title: str, *, language: str = ENGLISH) -> Path:
    """Makes a case file at the end of the book, every field explained in ``language``; returns its path.

    Raises:
        Rejected: the title gives no file name or that of another case, or the file cannot be written.
    """
    from handbook.authoring.new_case import add_blank_case

    return add_blank_case(Path(content), title, language)


def import_cases(content: StrPath, *documents: StrPath) -> ImportResult:
    """Makes a file of each case of Word files, plain texts and folders of these that the handbook lacks.

    Raises:
        Rejected: a document has no cases, two cases have one title, or the files cannot be written; none is added.
    """
    from handbook.authoring.import_cases import read_cases
    from handbook.authoring.new_case import add_cases
    from handbook.content.loader import load

    content = Path(content)
    with collected_problems() as problems:
        drafts, warnings = read_cases([Path(document) for document in documents], load(content))
        problems.add(warnings)
        paths = add_cases(content, [(draft.title, draft.as_file) for draft in drafts])
    cases = [ImportedCase(path, draft.title, draft.person) for path, draft in zip(paths, drafts, strict=True)]
    return ImportResult(tuple(cases), tuple(problems))


def _overflows(sources: Sources) -> list[Problem]:
    return overflow_problems(sources.book.overflows)


def _fills(sources: Sources) -> Iterator[SpreadFill]:
    spreads = (section for section in sources.book.sections if section.section.name == "spread")
    for case, spread in zip(sources.handbook.cases, spreads, strict=True):
        left, right = (spread.fill.percent[text] for text in PAGE_TEXTS)
        yield SpreadFill(case.slug, left, right, spread.fill.step)
