"""Makes a folder for a new book: handbook.yaml, a first case, and a style sheet with the tokens as comments."""

import re
from pathlib import Path

from handbook import resources
from handbook.authoring.case_template import blank_handbook
from handbook.content.case_model import Case
from handbook.content.json_schema import schema_line
from handbook.content.leftover_files import is_leftover
from handbook.content.looks import DEFAULT
from handbook.support.messages import message, translate
from handbook.support.names import composed, display_path
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.system_errors import reason

FIRST_CASE = Path(__file__).with_name("_first_case.yaml")
BOOK_LANGUAGE = "nl"  # that of a handbook which names none, and of the first case
USUAL_FOLDER = "content"  # whose name says nothing of the book
TOKENS = resources.LOOKS / DEFAULT / "tokens.css"
RULE = re.compile(r"[^{}]*\{[^{}]*\}")
DECLARATION = re.compile(r"--[\w-]+:[^;{}]*;")


def make_book(folder: Path, language: str) -> Path:
    """Makes the folder of a book that can be built at once, its title made of the folder's name; returns it.

    The usual folder of the program gives its book another title.
    Its files are explained in ``language``.

    Raises:
        Rejected: the folder has files already, or cannot be written.
    """
    name = composed(folder.resolve().name)
    files = {
        "handbook.yaml": blank_handbook(folder, _title(name), language),
        "cases/01-een-eerste-verhaal.yaml": schema_line(folder / "cases", Case) + FIRST_CASE.read_text("utf-8"),
        "style.css": _blank_house_style(language),
    }
    place = Mark(display_path(folder))
    try:
        if folder.exists() and any(not is_leftover(path.name) for path in folder.iterdir()):
            raise Rejected((problem(place, "not-empty"),))
        for file, text in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Rejected((problem(place, "no-output.book", reason=reason(error)),)) from None
    return folder


def _title(name: str) -> str:
    """Returns the title for a folder of this name: "Mijn boek" for mijn-boek."""
    if name == USUAL_FOLDER:
        return translate(message("new-book.title"), BOOK_LANGUAGE)
    words = " ".join(re.split(r"[-_\s]+", name)).strip()
    return words[:1].upper() + words[1:]


def _blank_house_style(language: str) -> str:
    """Returns a style sheet that changes nothing: the tokens for measures and colours, each as a comment."""
    rules: list[str] = RULE.findall(TOKENS.read_text("utf-8").partition("*/")[2])
    tokens = "".join(rule for rule in rules if re.search(r"(:root|\.accent-[a-z]+)\s*\{", rule))
    return f"/* {translate(message('new-book.style'), language)} */{DECLARATION.sub(_as_comment, tokens)}\n"


def _as_comment(declaration: re.Match[str]) -> str:
    return f"/* {declaration[0]} */"
