"""The library: the commands as functions that take folders and return frozen results.

Nothing is printed, and no state is kept between two calls except in the cache folder. ``progress`` is called with
the events of a run. A run that fails raises ``Rejected`` with all its problems, warnings included; only ``check``
returns them. Any other exception is a bug or a folder that cannot be read.

This module alone has the order of the stages: read, lay out, make, deliver. Slow modules are imported where they
are needed, so that a build with nothing to do takes a fifth of a second.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.content import validation
from handbook.content.model import PAGE_TEXTS
from handbook.layout.model import Placed
from handbook.layout.overflow import overflow_problems
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.editions import EMAIL
from handbook.products import up_to_date
from handbook.products.limits import check_binding, check_mail_size
from handbook.products.model import COVER, MAIL, PRODUCTS, PreflightFailed, Product, Sources
from handbook.products.progress import Checking, Event, LayingOut, Making, Progress
from handbook.results import BuildResult, CheckResult, ImportedCase, ImportResult, SpreadFill
from handbook.support.cache import Cache
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Problems, Rejected, collected_problems, problem
from handbook.support.temp_dir import temporary_folder

if TYPE_CHECKING:
    from handbook.pdf.assemble import Assembler

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
    "build",
    "build_case",
    "check",
    "draft_mail",
    "import_cases",
    "new_case",
]
StrPath = str | PathLike[str]


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
    content = Path(content)
    if unknown := set(only) - set(PRODUCTS):
        raise ValueError(f"no such product: {', '.join(sorted(unknown))}")
    with _open_cache(cache) as run_cache, collected_problems() as problems:
        if ink:
            from handbook.preflight.ink_coverage import check_ghostscript

            problems.add(check_ghostscript())
        request = up_to_date.Request(content, only, ink, created)
        key = request.key()
        if output is not None and (previous := up_to_date.load(run_cache, key, Path(output), full=not only)):
            return BuildResult(*previous, unchanged=True)
        assembler = _new_assembler()
        sources = _lay_out(content, run_cache, problems, progress, created, assembler=assembler)
        spine = sources.book.spine
        problems.add([*_overflows(sources), *check_binding(sources.handbook, spine, only)])
        selected = only or [kind for kind in PRODUCTS if spine is not None or kind != COVER]
        products = _make(selected, sources, assembler, output, problems, progress, ink=ink)
        _deliver(products, output, full=not only)
        if request.key() == key:  # the content has not changed meanwhile
            up_to_date.save(run_cache, key, products, problems)
    return BuildResult(tuple(products), tuple(problems))


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
    with _open_cache(cache) as run_cache, collected_problems() as problems:
        assembler = _new_assembler()
        sources = _lay_out(Path(content), run_cache, problems, progress, created, assembler=assembler)
        problems.add(_overflows(sources))
        products = _make([EMAIL.name, MAIL], sources, assembler, output, problems, progress)
        _deliver(products, output, full=False)
    return BuildResult(tuple(products), tuple(problems))


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
    with _open_cache(cache) as run_cache, collected_problems() as problems:
        assembler = _new_assembler()
        sources = _lay_out(Path(content), run_cache, problems, progress, created, slug, assembler)
        problems.add(_overflows(sources))
        from handbook.products.recipes import make_case

        product = make_case(slug, sources, assembler)
        _deliver([product], output, full=False)
    return BuildResult((product,), tuple(problems))


def check(content: StrPath, *, cache: StrPath | None = None, progress: Progress = _ignore) -> CheckResult:
    """Reads and lays out everything, makes nothing; returns every problem, and how full each page is."""
    try:
        with _open_cache(cache) as run_cache, collected_problems() as problems:
            sources = _lay_out(Path(content), run_cache, problems, progress)
    except Rejected as rejected:
        return CheckResult(rejected.problems)
    everything = (*problems, *_overflows(sources), *validation.advise(sources.handbook))
    return CheckResult(everything, tuple(_fills(sources)))


def new_case(content: StrPath, title: str) -> Path:
    """Makes a case file to fill in, every field explained, at the end of the book; returns its path.

    Raises:
        Rejected: the title gives no file name or that of another case, or the file cannot be written.
    """
    from handbook.authoring.case_template import blank_case
    from handbook.authoring.new_case import add_cases

    (path,) = add_cases(Path(content), [(title, partial(blank_case, title=title))])
    return path


def import_cases(content: StrPath, document: StrPath) -> ImportResult:
    """Makes a file of each case in a .docx or .txt ``document`` that the handbook does not have yet.

    Raises:
        Rejected: the document has no cases, or the files cannot be written.
    """
    from handbook.authoring.import_cases import read_cases
    from handbook.authoring.new_case import add_cases
    from handbook.content.loader import load

    content = Path(content)
    with collected_problems() as problems:
        drafts, warnings = read_cases(Path(document), load(content))
        problems.add(warnings)
        paths = add_cases(content, [(draft.title, draft.as_file) for draft in drafts])
    cases = [ImportedCase(path, draft.title, draft.person) for path, draft in zip(paths, drafts, strict=True)]
    return ImportResult(tuple(cases), tuple(problems))


@contextmanager
def _open_cache(cache: StrPath | None) -> Iterator[Cache]:
    """Opens the cache folder; a temporary one for this run where the caller has none."""
    if cache is not None:
        yield Cache(Path(cache))
    else:
        with temporary_folder() as folder:
            yield Cache(folder / "cache")


def _new_assembler() -> "Assembler":
    from handbook.pdf.assemble import Assembler  # with pikepdf, which a check does without

    return Assembler()


def _lay_out(
    content: Path,
    cache: Cache,
    problems: Problems,
    progress: Progress,
    created: datetime | None = None,
    case: str = "",
    assembler: "Assembler | None" = None,
) -> Sources:
    """Reads the handbook and lays it out, or one ``case`` of it; stops at an error in the content.

    The ``assembler`` gets the sections as they come.
    """
    from handbook.content.loader import load
    from handbook.layout.scheduler import open_scheduler

    def report(sections: Iterable[Placed], total: int) -> Iterator[Placed]:
        progress(LayingOut(0, total))
        for done, (place, section) in enumerate(sections, 1):
            if assembler:
                assembler.add(place, section)
            yield place, section
            progress(LayingOut(done, total))

    styles = StyleSheets(content)
    with open_scheduler(styles, cache) as scheduler:
        # All this takes no extra time: the first process of the scheduler needs longer to get ready.
        handbook = load(content)
        problems.add(validation.check(handbook, lambda: styles.characters, lambda: styles.accents))
        if case:
            problems.add(validation.check_slug(case, handbook, PRODUCTS))
        import_module("handbook.products.build")
        cache.trim()
        book = scheduler.lay_out(handbook, report, case)
    return Sources(handbook, styles, book, cache, created)


def _make(
    selected: Collection[str],
    sources: Sources,
    assembler: "Assembler",
    output: StrPath | None,
    problems: Problems,
    progress: Progress,
    *,
    ink: bool = False,
) -> list[Product]:
    """Makes the ``selected`` kinds of products; ``output`` gets the report if the preflight fails."""
    from handbook.products.build import make_products

    try:
        products, warnings = make_products(selected, sources, assembler, progress, ink=ink)
    except PreflightFailed as failed:
        _deliver([failed.report], output, full=False)
        raise
    problems.add([*check_mail_size(products), *warnings])
    return products


def _deliver(products: Sequence[Product], output: StrPath | None, *, full: bool) -> None:
    """Delivers products to the output folder, where there is one."""
    if output is None:
        return
    from handbook.products.delivery import deliver

    try:
        deliver(products, Path(output), full=full)
    except OSError as error:
        place = Mark(display_path(Path(output)))
        raise Rejected((problem(place, "no-output.products", reason=error.strerror),)) from None


def _overflows(sources: Sources) -> list[Problem]:
    return overflow_problems(sources.book.overflows)


def _fills(sources: Sources) -> Iterator[SpreadFill]:
    spreads = (section for section in sources.book.sections if section.section.name == "spread")
    for case, spread in zip(sources.handbook.cases, spreads, strict=True):
        left, right = (spread.fill.percent[text] for text in PAGE_TEXTS)
        yield SpreadFill(case.slug, left, right, spread.fill.step)
