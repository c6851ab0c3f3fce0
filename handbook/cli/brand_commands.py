"""The commands for a house style that books share."""

import argparse
from pathlib import Path

from handbook import api
from handbook.cli.exit_code import ExitCode
from handbook.cli.terminal import Terminal
from handbook.support.messages import message
from handbook.support.names import display_path


def brand(options: argparse.Namespace, terminal: Terminal) -> int:
    """Judges a brand or packs one, and says what is good and what is not."""
    result = api.check_brand(options.path, cache=options.cache)
    terminal.problems(result.problems)
    for sentence in result.good:
        terminal.say(sentence)
    if not result.ok:
        return ExitCode.PROBLEMS
    if options.action == "pack":
        file = api.pack_brand(options.path, options.zip or Path(f"{options.path.resolve().stem}.zip"))
        terminal.say(message("result.brand-packed", file=display_path(file), kilobytes=file.stat().st_size / 1000))
    return ExitCode.DONE
