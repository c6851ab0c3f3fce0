"""Finds the cases among the paragraphs and tables of a document: every paragraph ends in a case, or is named."""

from collections.abc import Mapping, Sequence

from handbook.authoring._case_details import Details, read_details
from handbook.authoring._case_draft import CaseDraft
from handbook.authoring._case_events import find_events
from handbook.authoring._case_head import Head, starts_case
from handbook.authoring._form_case import as_lines, fill_in, themes_in
from handbook.authoring._form_reader import read_forms
from handbook.authoring._found_cases import FoundCases
from handbook.authoring._framed_heads import head_among
from handbook.authoring._head_patterns import with_alike_heads
from handbook.authoring._headings import ranked
from handbook.authoring._label_finder import Label, LabelFinder
from handbook.authoring._paragraphs import Block, LeftOut, Paragraph, Rank, Table
from handbook.content.case_model import PAGE_TEXTS, RECTO, VERSO


def find_cases(blocks: Sequence[Block], words: Mapping[str, str]) -> FoundCases:
    """Returns the cases of a document; ``words`` are the labels that the book prints."""
    labels = LabelFinder(words)
    finder = _CaseFinder(labels)
    for event in ranked(with_alike_heads(list(find_events(blocks, labels)), labels), labels):
        match event:
            case Label():
                finder.add_label(event)
            case Table():
                finder.add_table(event)
            case _:
                finder.add_line(event)
    finder.end()
    return finder.found


