"""The commands, each a story from top to bottom. The one place that knows the order of the stages."""

import argparse
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.check import advise, bindable, check, overflow
from handbook.load import load
from handbook.model import EMAIL, PRINT, Edition, Handbook, Mark, Problem, Product, Rejected
from handbook.names import shown
from handbook.pages import Plan
from handbook.styles import Styles
from handbook.terminal import Terminal

if TYPE_CHECKING:
    from handbook.typeset import Book

ROOT = Path(__file__).parents[1]
EDITIONS = (PRINT, EMAIL)
PRODUCTS = (PRINT.name, "cover", "desk", EMAIL.name, "spreads")
DONE, REJECTED, BUG, STOPPED = 0, 1, 70, 130  # 2, wrong usage, is argparse's own


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out a command line; returns the exit code."""
    options = _options(arguments)
    terminal = Terminal(quiet=options.quiet)
    try:
        return int(COMMANDS[options.command](options, terminal))
    except Rejected as rejected:
        terminal.problems(rejected.problems)
        return REJECTED
    except KeyboardInterrupt:
        print("\nStopped. No product has changed.", file=sys.stderr)
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
    if options.ink:
        from handbook.ink import missing  # as slow to import as what follows, and seldom asked for

        _refuse(missing())
    styles = Styles(options.content)
    handbook = _read(options.content, styles, terminal)
    books = [_lay_out(handbook, styles, edition, terminal) for edition in EDITIONS]
    _refuse([*_overflowing(books), *bindable(handbook, books[0].pages, options.only or ())])
    from handbook.make import Refused, make  # slow to import, and not needed to refuse a handbook
    from handbook.report import problems

    editions = {book.edition.name: book for book in books}
    wanted = options.only or [name for name in PRODUCTS if handbook.print.perfect or name != "cover"]
    try:
        products, reports = make(wanted, handbook, styles, editions, terminal.say, ink=options.ink)
    except Refused as refused:
        _deliver([refused.page], options.output, full=False)
        terminal.say(f"{shown(options.output / refused.page.name)} shows why")
        raise Rejected(tuple(problems(refused.reports))) from None
    _deliver(products, options.output, full=not options.only)
    terminal.problems(problems(reports))
    terminal.table(
        ("product", "pages", "KB", "seconds"),
        [(p.name, str(p.pages), f"{len(p.data) / 1000:.0f}", f"{p.seconds:.1f}") for p in products],
    )
    terminal.say(f"in {shown(options.output)}")
    if "desk" in wanted:
        terminal.say(
            f"desk: print on A4, two-sided, flip on the {handbook.print.flip} edge, at 100 %; fold and staple"
        )
    return DONE


def _check(options: argparse.Namespace, terminal: Terminal) -> int:
    """Everything short of writing: how full each page is, and every problem."""
    styles = Styles(options.content)
    handbook = _read(options.content, styles, terminal)
    books = [_lay_out(handbook, styles, edition, terminal) for edition in EDITIONS]
    heads = [f"{book.edition.name}: left right step" for book in books]
    terminal.table(("case", *heads), _fills(handbook, books))
    warnings = advise(handbook)
    _refuse([*_overflowing(books), *warnings])
    terminal.problems(warnings)
    terminal.say(f"no problems, {len(warnings)} warnings" if warnings else "no problems")
    return DONE


def _test(options: argparse.Namespace, terminal: Terminal) -> int:
    """Lint, types and tests, all of them even when one fails."""
    tools = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["pytest", *options.rest])
    codes = [subprocess.run([sys.executable, "-m", *tool], cwd=ROOT).returncode for tool in tools]
    return REJECTED if any(codes) else DONE


COMMANDS = {"build": _build, "check": _check, "test": _test}


def _read(content: Path, styles: Styles, terminal: Terminal) -> Handbook:
    """The handbook, when reading and rules find no error in it."""
    handbook = load(content)
    problems = check(handbook, lambda: styles.characters, lambda: styles.accents)
    _refuse(problems)
    terminal.problems(problems)
    return handbook


def _lay_out(handbook: Handbook, styles: Styles, edition: Edition, terminal: Terminal) -> "Book":
    """An edition laid out. How many pages the parts take that vary comes first: it numbers all others."""
    from handbook.compose import (  # slow to import, and not needed to refuse a handbook
        compose,
        cover_sheet,
        varying,
    )
    from handbook.typeset import Book, Typesetter

    start = time.monotonic()
    typesetter = Typesetter(edition, styles)
    perfect = handbook.print.perfect
    plan = Plan(len(handbook.cases), multiple=2 if perfect else 4)
    found = [typesetter.fit(section) for section in varying(handbook, edition, plan, styles.accents)]
    plan = replace(plan, **{part.section.name: len(part.document.pages) for part in found})
    sections = compose(handbook, edition, plan, styles.accents)
    parts = tuple(typesetter.fit(section) for section in terminal.steps(f"laying out {edition.name}", sections))
    sheet = cover_sheet(handbook, edition, plan, styles.accents) if perfect and not edition.screen else ()
    return Book(edition, typesetter, parts, tuple(map(typesetter.fit, sheet)), time.monotonic() - start)


def _deliver(products: Sequence[Product], output: Path, *, full: bool) -> None:
    from handbook.deliver import deliver

    try:
        deliver(products, output, full=full)
    except OSError as error:
        message = f"the products cannot be written ({error.strerror})"
        remedy = "See that the disk has room, that you may write here, and that no product is open elsewhere."
        raise Rejected((Problem(Mark(shown(output)), "no-output", message, remedy),)) from None


def _overflowing(books: Iterable["Book"]) -> list[Problem]:
    return overflow(found for book in books for found in book.overflows)


def _refuse(problems: Sequence[Problem]) -> None:
    if any(problem.severity == "error" for problem in problems):
        raise Rejected(tuple(problems))


def _fills(handbook: Handbook, books: Sequence["Book"]) -> list[list[str]]:
    """A row a case: how full its left and right page are, and the fitting step, in each edition."""
    spreads = [[part.fill for part in book.parts if part.section.name == "spread"] for book in books]
    return [
        [
            case.slug,
            *(f"{fill.percent['experience']} % {fill.percent['good_work']:4} % {fill.step:4}" for fill in fills),
        ]
        for case, *fills in zip(handbook.cases, *spreads, strict=True)
    ]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line; without a command it is build."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given.insert(0, "build")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--content", type=Path, default=ROOT / "content", metavar="DIR", help="where the content is"
    )
    common.add_argument(
        "--output", type=Path, default=ROOT / "output", metavar="DIR", help="where the products go"
    )
    common.add_argument("--quiet", action="store_true", help="say nothing but problems")
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Cases in YAML become a handbook as PDF. Without a command: build.",
        epilog="Each command takes --content DIR, --output DIR and --quiet; build.py COMMAND --help tells more.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    command = commands.add_parser("build", parents=[common], help="every product into output/ (the default)")
    command.add_argument("--only", nargs="+", action="extend", choices=PRODUCTS, help="some of the products")
    command.add_argument("--ink", action="store_true", help="measure the ink on the pages, with Ghostscript")
    commands.add_parser("check", parents=[common], help="how full each page is, and every problem; writes nothing")
    commands.add_parser("test", parents=[common], help="the tests; what follows goes to pytest")
    options, rest = parser.parse_known_args(given)
    if rest and options.command != "test":
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.rest = rest
    return options
