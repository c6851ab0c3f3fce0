"""Finds the cases among the paragraphs and tables of a document: every paragraph ends in a case, or is named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from handbook.authoring._case_draft import CaseDraft
from handbook.authoring._case_events import find_events, first_field
from handbook.authoring._case_head import Details, Head, find_head, may_be_head, read_details, stands_out
from handbook.authoring._form_reader import Form, read_forms
from handbook.authoring._label_finder import HEADED_FIELDS, Label, LabelFinder
from handbook.authoring._paragraphs import Block, LeftOut, Paragraph, Table
from handbook.authoring._person_line import read_person_line
from handbook.content.model import PAGE_TEXTS, RECTO, VERSO


@dataclass
class FoundCases:
    """The cases of a document, and what belongs to none or was taken for a label in doubt."""

    drafts: list[CaseDraft] = field(default_factory=list)
    strays: list[Paragraph] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    doubtful: list[Label] = field(default_factory=list)


def find_cases(blocks: Sequence[Block], words: Mapping[str, str]) -> FoundCases:
    """Returns the cases of a document; ``words`` are the labels that the book prints."""
    labels = LabelFinder(words)
    events = list(find_events(blocks, labels))
    finder = _CaseFinder(labels, first_field(events))
    for event in events:
        match event:
            case Label():
                finder.add_label(event)
            case Table():
                finder.add_table(event)
            case _:
                finder.lines.append(event)
    finder.keep(finder.lines)
    return finder.found


class _CaseFinder:
    """Collects cases; ``lines`` are the paragraphs since the last label, which may hold the next head."""

    def __init__(self, labels: LabelFinder, first_field: str) -> None:
        self.labels, self.first_field = labels, first_field
        self.found = FoundCases()
        self.case: CaseDraft | None = None
        self.field = ""
        self.lines: list[Paragraph] = []

    def add_label(self, label: Label) -> None:
        """Adds a label: a new case starts above it, or it starts a field of the current one."""
        head = self._find_head()
        if self._is_text(label, head):
            self.lines.append(label.paragraph)
            return
        if not self._starts_case(label, head):
            self.keep(self.lines)
        else:
            self.keep(self.lines[: head.start] if head else self.lines)
            if head and label.field != self.first_field:  # it may be the text that is missing
                head.details.doubt_role()
            self._start_case(head, label.paragraph.number)
        assert self.case
        if not label.is_certain:
            self.found.doubtful.append(label)
        self.field = label.field
        self.case.lines.setdefault(label.field, [])
        self.lines = [label.rest] if label.rest else []

    def add_table(self, table: Table) -> None:
        """Adds a table: the cases of a form, the head of a case, or nothing."""
        forms = read_forms(table, self.labels)
        if not forms:
            self.found.left_out.append(LeftOut(max(table.number, 1), "element.table", table.text))
        elif not forms[0].has_texts:
            self.lines += _as_lines(forms[0])
        for form in forms:
            if form.has_texts:
                self._add_form(form, self._find_head() if form is forms[0] else None)

    def keep(self, lines: Sequence[Paragraph]) -> None:
        """Adds paragraphs to the current field; a heading below a complete case starts another one."""
        for index, line in enumerate(lines):
            is_complete = self.case is None or all(name in self.case.lines for name in PAGE_TEXTS)
            if not line.is_heading or not is_complete or not self.found.drafts:
                self._place(line)
            elif lines[index + 1 : index + 2] and not lines[index + 1].is_heading:
                self._start_unlabelled(lines[index:])
                return
            else:
                self.found.strays.append(line)
        self.lines = []

    def _place(self, line: Paragraph) -> None:
        (self.case.lines[self.field] if self.case else self.found.strays).append(line)

    def _find_head(self) -> Head | None:
        """Returns the head in the lines; the first line is text of the current field if it looks like that."""
        lines = self.lines
        is_head = lines and (stands_out(lines[0]) or may_be_head(lines, self.labels))
        return find_head(lines, self.labels, least=1 if self.case and not is_head else 0, is_start=not self.case)

    def _is_text(self, label: Label, head: Head | None) -> bool:
        """Returns whether a label is none here: what resembles one a second time, or questions without a case."""
        if self.case is None:
            return label.field not in PAGE_TEXTS
        return not label.is_certain and label.field in self.case.lines and head is None

    def _starts_case(self, label: Label, head: Head | None) -> bool:
        if self.case is None or label.field in self.case.lines:
            return True
        if label.field == self.first_field and label.is_certain:
            return True
        return label.field in PAGE_TEXTS and head is not None and head.is_sure

    def _start_case(self, head: Head | None, number: int) -> None:
        self.case = CaseDraft(head.number if head else number, head.title if head else "")
        self.found.drafts.append(self.case)
        if head:
            self._take(head.details)

    def _take(self, details: Details) -> None:
        """Takes the values of a head over; what the case has already, or cannot have, is named."""
        assert self.case
        self.case.person_line = details.values.get("person", "")
        self.case.role = details.values.get("role", "")
        self.case.quote = details.values.get("quote", "")
        self.case.themes = [theme.strip() for theme in re.split("[,;]", details.values.get("themes", "")) if theme]
        self.found.strays += details.unread

    def _start_unlabelled(self, lines: Sequence[Paragraph]) -> None:
        """Starts a case with a heading, but no label: its texts are taken for what somebody lived through."""
        end = next((index for index, line in enumerate(lines[1:], 1) if line.is_heading), len(lines))
        person = read_details(lines[1:2], self.labels, is_certain=True)
        is_person = person.is_known and person.values.keys() <= {"person", "role"}
        start, details = (2, person) if is_person else (1, Details())
        self._start_case(Head(0, lines[0].number, lines[0].text, details, is_sure=True), lines[0].number)
        assert self.case
        self.case.is_labelled, self.field = False, VERSO
        self.case.lines = {VERSO: [*lines[start:end]], RECTO: []}
        self.keep(lines[end:])

    def _add_form(self, form: Form, head: Head | None) -> None:
        """Adds the case of a form; its title may stand above the table."""
        own = form.entries.get("title") or form.head
        self.keep(self.lines[: head.start] if head else self.lines)
        self._start_case(head, form.number)
        assert self.case
        if own:
            if self.case.title and self.case.title != _text(own) and head:
                self.found.strays.append(replace(own[0], number=head.number, text=self.case.title))
            self.case.title = _text(own)
        if form.head and own is not form.head and _text(form.head) != self.case.title:
            self.found.strays += form.head
        before = (self.case.person_line, self.case.role, self.case.quote, ", ".join(self.case.themes))
        self._take_entries(form)
        after = (self.case.person_line, self.case.role, self.case.quote, ", ".join(self.case.themes))
        for value, new in zip(before, after, strict=True):
            if value not in new:  # the form says something else than what is above it
                self.found.strays.append(Paragraph(form.number, value, value))
        self.case.lines = {name: form.entries[name] for name in HEADED_FIELDS if name in form.entries}
        self.found.strays += form.unread
        self.found.doubtful += form.doubtful
        self.case, self.field = None, ""

    def _take_entries(self, form: Form) -> None:
        assert self.case
        values = {name: _text(form.entries[name]) for name in form.entries}
        if person := values.get("person"):
            found = read_person_line(person, is_certain=True)
            self.case.person_line = found.person if found else person
            self.case.role = (found.role if found else "") or self.case.role
        self.case.role = values.get("role") or self.case.role
        self.case.quote = values.get("quote") or self.case.quote
        if themes := values.get("themes"):
            self.case.themes = [theme.strip() for theme in re.split("[,;]", themes)]


def _as_lines(form: Form) -> list[Paragraph]:
    """Returns a form without texts, which precedes a case, as lines with a label."""
    lines = [
        replace(paragraphs[0], text=f"{name}: {_text(paragraphs)}", item="")
        for name, paragraphs in form.entries.items()
        if paragraphs
    ]
    return [*form.head, *lines, *form.unread]


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return " ".join(paragraph.text for paragraph in paragraphs)
