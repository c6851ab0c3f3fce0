"""Runs a command: each calls the library and prints the result."""

import argparse
import errno
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from handbook import api
from handbook.cli.book_commands import build, check, mail
from handbook.cli.brand_commands import brand
from handbook.cli.ctrl_c import ctrl_c_handled
from handbook.cli.exit_code import ExitCode
from handbook.cli.options import BOOK_FILE, NAME, parse
from handbook.cli.terminal import Terminal
from handbook.cli.tool_commands import run_bench, run_tests
from handbook.cli.writing_commands import import_documents, init, new
from handbook.setup.packages import check_packages
from handbook.support.cache import Cache
from handbook.support.messages import message, translate
from handbook.support.names import display_path
from handbook.support.problems import machine, problem

NO_MEMORY = ("can't start new thread", "failed to map segment from shared object")


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


def _preview(options: argparse.Namespace, terminal: Terminal) -> int:
    """Shows the book in the browser while it is written, until Ctrl-C."""
    from handbook.preview.server import serve

    cache = Cache(options.cache)
    language: str = options.asked_language
    folders = ["--content", str(options.content), "--output", str(options.output)]
    command = partial(main, ["build", *folders, *(["--language", language] if language else [])])
    serve(
        options.content,
        options.output,
        cache,
        command,
        terminal.say,
        language=language,
        browser=not options.no_browser,
    )
    cache.trim()
    terminal.say(message("result.preview"))
    return ExitCode.DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Terminal], int]] = {
    "build": build,
    "check": check,
    "mail": mail,
    "preview": _preview,
    "new": new,
    "import": import_documents,
    "init": init,
    "brand": brand,
    "test": run_tests,
    "bench": run_bench,
}
WITHOUT_BOOK = ("init", "brand", "test", "bench")
