"""The commands, each a story from top to bottom. The one place that knows the order of the stages."""

import argparse
import os
import shlex
import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import resources
from handbook.cli.options import parse
from handbook.cli.terminal import Terminal
from handbook.content.model import RECTO, VERSO, Handbook
from handbook.content.validation import advise, check, check_slug
from handbook.layout.model import Book, LaidOutSection
from handbook.layout.overflow import overflow_problems
from handbook.pages.model import EMAIL, PRINT, Edition
from handbook.pages.stylesheets import StyleSheets
from handbook.products.limits import bindable, sendable
from handbook.products.model import PRODUCTS, Product
from handbook.products.up_to_date import Seal
from handbook.support.cache import Cache
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Rejected
from handbook.support.temp_dir import run_temp_dir

if TYPE_CHECKING:
    from handbook.layout.scheduler import Scheduler

CACHE = Cache(Path(os.environ.get("HANDBOOK_CACHE") or resources.ROOT / ".cache"))
EDITIONS = (PRINT, EMAIL)
DONE, REJECTED, BUG, STOPPED = 0, 1, 70, 130  # 2, wrong usage, is argparse's own


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out a command line; returns the exit code."""
    options = parse(arguments)
    terminal = Terminal(quiet=options.quiet)
    try:
        with run_temp_dir():
            return int(COMMANDS[options.command](options, terminal))
    except Rejected as rejected:
        terminal.problems(rejected.problems)
        return REJECTED
    except KeyboardInterrupt:
        print("\nStopped. Every product is whole, as it was or new.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # whoever read our lines has gone, as with  build.py check | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except Exception:
        traceback.print_exc()
        print(
            "\nThis is a mistake in the program, not in the handbook. No product has changed.",
            file=sys.stderr,
        )
        return BUG


def _build(options: argparse.Namespace, terminal: Terminal) -> int:
    """Every product into output/, or the problems that stand in the way."""
    if options.case:
        return _case(options, terminal)
    if options.ink:
        from handbook.preflight.ink_coverage import check_ghostscript

        _refuse(check_ghostscript())
    seal = Seal(CACHE, options.content, options.output, options.only or (), options.ink)
    key = seal.key()
    if (told := seal.told(key)) is not None:
        terminal.problems(told)
        terminal.say(f"nothing has changed since the products in {display_path(options.output)} were made")
        return DONE
    products = _made(options, terminal)
    seal.close(key, products, terminal.told)
    return DONE


def _made(options: argparse.Namespace, terminal: Terminal) -> list[Product]:
    """The products, made, judged and delivered."""
    styles = StyleSheets(options.content)
    with _press(styles, *EDITIONS) as ready:  # a process gets ready while the content is read
        handbook = _read(options.content, styles, terminal)
        from handbook.preflight.report import report_problems
        from handbook.products.build import make
        from handbook.products.print_shop import Refused

        CACHE.trim()  # which costs nothing here: the first process is still getting ready
        books = _lay_out(ready, handbook, terminal)
    _refuse([*_overflowing(books), *bindable(handbook, books[0].spine, options.only or ())])
    editions = {book.edition.name: book for book in books}
    wanted = options.only or [name for name in PRODUCTS if handbook.print.perfect or name != "cover"]
    try:
        products, reports = make(wanted, handbook, styles, editions, CACHE, terminal.say, ink=options.ink)
    except Refused as refused:
        _deliver([refused.page], options.output, full=False)
        terminal.say(f"{display_path(options.output / refused.page.name)} shows why")
        raise Rejected(tuple(report_problems(refused.reports))) from None
    _sendable(products, terminal)
    _deliver(products, options.output, full=not options.only)
    terminal.problems(report_problems(reports))
    terminal.table(
        ("product", "pages", "KB", "seconds"),
        [(p.name, str(p.pages), f"{len(p.data) / 1000:.0f}", f"{p.seconds:.1f}") for p in products],
    )
    terminal.say(f"in {display_path(options.output)}")
    if "desk" in wanted:
        terminal.say(
            f"desk: print on A4, two-sided, flip on the {handbook.print.flip} edge, at 100 %; fold and staple"
        )
    return products


def _case(options: argparse.Namespace, terminal: Terminal) -> int:
    """One case as an email PDF of its own."""
    styles = StyleSheets(options.content)
    handbook = _read(options.content, styles, terminal)
    _refuse(check_slug(options.case, handbook, PRODUCTS))
    with _press(styles, EMAIL) as ready:
        (book,) = _lay_out(ready, handbook, terminal, options.case)
    _refuse(_overflowing([book]))
    from handbook.products.build import make_case

    product = make_case(options.case, handbook, styles, book, CACHE)
    _deliver([product], options.output, full=False)
    terminal.say(f"{display_path(options.output / product.name)}, {len(product.data) / 1000:.0f} KB")
    return DONE


def _mail(options: argparse.Namespace, terminal: Terminal) -> int:
    """An unsent mail with the email edition attached."""
    styles = StyleSheets(options.content)
    handbook = _read(options.content, styles, terminal)
    with _press(styles, EMAIL) as ready:
        (book,) = _lay_out(ready, handbook, terminal)
    _refuse(_overflowing([book]))
    from handbook.products.build import make, make_mail

    (product,), _ = make([EMAIL.name], handbook, styles, {EMAIL.name: book}, CACHE, terminal.say, ink=False)
    _sendable([product], terminal)
    mail = make_mail(handbook, product)
    _deliver([product, mail], options.output, full=False)
    terminal.say(
        f"{display_path(options.output / mail.name)}, {len(mail.data) / 1000:.0f} KB; open it in your mail program"
    )
    return DONE


def _sendable(products: Sequence[Product], terminal: Terminal) -> None:
    """Refuses a book for mail that is too large for it, and warns of one that may be."""
    mailed = [product for product in products if product.name.endswith(f"-{EMAIL.name}.pdf")]
    problems = [found for product in mailed for found in sendable(product.name, len(product.data))]
    _refuse(problems)
    terminal.problems(problems)


def _check(options: argparse.Namespace, terminal: Terminal) -> int:
    """Everything short of writing: how full each page is, and every problem."""
    styles = StyleSheets(options.content)
    handbook = _read(options.content, styles, terminal)
    with _press(styles, *EDITIONS) as ready:
        books = _lay_out(ready, handbook, terminal)
    heads = [f"{book.edition.name}: left right step" for book in books]
    terminal.table(("case", *heads), _fills(handbook, books))
    warnings = advise(handbook)
    _refuse([*_overflowing(books), *warnings])
    terminal.problems(warnings)
    terminal.say(f"no problems, {len(warnings)} warnings" if warnings else "no problems")
    return DONE


def _preview(options: argparse.Namespace, terminal: Terminal) -> int:
    """The book in the browser while it is written, until Ctrl-C."""
    from handbook.preview.server import serve

    serve(options.content, options.output, CACHE, terminal.say, browser=not options.no_browser)
    CACHE.trim()
    terminal.say("the preview has ended")
    return DONE


def _new(options: argparse.Namespace, terminal: Terminal) -> int:
    """A new case to fill in, opened in the user's editor where there is one."""
    from handbook.authoring.case_template import blank_case
    from handbook.authoring.new_case import add

    (path,) = add(options.content, [(options.title, partial(blank_case, title=options.title))])
    terminal.say(f"{display_path(path)} is ready to be filled in; build again when its texts are there")
    if editor := os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        try:
            subprocess.run([*shlex.split(editor), path], check=False)
        except (OSError, ValueError) as error:
            terminal.say(f"it could not be opened with {editor}: {error}")
    return DONE


