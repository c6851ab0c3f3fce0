"""From the files in content/ to a Handbook, every value with its place, every mistake as a Problem."""

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from handbook.fields import Fields, File, suggest
from handbook.model import Case, Handbook, Mark, Problem
from handbook.source import Unreadable, decode, parse

LABELS = Path(__file__).parents[1] / "templates" / "labels"
CASE_FILE = re.compile(r"(\d+)-(.+)\.yaml")
DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
SLUG_LENGTH = 60  # characters: SLUG-CASE.pdf stays well within the 255 bytes of a file name
NUMBERED = "Name a case like  01-de-koek-groter-maken.yaml  (number, hyphen, name), or move the file elsewhere."


def load(content: Path) -> Handbook:
    """The handbook in the folder ``content``; what is wrong with it stands in its ``problems``."""
    problems: list[Problem] = []
    files = _case_files(content / "cases", problems)
    cases = {slug: _case(slug, path, problems) for slug, path in files.items()}
    handbook = _handbook(content / "handbook.yaml", cases, problems)
    return replace(handbook, problems=tuple(sorted(problems)))


def slug_of(name: str) -> str:
    """``name`` in small ASCII letters, figures and hyphens; empty if none are left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:SLUG_LENGTH].strip("-")


def shown(path: Path) -> str:
    """A path as somebody in the current folder would type it."""
    near = os.path.relpath(path)
    return str(path) if near.startswith("..") else near


def _case_files(folder: Path, problems: list[Problem]) -> dict[str, Path]:
    """The files of the cases by slug, in the order of their numbers."""
    found: dict[str, tuple[int, Path]] = {}
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in paths:
        match = CASE_FILE.fullmatch(path.name)
        slug = slug_of(match[2]) if match else ""
        place = Mark(shown(path))
        if path.name.startswith("."):
            continue  # the system's own, such as .DS_Store
        if not match or not slug or not path.is_file():
            problems.append(Problem(place, "not-a-case", "this is no case", NUMBERED))
        elif slug in found:
            message = f"'{slug}' is the name of two cases; the other is {found[slug][1].name}"
            problems.append(Problem(place, "duplicate-slug", message, "Give one of the two files another name."))
        else:
            found[slug] = int(match[1]), path
    if not any(not path.name.startswith(".") for path in paths):
        remedy = "Copy an example, or write one with the fields title, person, experience and good_work."
        problems.append(Problem(Mark(shown(folder)), "no-case", "there is no case in this folder", remedy))
    return {slug: path for slug, (_, path) in sorted(found.items(), key=lambda item: (item[1][0], item[0]))}


def _open(path: Path, problems: list[Problem]) -> Fields | None:
    """The fields of a file; None, and a problem, when it cannot be read."""
    name = shown(path)
    try:
        text = decode(path.read_bytes(), name)
        root = parse(text, name)
    except Unreadable as error:
        problems.append(error.problem)
    except FileNotFoundError:
        problems.append(Problem(Mark(name), "no-file", "this file is missing", "Make it, with a line  title: …"))
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
        problems.append(Problem(Mark(name), "no-file", message, "See that you may open it."))
    else:
        if root:
            return Fields(File(name, text, problems), root)
        problems.append(Problem(Mark(name), "empty-file", "the file is empty", "Fill it in or delete it."))
    return None


def _case(slug: str, path: Path, problems: list[Problem]) -> Case | None:
    fields = _open(path, problems)
    if fields is None:
        return None
    case = Case(
        slug=slug,
        file=fields.file.name,
        title=fields.text("title", required=True),
        person=fields.text("person", required=True),
        role=fields.text("role"),
        experience=fields.prose("experience", required=True),
        good_work=fields.prose("good_work", required=True),
    )
    fields.end()
    return case


def _handbook(path: Path, cases: Mapping[str, Case | None], problems: list[Problem]) -> Handbook:
    fields = _open(path, problems) or Fields(File(shown(path), "", []), None)
    title = fields.text("title", required=True)
    language = _language(fields)
    handbook = Handbook(
        file=fields.file.name,
        slug=slug_of(title) or "handbook",
        title=title,
        subtitle=fields.text("subtitle"),
        organisation=fields.text("organisation"),
        language=language,
        date=_date(fields),
        colophon=fields.prose("colophon"),
        labels=_labels(fields, language),
        cases=tuple(case for slug in _order(fields, list(cases)) if (case := cases[slug])),
    )
    fields.end()
    return handbook


def _language(fields: Fields) -> str:
    language, known = fields.text("language"), sorted(path.stem for path in LABELS.glob("*.yaml"))
    if language and language not in known:
        message = f"the language '{language}' is not there yet"
        fields.file.report(language.mark, "unknown-language", message, f"It can be: {', '.join(known)}.")
    return str(language) if language in known else "nl"


def _date(fields: Fields) -> str:
    """The date as YYYY-MM or YYYY-MM-DD; empty when there is none."""
    text = fields.text("date")
    try:
        if DATE.fullmatch(text) and date.fromisoformat(text if len(text) > 7 else f"{text}-01"):
            return str(text)
    except ValueError:
        pass  # a month 13 or a 31 April, said below
    if text:
        fields.file.report(
            text.mark, "no-date", f"'{text}' is no date", "Write a month as 2026-11 or a day as 2026-11-23."
        )
    return ""


def _labels(fields: Fields, language: str) -> Mapping[str, str]:
    """The words that templates print, those of the language unless the handbook has its own."""
    defaults = yaml.safe_load((LABELS / f"{language}.yaml").read_text("utf-8"))
    own = fields.fields("labels")
    labels = {name: own.text(name) or default for name, default in defaults.items()}
    own.end()
    return labels


def _order(fields: Fields, slugs: list[str]) -> list[str]:
    """The slugs in the order of the book: as ``order`` has them, otherwise as the files are numbered."""
    wanted = fields.texts("order")
    if not wanted:
        return slugs
    known = len(fields.file.problems)
    for at, slug in enumerate(wanted):
        if slug not in slugs:
            fields.file.report(slug.mark, "unknown-case", f"there is no case '{slug}'", suggest(slug, slugs))
        elif slug in wanted[:at]:
            fields.file.report(
                slug.mark, "unknown-case", f"'{slug}' stands in the order twice", "Keep one of the two."
            )
    for name in slugs:
        if name not in wanted and len(fields.file.problems) == known:
            message = f"the order leaves out the case '{name}'"
            remedy = f"Add a line  - {name}  or take 'order' away, and the numbers of the files give the order."
            fields.file.report(fields.keys["order"], "left-out", message, remedy)
    return [name for name in dict.fromkeys(map(str, wanted)) if name in slugs]
