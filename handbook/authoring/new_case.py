"""New files in content/cases/: their names, and their place in the order of the book. Nothing is written over."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from handbook.authoring.book_order import named, put
from handbook.content.case_files import CASE_FILE, TRASH, case_files
from handbook.content.yaml_source import Unreadable
from handbook.support.names import display_path, slug_of
from handbook.support.problems import Mark, Problem, Rejected

UNTITLED = "untitled"


def add(content: Path, cases: Sequence[tuple[str, Callable[[Path], str]]]) -> list[Path]:
    """Writes new cases behind those that are there: of each its title, and its text for the folder it comes to.

    Raises:
        Rejected: a title gives no name or one that is taken, or a file cannot be written; nothing is written then.
    """
    folder, handbook = content / "cases", content / "handbook.yaml"
    taken = case_files(folder, [])
    files: dict[Path, str] = {}
    for title, text in cases:
        slug, path = _free(folder, title, taken, number=_last(folder) + 1 + len(files))
        taken[slug], files[path] = path, text(folder)
    try:
        _write(files, handbook, [slug for slug, path in taken.items() if path in files])
    except OSError as error:
        message = f"the case cannot be written ({error.strerror})"
        remedy = "See that the disk has room and that you may write here."
        raise Rejected((Problem(Mark(display_path(folder)), "no-output", message, remedy),)) from None
    return list(files)


def _free(folder: Path, title: str, taken: Mapping[str, Path], number: int) -> tuple[str, Path]:
    """The slug and the file of a new case."""
    slug = slug_of(title) if title else f"{UNTITLED}-{number}"
    if not slug:
        remedy = "Give it a title with letters or figures."
        raise Rejected(
            (Problem(Mark(display_path(folder)), "no-name", f"'{title}' gives no name for a file", remedy),)
        )
    if slug in taken:
        message = f"there is a case '{slug}' already"
        remedy = "Take another title, or go on in that file."
        raise Rejected((Problem(Mark(display_path(taken[slug])), "duplicate-slug", message, remedy),))
    width = max((len(match[1]) for match in _numbered(folder)), default=2)
    return slug, folder / f"{number:0{width}}-{slug}.yaml"


def _numbered(folder: Path) -> list[re.Match[str]]:
    """The names of cases there, and of those in the trash, which may come back."""
    paths = [*folder.glob("*"), *(folder.parent / TRASH).glob("*")]
    return [match for path in paths if (match := CASE_FILE.fullmatch(path.name))]


def _last(folder: Path) -> int:
    return max((int(match[1]) for match in _numbered(folder)), default=0)


def _write(files: Mapping[Path, str], handbook: Path, slugs: Sequence[str]) -> None:
    """Writes new files and, where handbook.yaml has an order, their names at its end.

    Raises:
        OSError: a file cannot be written; none is left half-written, and none of the others is left.
    """
    written: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="") as file:
                written.append(path)
                file.write(text)
        with suppress(Unreadable, FileNotFoundError):
            if order := named(handbook):
                put(handbook, [*order, *slugs])
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
