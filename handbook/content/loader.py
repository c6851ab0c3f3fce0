"""Loads the files in content/ as a Handbook, every value with its place, every mistake as a Problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook import resources
from handbook.content._content_file import open_fields
from handbook.content._paper import check_paper
from handbook.content.brand import OpenBrand, print_texts, read_brand, with_brand
from handbook.content.case_files import case_files, conflict_copies
from handbook.content.case_model import Case
from handbook.content.field_reader import FieldReader
from handbook.content.labels import default_labels
from handbook.content.looks import DEFAULT
from handbook.content.model import Handbook
from handbook.content.read_fields import read_fields
from handbook.content.text import Text
from handbook.content.yaml_source import YamlFile
from handbook.support.names import display_path, slug_of, suggest
from handbook.support.problems import Problem, problem

MOST_SUGGESTIONS = 20  # for names in the order; each takes long to find, and more are of no use
SLUG_WITHOUT_TITLE = "handbook"
NAME = "handbook.yaml"


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


def _read_case(slug: str, path: Path, content: Path, problems: list[Problem]) -> Case | None:
    reader = open_fields(path, content, problems)
    return Case(slug=slug, **read_fields(reader, Case)) if reader else None


def _read_handbook(content: Path, slugs: Sequence[str], problems: list[Problem]) -> tuple[Handbook, list[str]]:
    """Returns the handbook without its cases, and the slugs in the order of the book."""
    path = content / NAME
    reader = open_fields(path, content, problems)
    if reader is None:  # one problem is enough: the file is missing or unreadable
        reader = FieldReader(YamlFile(display_path(path), "", content, []), None)
    brand = read_brand(reader)
    values = with_brand(read_fields(reader, Handbook), reader, brand)
    problems += check_paper(values["print"], print_texts(reader, brand))
    values["labels"] = {**_labels(values["language"], values["look"], brand, problems), **values["labels"]}
    slug = slug_of(values["title"]) or SLUG_WITHOUT_TITLE
    return Handbook(file=reader.file.name, slug=slug, cases=(), **values), _order(reader, values["order"], slugs)


def _labels(language: str, look: Path, brand: OpenBrand | None, problems: list[Problem]) -> Mapping[str, str]:
    """Returns the labels of all looks, of the look and of the brand."""
    defaults = default_labels(language, look.name if look.parent == resources.LOOKS else DEFAULT)
    return {**defaults, **(brand.labels(language, look, problems) if brand else {})}


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