def _import(options: argparse.Namespace, terminal: Terminal) -> int:
    """The cases of a document, each in a file of its own."""
    from handbook.authoring.import_cases import read
    from handbook.authoring.new_case import add
    from handbook.content.loader import load

    cases, problems = read(options.file, load(options.content))
    _refuse(problems)
    paths = add(options.content, [(case.title, case.as_file) for case in cases])
    terminal.problems(problems)
    terminal.table(
        ("case", "person"), [(display_path(path), case.person) for path, case in zip(paths, cases, strict=True)]
    )
    return DONE


def _test(options: argparse.Namespace, terminal: Terminal) -> int:
    """Lint, types and tests, all of them even when one fails."""
    tools = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["pytest", *options.rest])
    codes = [subprocess.run([sys.executable, "-m", *tool], cwd=resources.ROOT).returncode for tool in tools]
    return REJECTED if any(codes) else DONE


def _bench(options: argparse.Namespace, terminal: Terminal) -> int:
    """The speed of this program beside what else makes a booklet."""
    return subprocess.run([sys.executable, "-m", "bench", *options.rest], cwd=resources.ROOT).returncode


COMMANDS = {
    "build": _build,
    "check": _check,
    "mail": _mail,
    "preview": _preview,
    "new": _new,
    "import": _import,
    "test": _test,
    "bench": _bench,
}


def _read(content: Path, styles: StyleSheets, terminal: Terminal) -> Handbook:
    """The handbook, when reading and rules find no error in it."""
    from handbook.content.loader import load

    handbook = load(content)
    problems = check(handbook, lambda: styles.characters, lambda: styles.accents)
    _refuse(problems)
    terminal.problems(problems)
    return handbook


def _press(styles: StyleSheets, *editions: Edition) -> AbstractContextManager["Scheduler"]:
    """Processes that lay out; they take some time to get ready, beside what goes on here."""
    from handbook.layout.scheduler import open_scheduler

    return open_scheduler(styles, CACHE, editions)


def _lay_out(ready: "Scheduler", handbook: Handbook, terminal: Terminal, case: str = "") -> list[Book]:
    """The editions laid out, or one ``case`` of them, by its slug."""

    def progress(edition: str, sections: Iterable[LaidOutSection], number: int) -> Iterator[LaidOutSection]:
        return terminal.steps(f"laying out {edition}", sections, number)

    return ready.lay_out(handbook, progress, case)


def _deliver(products: Sequence[Product], output: Path, *, full: bool) -> None:
    from handbook.products.delivery import deliver

    try:
        deliver(products, output, full=full)
    except OSError as error:
        message = f"the products cannot be written ({error.strerror})"
        remedy = "See that the disk has room, that you may write here, and that no product is open elsewhere."
        raise Rejected((Problem(Mark(display_path(output)), "no-output", message, remedy),)) from None


def _overflowing(books: Iterable[Book]) -> list[Problem]:
    return overflow_problems(found for book in books for found in book.overflows)


def _refuse(problems: Sequence[Problem]) -> None:
    if any(problem.severity == "error" for problem in problems):
        raise Rejected(tuple(problems))


def _fills(handbook: Handbook, books: Sequence[Book]) -> list[list[str]]:
    """A row a case: how full its left and right page are, and the fitting step, in each edition."""
    spreads = [[part.fill for part in book.sections if part.section.name == "spread"] for book in books]
    return [
        [
            case.slug,
            *(f"{fill.percent[VERSO]} % {fill.percent[RECTO]:4} % {fill.step:4}" for fill in fills),
        ]
        for case, *fills in zip(handbook.cases, *spreads, strict=True)
    ]
