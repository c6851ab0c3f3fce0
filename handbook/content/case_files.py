"""The files in content/cases/: which of them are cases, and in what order."""

import os
import re
from pathlib import Path

from handbook.support.names import display_path, slug_of
from handbook.support.problems import Mark, Problem

MOST = 1000  # cases, 2,000 pages; no binding holds more
TRASH = "trash"  # a folder in content/ for cases that the preview took out, which no build reads
CASE_FILE = re.compile(r"(\d{1,9})-(\S+)\.yaml")


def case_files(folder: Path, problems: list[Problem]) -> dict[str, Path]:
    """The files of the cases by slug, in the order of their numbers."""
    files: dict[str, Path] = {}
    numbers: dict[int, str] = {}

    def report(path: Path, id: str, message: str, remedy: str) -> None:
        problems.append(Problem(Mark(display_path(path)), id, message, remedy))

    entries = [entry for entry in os.scandir(folder) if entry.name[0] != "."] if folder.is_dir() else []
    for entry in sorted(entries, key=_by_number):  # without .DS_Store and the like
        path = folder / entry.name
        slug = slug_in(path.name)
        if not slug or not entry.is_file():
            report(path, "not-a-case", *_stray(path))
        elif entry.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            remedy = "Put the file itself in this folder."
            report(path, "not-a-case", "this is a link to a file outside this folder", remedy)
        elif slug in files:
            message = f"'{slug}' is the name of two cases; the other is {files[slug].name}"
            report(path, "duplicate-slug", message, "Give one of the two files another name.")
        elif (number := int(path.name.partition("-")[0])) in numbers:
            message = f"two cases have the number {number}; the other is {numbers[number]}"
            report(path, "duplicate-number", message, "Give one of the two files another number.")
        else:
            files[slug], numbers[number] = path, path.name
    if len(files) > MOST:
        report(
            folder, "too-many", f"there are {len(files)} cases here; a book has at most {MOST}", "Make two books."
        )
        return {}
    if not entries:
        message = "there is no case in this folder" if folder.is_dir() else "there is no such folder"
        report(
            folder,
            "no-case",
            message,
            f"Make a file  01-name.yaml  in {display_path(folder)}; README.md shows one.",
        )
    return files


def slug_in(name: str) -> str:
    """The slug of the case whose file has a name; empty where that is no name of a case."""
    match = CASE_FILE.fullmatch(name)
    return slug_of(match[2]) if match else ""


def _by_number(entry: os.DirEntry[str]) -> tuple[int, str]:
    number = re.match(r"\d{1,9}", entry.name)
    return int(number[0]) if number else 0, entry.name


def _stray(path: Path) -> tuple[str, str]:
    """What is wrong with a file among the cases that is none, and what to do."""
    if path.is_dir():
        return "this is a folder, not a case", "Move it elsewhere; all cases stand side by side in one folder."
    text = re.fullmatch(r"(\d*)[-_ ]*(.*?)((?:\.(?:yaml|yml|txt))+)", path.name, re.IGNORECASE)
    if not text or not slug_of(text[2]):
        return "this is no case", "Move the file elsewhere; a case is named like  01-de-koek-groter-maken.yaml."
    name = f"{text[1] or '01'}-{slug_of(text[2])}.yaml"
    return (
        "this is not how a case is named",
        f"If it is a case, name it  {name}  (Windows may hide a .txt behind it).",
    )
