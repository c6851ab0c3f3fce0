"""The commands: each calls the library and prints the result."""

import argparse
import errno
import os
import shlex
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from enum import IntEnum
from functools import partial
from pathlib import Path

from handbook import api, resources
from handbook.cli.ctrl_c import ctrl_c_handled
from handbook.cli.options import BOOK_FILE, NAME, parse
from handbook.cli.terminal import Terminal
from handbook.setup.packages import check_packages
from handbook.setup.start import SAFE_PATH
from handbook.support.cache import Cache
from handbook.support.messages import message, translate
from handbook.support.names import display_path
from handbook.support.problems import machine, problem

NO_MEMORY = ("can't start new thread", "failed to map segment from shared object")
EPOCH = "SOURCE_DATE_EPOCH"  # environment variable; see reproducible-builds.org/specs/source-date-epoch


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2  # of argparse
    BUG = 70  # EX_SOFTWARE of sysexits.h
    STOPPED = 130  # as in a shell: 128 and SIGINT


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line; returns the exit code."""
    options = parse(arguments)
    terminal = Terminal(language=options.language, quiet=options.quiet, problem_format=options.format)
    stopped = translate(message("result.stopped"), options.language)
    try:
        with closing(terminal), ctrl_c_handled(options.command, ExitCode.STOPPED, stopped):
            code = _run(options, terminal)
            terminal.write_document()
            return code
    except KeyboardInterrupt:
        return _stopped(stopped)
    except BrokenPipeError:  # the reader of the output has gone, as with  build.py check | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.STOPPED
    except Exception as bug:
        if _follows_from_ctrl_c(bug):
            return _stopped(stopped)
        check_packages()
        traceback.print_exc()
        print(f"\n{translate(message('result.bug'), options.language)}", file=sys.stderr)
        return ExitCode.BUG


def _run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Runs a command; returns the exit code."""
    try:
        if options.command not in WITHOUT_BOOK:
            _check_that_there_is_a_book(options.content)
        return COMMANDS[options.command](options, terminal)
    except api.Rejected as rejected:
        terminal.problems(rejected.problems)
        return ExitCode.PROBLEMS
    except (MemoryError, OSError, RuntimeError) as error:
        if not _is_for_lack_of_memory(error):
            raise
        terminal.problems([problem(machine(), "no-memory")])
        return ExitCode.PROBLEMS


def _is_for_lack_of_memory(error: Exception) -> bool:
    """Returns whether memory was refused: for an object, a process, a thread or a library."""
    no_process = isinstance(error, OSError) and error.errno in (errno.ENOMEM, errno.EAGAIN)
    return isinstance(error, MemoryError) or no_process or any(words in str(error) for words in NO_MEMORY)


def _check_that_there_is_a_book(folder: Path) -> None:
    """Raises Rejected for a folder that has nothing of a book: one problem is enough."""
    if not any(os.path.exists(folder / name) for name in (BOOK_FILE, "cases")):
        raise api.Rejected((problem(api.Mark(display_path(folder)), "no-book", file=BOOK_FILE, program=NAME),))


def _stopped(sentence: str) -> ExitCode:
    """Says that the command was stopped."""
    print(f"\n{sentence}", file=sys.stderr)
    return ExitCode.STOPPED


