"""Adds files to content/cases/: names them, and puts them in the order of the book. Overwrites no file."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from handbook.authoring.book_order import read_order, write_order
from handbook.authoring.case_template import blank_case
from handbook.content.case_files import CASE_FILE, TRASH, case_files
from handbook.content.yaml_source import CONTROL, Unreadable
from handbook.support.invisible import as_read
from handbook.support.names import display_path, slug_of
from handbook.support.outside_files import entries
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.system_errors import reason

UNTITLED = "untitled"


def add_cases(content: Path, cases: Sequence[tuple[str, Callable[[Path], str]]]) -> list[Path]:
    """Writes new cases, numbered after the last one; returns their files.

    Each case is its title, and a function from the folder of its file to the text of that file.

    Raises:
        Rejected: a title gives no file name or that of another case, or a file cannot be written; none is added.
    """
    folder, handbook = content / "cases", content / "handbook.yaml"
    existing = case_files(folder, [])
    files: dict[Path, str] = {}
    for title, text in cases:
        slug, path = _slug_and_path(folder, title, existing, number=_last_number(folder) + 1 + len(files))
        existing[slug], files[path] = path, text(folder)
    try:
        _write(files, handbook, [slug for slug, path in existing.items() if path in files])
    except OSError as error:
        place = Mark(display_path(Path(error.filename or folder)))
        raise Rejected((problem(place, "no-output.case", reason=reason(error)),)) from None
    return list(files)


def add_blank_case(content: Path, title: str, language: str) -> Path:
    """Writes a new case with this title to fill in, every field explained in ``language``; returns its file.

    Line ends and control characters in the title become spaces or nothing, as a title is one line.

    Raises:
        Rejected: as ``add_cases``, or the title is empty.
    """
    title = as_read(CONTROL.sub("", " ".join(title.split()))).strip()
    if not title:
        raise Rejected((problem(Mark(display_path(content / "cases")), "no-name.empty"),))
    (path,) = add_cases(content, [(title, partial(blank_case, title=title, language=language))])
    return path


def _slug_and_path(folder: Path, title: str, existing: Mapping[str, Path], number: int) -> tuple[str, Path]:
    """Returns the slug and the file of a new case."""
    slug = slug_of(title) if title else f"{UNTITLED}-{number}"
    if not slug:
        raise Rejected((problem(Mark(display_path(folder)), "no-name.signs", title=title),))
    if slug in existing:
        raise Rejected((problem(Mark(display_path(existing[slug])), "duplicate-slug.new-case", slug=slug),))
    width = max((len(match[1]) for match in _numbered(folder)), default=2)
    return slug, folder / f"{number:0{width}}-{slug}.yaml"


def _numbered(folder: Path) -> list[re.Match[str]]:
    """Returns the names of the cases, including those in the trash, which may be restored."""
    paths = [*entries(folder), *entries(folder.parent / TRASH)]
    return [match for path in paths if (match := CASE_FILE.fullmatch(path.name))]


def _last_number(folder: Path) -> int:
    return max((int(match[1]) for match in _numbered(folder)), default=0)


def _write(files: Mapping[Path, str], handbook: Path, slugs: Sequence[str]) -> None:
    """Writes new files and, where handbook.yaml has an order, their slugs at its end.

    Raises:
        OSError: a file cannot be written; then those that were written are deleted.
    """
    written: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="") as file:
                written.append(path)
                file.write(text)
        with suppress(Unreadable, FileNotFoundError):
            if order := read_order(handbook):
                write_order(handbook, [*order, *slugs])
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
