"""Imports cases from a document: a title, the heading of each page, the text below it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from handbook.authoring._document_reader import read_document
from handbook.authoring._paragraphs import LeftOut, NotADocument, Note, Paragraph, Remark, joined_markdown
from handbook.authoring._person_finder import find_person, is_name
from handbook.authoring.case_template import filled_case
from handbook.content.model import PAGE_TEXTS, VERSO, Handbook
from handbook.support.messages import message
from handbook.support.names import display_path, slug_of
from handbook.support.problems import Mark, Problem, problem

QUESTIONS = "questions"
HEADED_FIELDS = (*PAGE_TEXTS, QUESTIONS)  # each below its own heading
LONGEST_TITLE = 120  # characters; what is longer, or ends a sentence, is text
QUOTED_TEXT = 50  # characters of a paragraph in a problem


@dataclass
class ImportedCase:
    """A case of a document: the number of its first paragraph, and its paragraphs by field."""

    number: int
    title: str = ""
    person_line: str = ""
    paragraphs: dict[str, list[Paragraph]] = field(default_factory=dict)

    @cached_property
    def person(self) -> str:
        """The person of the line below its title, or the only person that it names; empty otherwise."""
        texts = (paragraph.text for paragraph in self.all_paragraphs)
        return self.person_line or find_person("\n\n".join((self.title, *texts)))

    @property
    def all_paragraphs(self) -> Iterator[Paragraph]:
        return (paragraph for name in HEADED_FIELDS for paragraph in self.paragraphs.get(name, ()))

    def as_file(self, folder: Path) -> str:
        """Returns the text of its file in ``folder``; a field is empty where an editor has to fill it in."""
        texts = {name: joined_markdown(self.paragraphs.get(name, [])) for name in PAGE_TEXTS}
        questions = [paragraph.text for paragraph in self.paragraphs.get(QUESTIONS, [])]
        values = {"title": self.title, "person": self.person, **texts}
        return filled_case(folder, {**values, QUESTIONS: questions} if questions else values)


def read_cases(file: Path, handbook: Handbook) -> tuple[list[ImportedCase], list[Problem]]:
    """Returns the cases of a document that the handbook does not have yet, and warnings for the editor."""
    name = display_path(file)
    try:
        blocks, notes = read_document(file, partial(_starts_paragraph, _headings(handbook.labels)))
    except NotADocument as error:
        return [], [problem(Mark(name), error.key, reason=error.reason)]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    tables = [block for block in blocks if not isinstance(block, Paragraph)]
    notes += [LeftOut(max(table.number, 1), "element.table", table.text) for table in tables]
    cases, stray = split_cases(paragraphs, handbook.labels)
    if not cases:
        return [], [problem(Mark(name), "no-case.in-document", label=handbook.labels[VERSO])]
    slugs = {case.slug for case in handbook.cases}
    known = [case for case in cases if case.title and slug_of(case.title) in slugs]
    new = [case for case in cases if case not in known]
    warnings = [
        problem(Mark(name, case.number, 1), "known-case", severity="warning", title=case.title) for case in known
    ]
    warnings += [warning for case in new for warning in _warnings(name, case, handbook.labels)]
    warnings += [_stray_paragraph(name, paragraph) for paragraph in stray]
    warnings += [_note(name, note) for note in notes]
    return new, sorted(warnings)


def _stray_paragraph(file: str, paragraph: Paragraph) -> Problem:
    place, text = Mark(file, paragraph.number, 1), paragraph.text[:QUOTED_TEXT]
    return problem(place, "not-placed.paragraph", severity="warning", text=text)


def _note(file: str, note: Note) -> Problem:
    place = Mark(file, note.number, 1)
    if isinstance(note, Remark):
        return problem(place, note.key, severity="warning")
    variant = "not-placed.element-with-text" if note.text else "not-placed.element"
    element, text = message(note.element), note.text[:QUOTED_TEXT]
    return problem(place, variant, severity="warning", element=element, text=text)


def _warnings(file: str, case: ImportedCase, labels: Mapping[str, str]) -> Iterator[Problem]:
    """Yields warnings about what an editor still has to fill in or to check in a case."""
    place = Mark(file, case.number, 1)
    for name in PAGE_TEXTS:
        if not case.paragraphs.get(name):
            yield problem(place, "incomplete.text", severity="warning", title=case.title, label=labels[name])
    if not case.title:
        yield problem(place, "incomplete.title", severity="warning")
    if not case.person:
        yield problem(place, "incomplete.person", severity="warning", title=case.title)
    for paragraph in case.all_paragraphs:
        place = Mark(file, paragraph.number, 1)
        if paragraph.is_heading:
            text, label = paragraph.text[:QUOTED_TEXT], labels[VERSO]
            yield problem(
                place, "not-placed.heading", severity="warning", title=case.title, text=text, label=label
            )
        if paragraph.lost_markup:
            yield problem(place, "not-kept.markup", severity="warning")


def split_cases(
    paragraphs: Sequence[Paragraph], labels: Mapping[str, str]
) -> tuple[list[ImportedCase], list[Paragraph]]:
    """Returns the cases of a document, and the paragraphs that belong to none.

    ``labels`` are the headings of the two pages, and of the questions, as the book prints them.
    """
    headings = _headings(labels)
    cases: list[ImportedCase] = []
    stray: list[Paragraph] = []
    current = stray
    for paragraph in paragraphs:
        name, rest = _heading(paragraph, headings)
        if not name:
            current.append(paragraph)
            continue
        if name == VERSO or not cases or name in cases[-1].paragraphs:
            cases.append(_new_case(current, paragraph.number, is_first=current is stray))
        current = cases[-1].paragraphs.setdefault(name, [])
        if rest:
            current.append(rest)
    return cases, stray


def _headings(labels: Mapping[str, str]) -> dict[str, str]:
    return {_comparable(labels[name]): name for name in HEADED_FIELDS}


def _starts_paragraph(headings: Mapping[str, str], lines: Sequence[str], index: int) -> bool:
    """Whether a line of a plain text is a heading, or stands below one, or is a title or person above one."""
    above, line, below, second = (
        Paragraph(0, text, text)
        for text in (lines[index - 1] if index else "", *lines[index : index + 3], "", "")[:4]
    )
    name_above, rest_above = _heading(above, headings)
    if _heading(line, headings)[0] or (name_above and not rest_above):
        return True
    is_above_person = is_name(_without_prefix(below.text)) and _heading(second, headings)[0] == VERSO
    return _is_title(line) and (_heading(below, headings)[0] == VERSO or is_above_person)


def _new_case(before: list[Paragraph], number: int, *, is_first: bool) -> ImportedCase:
    """Returns a new case; removes its title and its person from the paragraphs ``before`` its first heading."""
    least = 0 if is_first else 1  # the text of the previous case keeps its first paragraph
    person_line = ""
    if len(before) - least >= 2 and is_name(_without_prefix(before[-1].text)) and _is_title(before[-2]):
        person_line = _without_prefix(before.pop().text)
    if len(before) > least and _is_title(before[-1]):
        title = before.pop()
        return ImportedCase(title.number, title.text, person_line)
    return ImportedCase(number, "", person_line)


def _without_prefix(line: str) -> str:
    """Returns a line that may hold a name, without the word that introduces it."""
    return re.sub(r"^(door|naam|persoon|by|name|person)\s*:?\s+", "", line, flags=re.IGNORECASE)


def _is_title(paragraph: Paragraph) -> bool:
    return (
        len(paragraph.text) <= LONGEST_TITLE and not paragraph.item and not re.search(r"[.,;:]$", paragraph.text)
    )


def _heading(paragraph: Paragraph, headings: Mapping[str, str]) -> tuple[str, Paragraph | None]:
    """Returns the field that a paragraph is the heading of, and the text after it on the same line."""
    if name := headings.get(_comparable(paragraph.text)):
        return name, None
    before, colon, rest = paragraph.text.partition(":")
    if colon and (name := headings.get(_comparable(before))):
        start = paragraph.markdown.find(":") + 1
        return name, Paragraph(paragraph.number, rest.strip(), paragraph.markdown[start:].strip(" *"))
    return "", None


def _comparable(text: str) -> str:
    """Returns a heading without what editors vary: capitals, accents, numbering, a colon at its end."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"^[\d.)\s]+|[\s:.]+$", "", bare).split())
