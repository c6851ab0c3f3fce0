"""What is found in a document: its cases, and what belongs to none."""

import re
from dataclasses import dataclass, field, replace

from handbook.authoring._case_draft import CaseDraft
from handbook.authoring._label_finder import Label
from handbook.authoring._paragraphs import LeftOut, Paragraph

NUMBER_ALONE = re.compile(r"\d{1,2}\W?")  # beside a title; the book numbers its cases itself


@dataclass
class FoundCases:
    """The cases of a document, and what belongs to none or was taken for a label in doubt.

    ``parts`` are the headings above the titles of several cases; ``others`` the lines that name one more person.
    """

    drafts: list[CaseDraft] = field(default_factory=list)
    strays: list[Paragraph] = field(default_factory=list)
    parts: list[Paragraph] = field(default_factory=list)
    others: list[Paragraph] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    doubtful: list[Label] = field(default_factory=list)

    def leave_out(self, line: Paragraph) -> None:
        """Names a text box or a table that is no part of a case; its paragraphs come one by one."""
        last = self.left_out[-1:]
        if last and (last[0].number, last[0].element) == (line.number, line.frame):
            self.left_out[-1] = replace(last[0], text=f"{last[0].text} {line.text}")
        else:
            self.left_out.append(LeftOut(line.number, line.frame, line.text))

    def forget_numbers(self) -> None:
        """Forgets what was left out and is a number alone."""
        self.left_out = [part for part in self.left_out if not NUMBER_ALONE.fullmatch(part.text)]
