"""The commands that write content: a new book, a new case, the cases of documents."""

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path

from handbook import api, resources
from handbook.cli.exit_code import ExitCode
from handbook.cli.options import NAME
from handbook.cli.terminal import Terminal
from handbook.support.messages import message
from handbook.support.names import display_path


def new(options: argparse.Namespace, terminal: Terminal) -> int:
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


def init(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes the folder of a new book, and says how to go on."""
    folder = display_path(api.new_book(options.folder, language=options.language))
    python = "python" if sys.platform == "win32" else "python3"
    program = [NAME] if resources.INSTALLED else [python, str(resources.ROOT / NAME)]
    terminal.say(message("result.new-book", folder=folder))
    steps = [] if options.folder.resolve() == Path.cwd() else [_as_typed("cd", folder)]
    steps.append(_as_typed(*program))
    terminal.say(message("result.new-book-next", steps="\n    ".join(steps)))
    return ExitCode.DONE


def import_documents(options: argparse.Namespace, terminal: Terminal) -> int:
    """Makes a case file of each case in a document, and lists them."""
    result = api.import_cases(options.content, *options.files)
    terminal.problems(result.problems)
    rows = [(display_path(case.path), case.person) for case in result.cases]
    if rows:
        terminal.table((message("table.case"), message("table.person")), rows)
    else:
        terminal.say(message("result.nothing-imported"))
    return ExitCode.DONE
