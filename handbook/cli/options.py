"""Parses the command line: what can be typed after  python3 build.py , or after  handbook  once installed."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from handbook import resources
from handbook.api import PRODUCTS, book_language
from handbook.cli._usage_words import Parser, set_language
from handbook.cli.problem_formats import FORMATS
from handbook.support.cache import cache_folder
from handbook.support.language import message_language
from handbook.support.messages import languages, message, translate

OF_BOOKS = ("--content", "--output", "--quiet")
NAME = "handbook" if resources.INSTALLED else "build.py"
BOOK_FILE = "handbook.yaml"  # in the folder of every book


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Returns the options of a command line, by default that of this process; the default command is "build".

    ``cache`` is the cache folder, ``language`` that of all messages, ``asked_language`` the one that the option
    names, and ``rest`` has the arguments that ``test`` and ``bench`` pass on.
    """
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if not typed or (typed[0].startswith("-") and typed[0] not in ("-h", "--help", "--version")):
        typed.insert(0, "build")
    asked, content = _asked_language(typed)
    language = message_language(asked, book_language(content))
    set_language(language)
    parser = _parser(language)
    options, rest = parser.parse_known_args(typed)
    if rest and options.command not in ("test", "bench"):
        parser.error(translate(message("help.unknown", arguments=" ".join(rest)), language))
    if options.command == "test" and (unused := [word for word in typed if word.startswith(OF_BOOKS)]):
        parser.error(translate(message("help.not-for-tests", option=unused[0].partition("=")[0]), language))
    options.rest = rest
    options.language = language
    options.cache = cache_folder()
    return options


def _book_folders() -> tuple[Path, Path]:
    """Returns the default folders of the content and of the products.

    The book is where the user stands. With build.py it is the program's own content/ unless a book is there.
    """
    own = resources.ROOT / "content"
    if resources.INSTALLED or (os.path.exists(BOOK_FILE) and os.path.realpath(".") != os.path.realpath(own)):
        return Path(), Path("output")
    return own, resources.ROOT / "output"


def _asked_language(typed: Sequence[str]) -> tuple[str, Path]:
    """Returns the language that is asked for, and the folder of the content: --help is in a language already."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--language", nargs="?", default="")
    parser.add_argument("--content", nargs="?", type=Path, default=_book_folders()[0])
    options, _ = parser.parse_known_args(typed)
    return options.language or "", options.content or Path()


def _parser(language: str) -> Parser:
    def say(key: str, **values: object) -> str:
        return translate(message(f"help.{key}", **values), language)

    parser = Parser(prog=NAME, description=say("program"), epilog=say("more", program=NAME))
    parser.add_argument(
        "--version", action="version", version=f"handbook {resources.VERSION}", help=say("version")
    )
    common = _common_options(say)
    commands = parser.add_subparsers(dest="command", metavar=say("command-name"), required=True)
    command = commands.add_parser("build", parents=[common], help=say("build"))
    selection = command.add_mutually_exclusive_group()
    selection.add_argument("--only", nargs="+", action="extend", choices=PRODUCTS, help=say("only"))
    selection.add_argument("--case", metavar="SLUG", help=say("case"))
    command.add_argument("--ink", action="store_true", help=say("ink"))
    commands.add_parser("check", parents=[common], help=say("check"))
    command = commands.add_parser("preview", parents=[common], help=say("preview"))
    command.add_argument("--no-browser", action="store_true", help=say("no-browser"))
    command = commands.add_parser("new", parents=[common], help=say("new"))
    command.add_argument("title", help=say("title"))
    command = commands.add_parser("import", parents=[common], help=say("import"))
    command.add_argument("files", nargs="+", type=Path, metavar=say("file-name"), help=say("files"))
    commands.add_parser("mail", parents=[common], help=say("mail"))
    command = commands.add_parser("init", parents=[common], help=say("init"))
    command.add_argument("folder", type=Path, help=say("folder"))
    command = commands.add_parser("brand", parents=[common], help=say("brand"))
    command.add_argument("action", choices=("check", "pack"), help=say("brand-action"))
    command.add_argument("path", type=Path, metavar=say("folder-name"), help=say("brand-path"))
    command.add_argument("-o", dest="zip", type=Path, metavar=say("file-name"), help=say("brand-zip"))
    if not resources.INSTALLED:
        commands.add_parser("test", parents=[common], help=say("test"))
        commands.add_parser("bench", parents=[common], add_help=False, help=say("bench"))
    return parser


def _common_options(say: Callable[[str], str]) -> Parser:
    """Returns the options that every command takes."""
    content, output = _book_folders()
    folder = say("folder-name")
    common = Parser(add_help=False)
    common.add_argument("--content", type=Path, default=content, metavar=folder, help=say("content"))
    common.add_argument("--output", type=Path, default=output, metavar=folder, help=say("output"))
    common.add_argument("--quiet", action="store_true", help=say("quiet"))
    common.add_argument("--format", choices=FORMATS, default="text", help=say("format"))
    common.add_argument("--language", dest="asked_language", choices=languages(), default="", help=say("language"))
    return common
