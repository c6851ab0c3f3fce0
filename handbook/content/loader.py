"""Loads the files in content/ as a Handbook, every value with its place, every mistake as a Problem."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook.content._colour_profile import check_profile
from handbook.content.brand_colour import BrandColour
from handbook.content.case_files import case_files, conflict_copies
from handbook.content.field_kinds import fields_by_attribute
from handbook.content.field_reader import FieldReader
from handbook.content.labels import default_labels
from handbook.content.leftover_files import is_leftover
from handbook.content.model import Case, Handbook
from handbook.content.print_settings import Print
from handbook.content.read_fields import read_field, read_fields
from handbook.content.text import Text
from handbook.content.yaml_source import Unreadable, YamlFile, decode, parse
from handbook.support.input_limits import YAML_FILE
from handbook.support.names import display_path, slug_of, suggest
from handbook.support.outside_files import NotOrdinary, TooLarge, entries, is_within, read_outside
from handbook.support.problems import Mark, Problem, problem

MOST_SUGGESTIONS = 20  # for names in the order; each takes long to find, and more are of no use
SLUG_WITHOUT_TITLE = "handbook"
NAME = "handbook.yaml"
COLOUR = re.compile(r"^colour:", re.MULTILINE)  # a line of a text in YAML never starts at the left


@dataclass
class LoadedFiles:
    """The values and problems read from each file, so that only changed files are read again.

    ``files`` has the case files by slug, and the problems of listing them; None to list them again. ``cases`` has
    the cases by path. ``book`` has the handbook without its cases, and the order of the book, by the slugs of all
    cases.
    """

    files: tuple[dict[str, Path], list[Problem]] | None = None
    cases: dict[Path, tuple[Case | None, list[Problem]]] = field(default_factory=dict)
    book: dict[tuple[str, ...], tuple[Handbook, list[str], list[Problem]]] = field(default_factory=dict)


def load(content: Path, loaded: LoadedFiles | None = None) -> Handbook:
    """Reads the handbook in the folder ``content``, with its ``problems``.

    Files in ``loaded`` are not read again; files that are read now are added to it.
    """
    loaded = loaded or LoadedFiles()
    if loaded.files is None:
        problems = conflict_copies(content)
        loaded.files = case_files(content / "cases", problems), problems
    files, problems = loaded.files[0], [*loaded.files[1]]
    for slug, path in files.items():
        if path not in loaded.cases:
            case_problems: list[Problem] = []
            loaded.cases[path] = _read_case(slug, path, content, case_problems), case_problems
        problems += loaded.cases[path][1]
    slugs = tuple(files)
    if slugs not in loaded.book:
        book_problems: list[Problem] = []
        loaded.book = {slugs: (*_read_handbook(content, slugs, book_problems), book_problems)}
    handbook, order, book_problems = loaded.book[slugs]
    cases = tuple(case for slug in order if (case := loaded.cases[files[slug]][0]))
    return replace(handbook, cases=cases, problems=tuple(sorted(problems + book_problems)))


def load_colours(content: Path) -> tuple[tuple[BrandColour, ...], Print] | None:
    """Returns the colours of the organisation, and how the book is printed; None where there are none.

    The processes that lay out need them before the handbook has been read, as they need its look. Where one of
    them has an error, which reading the handbook reports, there are none either.
    """
    path, problems = content / NAME, list[Problem]()
    try:
        if not COLOUR.search(read_outside(path, YAML_FILE).decode("utf-8", "replace")):
            return None
    except OSError:
        return None
    if (reader := _open_fields(path, content, problems)) is None:
        return None
    colours: tuple[BrandColour, ...] = read_field(reader, "colour", fields_by_attribute(Handbook)["colour"])
    fields = reader.group("print")
    printing = Print(**read_fields(fields, Print))
    mistakes = [*problems, *check_profile(fields.texts, content)]
    return (colours, printing) if colours and not mistakes else None


def _open_fields(path: Path, content: Path, problems: list[Problem]) -> FieldReader | None:
    """Returns the fields of a file; None, and a problem, when it cannot be read."""
    name = display_path(path)
    try:
        if not is_within(path, path.parent):
            raise Unreadable(problem(Mark(name), "no-file.link"))
        text = decode(read_outside(path, YAML_FILE), name)
        root = parse(text, name)
    except Unreadable as error:
        problems.extend(error.problems)
    except NotOrdinary:
        problems.append(problem(Mark(name), "too-large.other-file"))
    except TooLarge:
        problems.append(problem(Mark(name), "too-large.file", most=YAML_FILE // 1000))
    except FileNotFoundError:
        problems.append(_missing_file(path))
    except OSError as error:
        problems.append(problem(Mark(name), "no-file.unreadable", reason=error.strerror))
    else:
        if root:
            return FieldReader(YamlFile(name, text, content, problems), root)
        problems.append(problem(Mark(name), "empty-file"))
    return None


def _missing_file(path: Path) -> Problem:
    place = Mark(display_path(path))
    names = [other.name for other in entries(path.parent) if not is_leftover(other.name)]
    others = [name for name in names if name.lower().startswith(path.stem)]
    if others:
        return problem(place, "no-file.other-name", other=others[0], name=path.name)
    return problem(place, "no-file.missing")


def _read_case(slug: str, path: Path, content: Path, problems: list[Problem]) -> Case | None:
    reader = _open_fields(path, content, problems)
    return Case(slug=slug, **read_fields(reader, Case)) if reader else None


def _read_handbook(content: Path, slugs: Sequence[str], problems: list[Problem]) -> tuple[Handbook, list[str]]:
    """Returns the handbook without its cases, and the slugs in the order of the book."""
    path = content / NAME
    reader = _open_fields(path, content, problems)
    if reader is None:  # one problem is enough: the file is missing or unreadable
        reader = FieldReader(YamlFile(display_path(path), "", content, []), None)
    values = read_fields(reader, Handbook)
    values["labels"] = {**default_labels(values["language"], values["look"]), **values["labels"]}
    slug = slug_of(values["title"]) or SLUG_WITHOUT_TITLE
    return Handbook(file=reader.file.name, slug=slug, cases=(), **values), _order(reader, values["order"], slugs)


def _order(reader: FieldReader, order: Sequence[Text], slugs: Sequence[str]) -> list[str]:
    """Returns the slugs in the order of the book: that of ``order``, or of the numbers where it is empty."""
    if not order:
        return list(slugs)
    mistakes: list[Problem] = []
    for index, slug in enumerate(order):
        if len(mistakes) >= MOST_SUGGESTIONS:
            break
        if slug not in slugs:
            mistakes.append(problem(slug.mark, "unknown-case.in-order", remedy=suggest(slug, slugs), slug=slug))
        elif slug in order[:index]:
            mistakes.append(problem(slug.mark, "unknown-case.twice-in-order", slug=slug))
    missing = next((slug for slug in slugs if slug not in order), "")
    if missing and not mistakes:
        mistakes.append(problem(reader.keys["order"], "left-out", slug=missing))
    reader.file.problems.extend(mistakes)
    return [slug for slug in dict.fromkeys(map(str, order)) if slug in slugs]
