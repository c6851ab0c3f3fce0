"""Imports cases from documents, and says what an editor has to fill in or to check."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from handbook.authoring._case_draft import CaseDraft
from handbook.authoring._case_finder import find_cases
from handbook.authoring._document_reader import KINDS, is_document, read_document
from handbook.authoring._found_cases import FoundCases
from handbook.authoring._paragraphs import NotADocument, Note, Paragraph, Remark
from handbook.content.case_files import MOST_CASES
from handbook.content.field_reader import FieldReader
from handbook.content.model import PAGE_TEXTS, RECTO, UNFILLED, VERSO, Case, Handbook
from handbook.content.read_fields import read_fields
from handbook.content.yaml_source import YamlFile, parse
from handbook.support.input_limits import YAML_FILE
from handbook.support.messages import message
from handbook.support.names import closest_name, display_path, slug_of, suggest
from handbook.support.outside_files import entries
from handbook.support.problems import Mark, Problem, Severity, problem

QUOTED_TEXT = 50  # characters of a paragraph in a problem
LONGEST_CLOSING = 150  # characters of the end of a mail, with the name of its author
CLOSING = re.compile(
    r"((met )?(vriendelijke|hartelijke) groet|mvg\b|groet(en|jes)?,|((kind|best|warm) )?regards|yours sincerely)",
    re.IGNORECASE,
)


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
        problems = [_note(name, each) for each in (*notes, *found.left_out)] + [
            *_unplaced(name, found, self.handbook)
        ]
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
            yield from _doubts(file, draft, self.handbook)
            yield from _refusals(file, draft)
        elif other := self.places[slug]:
            yield problem(place, "duplicate-slug.in-documents", title=draft.title, other=other)
        else:
            yield problem(place, "known-case", severity="warning", title=draft.title)


def _refusals(file: str, draft: CaseDraft) -> Iterator[Problem]:
    """Yields why a build would refuse the file of a case, apart from what an editor still fills in."""
    place, problems = Mark(file, draft.number, 1), list[Problem]()
    text = draft.as_file(Path())
    if len(text.encode()) > YAML_FILE:
        yield problem(place, "too-large.file", most=YAML_FILE // 1000)
        return
    read_fields(FieldReader(YamlFile(file, text, Path(), problems), parse(text, file)), Case)
    for each in problems:
        if each.severity == "error" and each.id not in UNFILLED:
            yield replace(each, place=place)


def _unplaced(file: str, found: FoundCases, handbook: Handbook) -> Iterator[Problem]:
    """Yields warnings about what belongs to no case, and what was taken for a label."""
    labels, themes = handbook.labels, _theme_names(handbook)
    for paragraph in found.parts:
        if slug_of(paragraph.text) not in themes:
            yield _about(file, paragraph, "not-placed.part", "")
    for paragraph in found.strays:
        yield _about(file, paragraph, "not-placed.paragraph", "")
    for label in found.doubtful:
        key = "similar-label.with-text" if label.rest else "similar-label.alone"
        yield _about(file, label.paragraph, key, labels.get(label.field, label.field))


def _note(file: str, note: Note) -> Problem:
    place = Mark(file, note.number, 1)
    if isinstance(note, Remark):
        return problem(place, note.key, severity="warning")
    variant = "not-placed.element-with-text" if note.text else "not-placed.element"
    element, remedy = message(f"{note.element}.name"), message(f"{note.element}.remedy")
    return problem(place, variant, severity="warning", remedy=remedy, element=element, text=_start(note.text))


def _doubts(file: str, draft: CaseDraft, handbook: Handbook) -> Iterator[Problem]:
    """Yields warnings about what an editor still has to fill in or to check in a case."""
    place, labels = Mark(file, draft.number, 1), handbook.labels
    title = _called(draft)
    if draft.is_labelled:
        for name in PAGE_TEXTS:
            if not draft.paragraphs(name):
                yield problem(place, "incomplete.text", severity="warning", title=title, label=labels[name])
    else:
        verso, recto = labels[VERSO], labels[RECTO]
        yield problem(place, "incomplete.labels", severity="warning", title=title, verso=verso, recto=recto)
    if not draft.title:
        yield problem(place, "incomplete.title", severity="warning")
    if not draft.person:
        yield problem(place, "incomplete.person", severity="warning", title=title)
    for paragraph in draft.all_paragraphs:
        if paragraph.is_heading:
            yield _about(file, paragraph, "not-placed.heading", labels[VERSO], title)
        if CLOSING.match(paragraph.text) and len(paragraph.text) <= LONGEST_CLOSING:
            yield _about(file, paragraph, "not-placed.closing", "", title)
        if paragraph.lost_markup:
            yield problem(Mark(file, paragraph.number, 1), "not-kept.markup", severity="warning")
    yield from _unknown_themes(place, draft, handbook)


def _called(draft: CaseDraft) -> str:
    return message("called-case.titled", title=draft.title) if draft.title else message("called-case.untitled")


def _unknown_themes(place: Mark, draft: CaseDraft, handbook: Handbook) -> Iterator[Problem]:
    """Gives the themes of a case the names of the handbook; yields a warning for each that it does not have.

    A case without themes gets the one that the heading of its part names, if there is such a theme.
    """
    names = _theme_names(handbook)
    if not draft.themes and slug_of(draft.part) in names:
        draft.themes = [draft.part]
    for theme in draft.themes:
        if slug_of(theme) not in names:
            key, file = "unknown-theme.in-document", handbook.file
            yield problem(place, key, severity="warning", title=_called(draft), name=theme, file=file)
    draft.themes = [names[slug_of(theme)] for theme in draft.themes if slug_of(theme) in names]


def _theme_names(handbook: Handbook) -> dict[str, str]:
    return {slug_of(theme.name): str(theme.name) for theme in handbook.themes}


def _about(file: str, paragraph: Paragraph, key: str, label: str, title: str = "") -> Problem:
    """Returns a warning that quotes the start of a paragraph."""
    place, text = Mark(file, paragraph.number, 1), _start(paragraph.text)
    return problem(place, key, severity="warning", text=text, label=label, title=title)


def _start(text: str) -> str:
    return text if len(text) <= QUOTED_TEXT else text[:QUOTED_TEXT].rstrip() + "…"
