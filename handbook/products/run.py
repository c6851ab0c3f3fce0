"""A run of the program: its stages, from a content folder to the delivered products.

Slow modules are imported where they are needed, so that a build with nothing to do takes a fifth of a second.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import resources
from handbook.content import validation
from handbook.layout.model import Placed
from handbook.pages.stylesheets import StyleSheets
from handbook.products.limits import check_mail_size
from handbook.products.model import PRODUCTS, PreflightFailed, Product, Sources
from handbook.products.progress import LayingOut, Progress, Updated
from handbook.support.cache import Cache, leave_cache, use_cache
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problems, Rejected, collected_problems, problem
from handbook.support.system_errors import reason
from handbook.support.temp_dir import temporary_folder

if TYPE_CHECKING:
    from handbook.pdf.assemble import Assembler

StrPath = str | PathLike[str]


@dataclass(frozen=True)
class Run:
    """The folders and settings of a run, and its ``problems`` so far.

    Without ``output`` nothing is delivered. ``created`` is the date in the metadata of PDFs, None for that of the
    handbook. Each method raises Rejected for a problem that is an error.
    """

    content: Path
    output: Path | None
    cache: Cache
    created: datetime | None
    progress: Progress
    problems: Problems

    def lay_out(self, case: str = "", assembler: "Assembler | None" = None) -> Sources:
        """Reads the handbook and lays it out, or one ``case`` of it; the ``assembler`` gets the sections."""
        from handbook.content.loader import load
        from handbook.layout.scheduler import open_scheduler

        def report(sections: Iterable[Placed], total: int) -> Iterator[Placed]:
            self.progress(LayingOut(0, total))
            for done, (place, section) in enumerate(sections, 1):
                if assembler:
                    assembler.add(place, section)
                yield place, section
                self.progress(LayingOut(done, total))

        styles = StyleSheets(self.content)
        with open_scheduler(styles, self.cache) as scheduler:
            # All this takes no extra time: the first process of the scheduler needs longer to get ready.
            handbook = load(self.content)
            self.problems.add(validation.check(handbook, lambda: styles.characters, lambda: styles.accents))
            self.problems.add(styles.problems)
            if case:
                self.problems.add(validation.check_slug(case, handbook, PRODUCTS))
            import_module("handbook.products.build")
            self.cache.trim()
            book = scheduler.lay_out(handbook, report, case)
        return Sources(handbook, styles, book, self.cache, self.created)

    def assemble(self, case: str = "") -> tuple[Sources, "Assembler"]:
        """Lays out, and joins the sections as they come."""
        from handbook.pdf.assemble import Assembler  # with pikepdf, which a check does without

        assembler = Assembler()
        return self.lay_out(case, assembler), assembler

    def make(
        self, selected: Collection[str], sources: Sources, assembler: "Assembler", *, ink: bool = False
    ) -> list[Product]:
        """Makes the ``selected`` kinds of products; the report is delivered if the preflight fails."""
        from handbook.products.build import make_products

        try:
            products, warnings = make_products(selected, sources, assembler, self.progress, ink=ink)
        except PreflightFailed as failed:
            self.deliver([failed.report], full=False)
            raise
        self.problems.add([*check_mail_size(products), *warnings])
        return products

    def deliver(self, products: Sequence[Product], *, full: bool) -> None:
        """Delivers products to the output folder, where there is one."""
        if self.output is None:
            return
        from handbook.products.changelog import news_since
        from handbook.products.delivery import deliver, delivered_version

        try:
            version = delivered_version(self.output)
            deliver(products, self.output, full=full)
            if version not in ("", resources.VERSION):
                self.progress(Updated(version, news_since(version)))
        except OSError as error:
            place = Mark(display_path(Path(error.filename2 or error.filename or self.output)))
            raise Rejected((problem(place, "no-output.products", reason=reason(error)),)) from None


@contextmanager
def open_run(
    content: StrPath, output: StrPath | None, cache: StrPath | None, created: datetime | None, progress: Progress
) -> Iterator[Run]:
    """Opens a run, with a temporary cache folder where the caller has none."""
    with open_cache(cache) as run_cache, collected_problems() as problems:
        delivered_to = None if output is None else Path(output)
        if reason := run_cache.refusal():
            place = Mark(display_path(run_cache.folder))
            problems.add([problem(place, "no-cache", severity="warning", reason=reason)])
        yield Run(Path(content), delivered_to, run_cache, created, progress, problems)


@contextmanager
def open_cache(cache: StrPath | None) -> Iterator[Cache]:
    """Opens a cache in a folder, or in a temporary one; the zip of a brand is unpacked there too."""
    with nullcontext(Path(cache)) if cache is not None else temporary_folder() as folder:
        opened = Cache(folder if cache is not None else folder / "cache")
        before = use_cache(opened.folder)
        try:
            yield opened
        finally:
            leave_cache(before)