class _CaseFinder:
    """Collects cases; ``lines`` are the paragraphs since the last label, which may hold the next head."""

    def __init__(self, labels: LabelFinder) -> None:
        self.labels = labels
        self.found = FoundCases()
        self.case: CaseDraft | None = None
        self.field = ""
        self.lines: list[Paragraph] = []
        self.part = ""
        self.label: Label | None = None  # of the current field
        self.details: list[tuple[CaseDraft, Details]] = []

    def add_line(self, line: Paragraph) -> None:
        """Adds a paragraph; in a text box there may be the next title, but no part of a text that goes on."""
        if line.frame and not self._is_complete():
            self.found.leave_out(line)
        else:
            self.lines.append(line)

    def end(self) -> None:
        """Ends the last case, and names lines that were taken for roles if they may be a text that is missing."""
        self.keep(self.lines)
        self.found.forget_numbers()
        for case, details in self.details:
            if case.is_labelled and VERSO not in case.lines and details.role_line:
                case.role = ""
                self.found.strays.append(details.role_line)

    def add_label(self, label: Label) -> None:
        """Adds a label: a new case starts above it, or it starts a field of the current one."""
        head = self._find_head()
        if self._is_text(label, head):
            self.lines.append(label.paragraph)
            return
        if label.is_certain and not head:
            self._take_back(label.field)
        if self.case and not head and not self.lines:
            self.case.forget_list(label.field)
        if not self._starts_case(label, head):
            self.keep(self.lines)
        else:
            self._end_case(head)
            self._start_case(head, label.paragraph.number)
        if self.case is None:  # what is above questions belongs to no case
            self.lines = [label.paragraph]
            return
        if not label.is_certain:
            self.found.doubtful.append(label)
        self.field, self.label = label.field, label
        self.case.add_label(label)
        self.lines = [label.rest] if label.rest else []

    def _take_back(self, name: str) -> None:
        """Makes what was taken for the label of a field text again, as that label itself has come."""
        label = self.label
        is_doubtful = label is not None and not label.is_certain and label.field == name
        if (
            self.case
            and label
            and is_doubtful
            and (before := [other for other in self.case.lines if other != name])
        ):
            lines = [*self.case.lines.pop(name), *self.lines]
            self.lines = [label.paragraph, *(lines[1:] if label.rest else lines)]
            self.field = before[-1]
            self.found.doubtful.remove(label)

    def add_table(self, table: Table) -> None:
        """Adds a table: the cases of a form, the head of a case, or nothing."""
        forms = read_forms(table, self.labels)
        if not forms:
            self.found.left_out.append(LeftOut(max(table.number, 1), table.element, table.text))
        elif not forms[0].has_texts:
            self.lines += as_lines(forms[0])
        for form in forms:
            if form.has_texts:
                self._end_case(head := self._find_head() if form is forms[0] else None)
                self._start_case(head, form.number)
                assert self.case
                self.found.strays += fill_in(self.case, form)
                self.found.doubtful += form.doubtful
                self.case, self.field, self.label = None, "", None

    def keep(self, lines: Sequence[Paragraph]) -> None:
        """Adds paragraphs to the current field; a heading below a complete case starts another one, or ends it."""
        for index, line in enumerate(lines):
            is_new = line.is_heading and self._is_complete() and bool(self.found.drafts)
            if is_new and line.rank == Rank.PART:
                self.case, self.field, self.label = None, "", None
                self.found.strays.append(line)
            elif not is_new or line.rank in (Rank.SUBHEADING, Rank.KICKER):
                self._place(line)
            elif lines[index + 1 : index + 2] and not lines[index + 1].is_heading:
                self._start_unlabelled(lines[index:])
                return
            else:
                self.found.strays.append(line)
        self.lines = []

    def _is_complete(self) -> bool:
        """Returns whether a case may start here: there is none, or it has both texts."""
        return self.case is None or all(name in self.case.lines for name in PAGE_TEXTS)

    def _place(self, line: Paragraph) -> None:
        if line.frame:
            self.found.leave_out(line)
        else:
            case = self.case if line.rank != Rank.KICKER else None
            (case.lines[self.field] if case else self.found.strays).append(line)

    def _find_head(self) -> Head | None:
        """Returns the head in the lines; those in text boxes that are not of it are left out."""
        head, outside = head_among(self.lines, self.labels, is_start=self.case is None)
        for line in self.lines:
            if line.frame and len(outside) < len(self.lines):
                self.found.leave_out(line)
        self.lines = outside
        return head

    def _is_text(self, label: Label, head: Head | None) -> bool:
        """Returns whether a label is none here: what resembles one a second time, or questions without a case."""
        if self.case is None:
            return label.field not in PAGE_TEXTS
        return not label.is_certain and label.field in self.case.lines and head is None

    def _starts_case(self, label: Label, head: Head | None) -> bool:
        if self.case is None or label.field in self.case.lines:
            return True
        return label.field in PAGE_TEXTS and head is not None and starts_case(head, self.lines, label, self.labels)

    def _end_case(self, head: Head | None) -> None:
        """Adds what is above a head to the case before it; a heading that stands above the title is a part's."""
        above = self.lines[: head.start] if head else self.lines
        part = next((index for index in reversed(range(len(above))) if above[index].rank == Rank.PART), len(above))
        self.keep(above[:part])
        for line in above[part : part + 1]:
            self.case, self.field, self.label, self.part = None, "", None, line.text
            self.found.parts.append(line)
        self.keep(above[part + 1 :])

    def _start_case(self, head: Head | None, number: int) -> None:
        self.case = CaseDraft(head.number if head else number, head.title if head else "", part=self.part)
        self.found.drafts.append(self.case)
        self.label = None
        if head:
            self._take(head.details)

    def _take(self, details: Details) -> None:
        """Takes the values of a head over; what the case has already, or cannot have, is named."""
        assert self.case
        self.details.append((self.case, details))
        self.case.person_line = details.values.get("person", "")
        self.case.role = details.values.get("role", "")
        self.case.quote = details.values.get("quote", "")
        self.case.themes = themes_in(details.values.get("themes", ""))
        self.found.strays += details.unread
        self.found.others += details.others

    def _start_unlabelled(self, lines: Sequence[Paragraph]) -> None:
        """Starts a case with a heading, but no label: its texts are taken for what somebody lived through."""
        end = next((index for index, line in enumerate(lines[1:], 1) if line.is_heading), len(lines))
        person = read_details(lines[1:2], self.labels, is_certain=True)
        is_person = person.is_known and person.values.keys() <= {"person", "role"}
        start, details = (2, person) if is_person else (1, Details())
        self._start_case(Head(0, lines[0].number, lines[0].text, details, is_sure=True), lines[0].number)
        assert self.case
        self.case.is_labelled, self.field = False, VERSO
        self.case.lines = {VERSO: [], RECTO: []}
        for line in lines[start:end]:
            self._place(line)
        self.keep(lines[end:])
