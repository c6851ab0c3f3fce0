"""Imports cases from documents, and says what an editor has to fill in or to check."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.authoring._case_draft import CaseDraft
from handbook.authoring._case_finder import find_cases
from handbook.authoring._document_reader import KINDS, is_document, read_document
from handbook.authoring._import_problems import doubts, left_out, refusals, unplaced
from handbook.authoring._paragraphs import NotADocument
from handbook.content.case_files import MOST_CASES
from handbook.content.case_model import VERSO
from handbook.content.model import Handbook
from handbook.support.names import closest_name, display_path, slug_of, suggest
from handbook.support.outside_files import entries
from handbook.support.problems import Mark, Problem, Severity, problem


def read_cases(documents: Sequence[Path], handbook: Handbook) -> tuple[list[CaseDraft], list[Problem]]:
    """Returns the cases of documents and folders that the handbook does not have yet, and problems for the editor.

    Other files in a folder are passed over; a document there that has no case is a warning.
    """
    importer = _Importer(handbook)
    for document in documents:
        if os.path.isdir(document):
            importer.read_folder(document)
        elif importer.is_new(document):
            importer.read_file(document, "error")
    return importer.drafts, [*importer.problems, *_too_many(importer.drafts, handbook)]


def _too_many(drafts: Sequence[CaseDraft], handbook: Handbook) -> Iterator[Problem]:
    """Yields a problem if the book would have more cases than a build reads."""
    count = len(handbook.cases) + len(drafts)
    if drafts and count > MOST_CASES:
        yield problem(Mark(handbook.file), "too-many.imported", count=count, most=MOST_CASES)


class _Importer:
    """Collects the new cases of documents, and problems; knows where each title was read."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook
        self.drafts: list[CaseDraft] = []
        self.problems: list[Problem] = []
        self.places: dict[str, Mark | None] = {case.slug: None for case in handbook.cases}
        self.read: set[str] = set()

    def is_new(self, file: Path) -> bool:
        """Whether this is the first time that it is asked for a file, whatever it is called."""
        path = os.path.realpath(file)
        is_new = path not in self.read
        self.read.add(path)
        return is_new

    def read_folder(self, folder: Path) -> None:
        """Reads the documents of a folder and of those in it."""
        files = sorted(file for file in folder.rglob("*") if is_document(file, folder))
        have_cases = [not self.is_new(file) or self.read_file(file, "warning") for file in files]
        if not any(have_cases):
            self.problems.append(problem(Mark(display_path(folder)), "no-case.in-documents"))

    def read_file(self, file: Path, severity: Severity) -> bool:
        """Reads a document; returns whether it has cases. If not, that is a problem of the ``severity``."""
        name = display_path(file)
        if not os.path.exists(file):
            names = [other.name for other in entries(file.parent) if other.suffix.lower() in KINDS]
            remedy = suggest(file.name, names) if closest_name(file.name, names) else None
            self.problems.append(problem(Mark(name), "no-file.document", severity=severity, remedy=remedy))
            return False
        try:
            blocks, notes = read_document(file)
        except NotADocument as error:
            self.problems.append(problem(Mark(name), error.key, severity=severity, reason=error.reason))
            return False
        found = find_cases(blocks, self.handbook.labels)
        if not found.drafts:
            label = self.handbook.labels[VERSO]
            self.problems.append(problem(Mark(name), "no-case.in-document", severity=severity, label=label))
            return False
        problems = [left_out(name, note) for note in (*notes, *found.left_out)]
        problems += [*unplaced(name, found, self.handbook)]
        for draft in found.drafts:
            draft.file = file
            problems += self._add(name, draft)
        self.problems += sorted(problems)
        return True

    def _add(self, file: str, draft: CaseDraft) -> Iterator[Problem]:
        """Adds a case unless its title is known; yields what an editor has to know of it."""
        place, slug = Mark(file, draft.number, 1), slug_of(draft.title)
        draft.languages.discard(self.handbook.language)
        if slug not in self.places:
            self.drafts.append(draft)
            self.places |= {slug: place} if slug else {}
            yield from doubts(file, draft, self.handbook)
            yield from refusals(file, draft)
        elif other := self.places[slug]:
            yield problem(place, "duplicate-slug.in-documents", title=draft.title, other=other)
        else:
            yield problem(place, "known-case", severity="warning", title=draft.title)
