"""Writes content: a new book, a new case, the cases of documents."""

from pathlib import Path

from handbook.products.run import StrPath, open_cache
from handbook.results import ImportedCase, ImportResult
from handbook.support.messages import ENGLISH
from handbook.support.problems import collected_problems


def new_book(folder: StrPath, *, language: str = ENGLISH) -> Path:
    """Makes the folder of a new book that can be built at once, its files explained in ``language``; returns it.

    Raises:
        Rejected: the folder has files already, or cannot be written.
    """
    from handbook.authoring.new_book import make_book

    return make_book(Path(folder), language)


def new_case(content: StrPath, title: str, *, language: str = ENGLISH) -> Path:
    """Makes a case file at the end of the book, every field explained in ``language``; returns its path.

    Raises:
        Rejected: the title gives no file name or that of another case, or the file cannot be written.
    """
    from handbook.authoring.new_case import add_blank_case

    return add_blank_case(Path(content), title, language)


def import_cases(content: StrPath, *documents: StrPath) -> ImportResult:
    """Makes a file of each case of Word files, plain texts and folders of these that the handbook lacks.

    Raises:
        Rejected: a document has no cases, two cases have one title, or the files cannot be written; none is added.
    """
    from handbook.authoring.import_cases import read_cases
    from handbook.authoring.new_case import add_cases
    from handbook.content.loader import load

    content = Path(content)
    with open_cache(None), collected_problems() as problems:
        drafts, warnings = read_cases([Path(document) for document in documents], load(content))
        problems.add(warnings)
        paths = add_cases(content, [(draft.title, draft.as_file) for draft in drafts])
    cases = [ImportedCase(path, draft.title, draft.person) for path, draft in zip(paths, drafts, strict=True)]
    return ImportResult(tuple(cases), tuple(problems))
