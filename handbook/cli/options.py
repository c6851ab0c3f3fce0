"""Parses the command line: what can be typed after  python3 build.py , or after  handbook  once installed."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook import resources
from handbook.api import PRODUCTS
from handbook.cli.problem_formats import FORMATS

OF_BOOKS = ("--content", "--output", "--quiet")
CACHE = "HANDBOOK_CACHE"  # environment variable: another folder for the cache
NAME = "handbook" if resources.INSTALLED else "build.py"
BOOK_FILE = "handbook.yaml"  # in the folder of every book


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Returns the options of a command line, by default that of this process; the default command is "build".

    ``cache`` is the cache folder, and ``rest`` has the arguments that ``test`` and ``bench`` pass on.
    """
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if not typed or (typed[0].startswith("-") and typed[0] not in ("-h", "--help", "--version")):
        typed.insert(0, "build")
    parser = _parser()
    options, rest = parser.parse_known_args(typed)
    if rest and options.command not in ("test", "bench"):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if options.command == "test" and (unused := [word for word in typed if word.startswith(OF_BOOKS)]):
        parser.error(f"test takes no {unused[0].partition('=')[0]}: the tests have books of their own")
    options.rest = rest
    options.cache = Path(os.environ.get(CACHE) or _cache_folder())
    return options


def _book_folders() -> tuple[Path, Path]:
    """Returns the default folders of the content and of the products.

    The book is where the user stands. With build.py it is the program's own content/ unless a book is there.
    """
    own = resources.ROOT / "content"
    if resources.INSTALLED or (os.path.exists(BOOK_FILE) and os.path.realpath(".") != os.path.realpath(own)):
        return Path(), Path("output")
    return own, resources.ROOT / "output"


def _cache_folder() -> Path:
    """Returns the folder of the cache: in the program's own folder or, where it is installed, in the user's."""
    if not resources.INSTALLED:
        return resources.ROOT / ".cache"
    from platformdirs import user_cache_path

    return user_cache_path("handbook", appauthor=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=NAME,
        description="Cases in YAML become a handbook as PDF. Without a command: build.",
        epilog=f"Each command takes --content, --output, --quiet and --format; {NAME} COMMAND --help says more.",
    )
    parser.add_argument("--version", action="version", version=f"handbook {resources.VERSION}")
    common = _common_options()
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    command = commands.add_parser("build", parents=[common], help="every product into output/ (the default)")
    selection = command.add_mutually_exclusive_group()
    selection.add_argument("--only", nargs="+", action="extend", choices=PRODUCTS, help="some of the products")
    selection.add_argument("--case", metavar="SLUG", help="the email PDF of one case")
    command.add_argument("--ink", action="store_true", help="measure the ink on the pages, with Ghostscript")
    commands.add_parser("check", parents=[common], help="how full each page is, and every problem; writes nothing")
    command = commands.add_parser("preview", parents=[common], help="the book in the browser while you write")
    command.add_argument("--no-browser", action="store_true", help="print the address, do not open it")
    command = commands.add_parser("new", parents=[common], help="a new case file, ready to fill in")
    command.add_argument("title", help="its title; the file is named after it")
    command = commands.add_parser("import", parents=[common], help="cases out of documents")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .docx, .odt or .txt, or a folder")
    commands.add_parser("mail", parents=[common], help="an unsent mail with the book attached")
    command = commands.add_parser("init", parents=[common], help="a folder for a new book, which builds at once")
    command.add_argument("folder", type=Path, help="its name; the title of the book is made of it")
    if not resources.INSTALLED:
        commands.add_parser("test", parents=[common], help="the tests, --long for more; the rest goes to pytest")
        commands.add_parser("bench", parents=[common], add_help=False, help="the speed, beside other programs")
    return parser


def _common_options() -> argparse.ArgumentParser:
    """Returns the options that every command takes."""
    content, output = _book_folders()
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--content", type=Path, default=content, metavar="DIR", help="where the content is")
    common.add_argument("--output", type=Path, default=output, metavar="DIR", help="where the products go")
    common.add_argument("--quiet", action="store_true", help="print problems only")
    common.add_argument("--format", choices=FORMATS, default="text", help="how problems are written")
    return common