def _follows_from_ctrl_c(error: BaseException | None) -> bool:
    """Whether Ctrl-C is the cause: of an ImportError, for example, where a module in C was being imported."""
    while error and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _build(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes the products and lists them."""
    if options.case:
        return _case(options, terminal)
    try:
        result = api.build(
            options.content,
            options.output,
            only=options.only or (),
            ink=options.ink,
            created=_creation_date(),
            cache=options.cache,
            progress=terminal.progress,
        )
    except api.PreflightFailed as failed:
        terminal.say(message("result.refused", report=display_path(options.output / failed.report.name)))
        raise
    terminal.problems(result.problems)
    if result.unchanged:
        terminal.say(message("result.unchanged", folder=display_path(options.output)))
        return ExitCode.DONE
    headings = [message("table.product"), message("table.pages"), message("table.size"), message("table.seconds")]
    rows = [(p.name, str(p.pages), f"{len(p.data) / 1000:.0f}", f"{p.seconds:.1f}") for p in result.products]
    terminal.table(headings, rows)
    terminal.say(message("result.delivered", folder=display_path(options.output)))
    for product in result.products:
        if product.note:
            terminal.say(message("result.note", product=product.kind, note=product.note))
    return ExitCode.DONE


def _case(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes the email PDF of one case."""
    result = api.build_case(
        options.content,
        options.case,
        options.output,
        created=_creation_date(),
        cache=options.cache,
        progress=terminal.progress,
    )
    terminal.problems(result.problems)
    (product,) = result.products
    kilobytes = len(product.data) / 1000
    terminal.say(message("result.case", file=display_path(options.output / product.name), kilobytes=kilobytes))
    return ExitCode.DONE


def _mail(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes an unsent mail with the email edition attached."""
    result = api.draft_mail(
        options.content,
        options.output,
        created=_creation_date(),
        cache=options.cache,
        progress=terminal.progress,
    )
    terminal.problems(result.problems)
    _, mail = result.products
    kilobytes = len(mail.data) / 1000
    terminal.say(message("result.mail", file=display_path(options.output / mail.name), kilobytes=kilobytes))
    return ExitCode.DONE


def _check(options: argparse.Namespace, terminal: Terminal) -> int:
    """Lists how full each page is, and every problem."""
    result = api.check(options.content, cache=options.cache, progress=terminal.progress)
    if result.spreads:
        _print_fills(result.spreads, terminal)
    terminal.problems(result.problems)
    if not result.ok:
        return ExitCode.PROBLEMS
    count = len(result.problems)
    terminal.say(message("result.warnings", count=count) if count else message("result.no-problems"))
    return ExitCode.DONE


def _print_fills(fills: Sequence[api.SpreadFill], terminal: Terminal) -> None:
    """Prints a row for each case: how full its pages are, and its fitting step."""
    headings = [message("table.case"), message("table.left"), message("table.right"), message("table.step")]
    rows = [
        (fill.case, *(message("table.full", percent=page) for page in (fill.left, fill.right)), str(fill.step))
        for fill in fills
    ]
    terminal.table(headings, rows)


def _preview(options: argparse.Namespace, terminal: Terminal) -> int:
    """Shows the book in the browser while it is written, until Ctrl-C."""
    from handbook.preview.server import serve

    cache = Cache(options.cache)
    language: str = options.asked_language
    folders = ["--content", str(options.content), "--output", str(options.output)]
    build = partial(main, ["build", *folders, *(["--language", language] if language else [])])
    serve(
        options.content,
        options.output,
        cache,
        build,
        terminal.say,
        language=language,
        browser=not options.no_browser,
    )
    cache.trim()
    terminal.say(message("result.preview"))
    return ExitCode.DONE


def _new(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes a new case file, and opens it in the user's editor where there is one."""
    path = api.new_case(options.content, options.title, language=options.language)
    terminal.say(message("result.new-case", file=display_path(path)))
    if editor := os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        try:
            subprocess.run(_editor_command(editor, path), check=False)
        except (OSError, ValueError) as error:
            terminal.say(message("result.no-editor", editor=editor, reason=error))
    return ExitCode.DONE


def _as_typed(*words: str) -> str:
    """Returns words as a user types them, with quotes where they have spaces; Windows has rules of its own."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _editor_command(editor: str, path: Path) -> str | list[str]:
    """Returns what starts the user's editor. On Windows paths have backslashes."""
    if sys.platform == "win32":
        return f"{editor} {_as_typed(str(path))}"
    return [*shlex.split(editor), str(path)]


def _init(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes the folder of a new book, and says how to go on."""
    folder = display_path(api.new_book(options.folder, language=options.language))
    python = "python" if sys.platform == "win32" else "python3"
    program = [NAME] if resources.INSTALLED else [python, str(resources.ROOT / NAME)]
    terminal.say(message("result.new-book", folder=folder))
    steps = [] if options.folder.resolve() == Path.cwd() else [_as_typed("cd", folder)]
    steps.append(_as_typed(*program))
    terminal.say(message("result.new-book-next", steps="\n    ".join(steps)))
    return ExitCode.DONE


def _import(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes a case file of each case in a document, and lists them."""
    result = api.import_cases(options.content, *options.files)
    terminal.problems(result.problems)
    rows = [(display_path(case.path), case.person) for case in result.cases]
    if rows:
        terminal.table((message("table.case"), message("table.person")), rows)
    else:
        terminal.say(message("result.nothing-imported"))
    return ExitCode.DONE


def _test(options: argparse.Namespace, terminal: Terminal) -> int:
    """Runs lint, type checks and tests, all of them even if one fails."""
    pytest = ["pytest", "--numprocesses=auto", "--dist=worksteal", *options.rest]
    tools = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], pytest)
    codes = [_run_module(*tool) for tool in tools]
    return ExitCode.PROBLEMS if any(codes) else ExitCode.DONE


def _bench(options: argparse.Namespace, terminal: Terminal) -> int:
    """Compares the speed of this program with that of others."""
    return _run_module("bench", *options.rest)


def _run_module(*arguments: str) -> int:
    """Runs a module of Python in the program's folder, from which it may take code; returns its exit code."""
    environment = {name: value for name, value in os.environ.items() if name != SAFE_PATH}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=resources.ROOT, env=environment, check=False).returncode


def _creation_date() -> datetime | None:
    """Returns the date for the metadata of PDFs from SOURCE_DATE_EPOCH, seconds since 1970; None if it is not set.

    Raises:
        Rejected: the variable is not such a number.
    """
    epoch = os.environ.get(EPOCH)
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise api.Rejected((problem(api.Mark(EPOCH), "no-date", value=epoch),)) from None


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Terminal], int]] = {
    "build": _build,
    "check": _check,
    "mail": _mail,
    "preview": _preview,
    "new": _new,
    "import": _import,
    "init": _init,
    "test": _test,
    "bench": _bench,
}
WITHOUT_BOOK = ("init", "test", "bench")
