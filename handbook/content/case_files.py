"""Lists the files in content/cases/: which of them are cases, and in what order."""

import os
import re
from pathlib import Path

from handbook.content.leftover_files import as_copy, is_leftover, not_downloaded
from handbook.support.names import composed, display_path, slug_of
from handbook.support.outside_files import entries, is_file, is_within
from handbook.support.problems import Mark, Problem, problem

MOST_CASES = 1000  # 2,000 pages; no binding holds more
TRASH = "trash"  # a folder in content/ for cases that were removed in the preview, which no build reads
CASE_FILE = re.compile(r"(\d{1,9})-(\S+)\.yaml")


def case_files(folder: Path, problems: list[Problem]) -> dict[str, Path]:
    """Returns the files of the cases by slug, in the order of their numbers; adds mistakes to ``problems``."""
    files: dict[str, Path] = {}
    numbers: dict[int, str] = {}
    paths = [path for path in entries(folder) if not is_leftover(path.name)]
    names = {composed(path.name) for path in paths}
    for path in sorted(paths, key=_number):
        place, slug = Mark(display_path(path)), slug_in(path.name)
        if copy := as_copy(composed(path.name), names):
            key = "conflict-copy.case-by-hand" if copy.is_by_hand else "conflict-copy.case"
            problems.append(problem(place, key, original=copy.original))
        elif not slug or not is_file(path):
            problems.append(_not_a_case(path))
        elif path.is_symlink() and not is_within(path, folder):
            problems.append(problem(place, "not-a-case.link"))
        elif slug in files:
            problems.append(problem(place, "duplicate-slug.files", slug=slug, other=files[slug].name))
        elif (number := int(path.name.partition("-")[0])) in numbers:
            problems.append(problem(place, "duplicate-number", number=number, other=numbers[number]))
        else:
            files[slug], numbers[number] = path, path.name
    if len(files) > MOST_CASES:
        problems.append(problem(Mark(display_path(folder)), "too-many.cases", count=len(files), most=MOST_CASES))
        return {}
    if not paths:
        problems.append(problem(Mark(display_path(folder)), _why_no_case(folder), folder=display_path(folder)))
    return files


def _why_no_case(folder: Path) -> str:
    """Returns the key of why a folder of cases has none."""
    if not os.path.isdir(folder):
        return "no-case.no-folder"
    return "no-case.empty-folder" if os.access(folder, os.R_OK | os.X_OK) else "no-case.unreadable"


def conflict_copies(content: Path) -> list[Problem]:
    """Returns a warning for each copy of a file of the whole book, such as handbook.yaml, that nothing reads."""
    names = {composed(path.name) for path in entries(content) if not is_leftover(path.name)}
    copies = {name: copy for name in sorted(names) if (copy := as_copy(name, names))}
    keys = {True: "conflict-copy.file-by-hand", False: "conflict-copy.file"}
    return [
        problem(
            Mark(display_path(content / name)), keys[copy.is_by_hand], severity="warning", original=copy.original
        )
        for name, copy in copies.items()
    ]


def slug_in(name: str) -> str:
    """Returns the slug of the case in the file ``name``; empty where a case cannot have that name."""
    match = CASE_FILE.fullmatch(name)
    return slug_of(match[2]) if match else ""


def _number(path: Path) -> tuple[int, str]:
    match = re.match(r"\d{1,9}", path.name)
    return int(match[0]) if match else 0, path.name


def _not_a_case(path: Path) -> Problem:
    """Returns the problem of a file or folder whose name is not that of a case."""
    place = Mark(display_path(path))
    if os.path.isdir(path):
        return problem(place, "not-a-case.folder")
    if name := not_downloaded(path.name):
        return problem(place, "not-a-case.not-downloaded", name=name)
    if slug_in(path.name):
        return problem(place, "not-a-case.other-file")
    text = re.fullmatch(r"\s*(\d*)[-_\s]*(.*?)((?:\.(?:yaml|yml|txt))+)\s*", path.name, re.IGNORECASE)
    if not text or not slug_of(text[2]):
        return problem(place, "not-a-case.file")
    number = text[1] if re.fullmatch(r"\d{1,9}", text[1]) else "01"
    return problem(place, _wrong_part(path.name), better=f"{number}-{slug_of(text[2])}.yaml")


def _wrong_part(name: str) -> str:
    """The key of the problem that says which part of a file's name is not that of a case."""
    if not name.endswith(".yaml"):
        return "not-a-case.name"
    return "not-a-case.space" if re.match(r"\d{1,9}-", name) else "not-a-case.number"
