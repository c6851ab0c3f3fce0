"""Documents as editors lay them out, written in short: the paragraphs and tables that a reader finds in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.authoring._case_draft import CaseDraft
from handbook.authoring._case_finder import find_cases
from handbook.authoring._found_cases import FoundCases
from handbook.authoring._paragraphs import TEXT_BOX, Block, Paragraph, Table, joined_markdown, place_of_tab
from handbook.authoring._plain_text import read_lines
from handbook.content.labels import default_labels

FIRST, SECOND = "Kenmerkende ervaring", "Beeld van goed werk"
EXPERIENCE = "De afgelopen jaren zag je de roep groeien. Het was spannend."
GOOD_WORK = "Goed werk is luisteren. Het proces blijft lopen."
BODY = f"{FIRST}\n{EXPERIENCE}\n{SECOND}\n{GOOD_WORK}"
AIRY_BODY = f"\n{FIRST}\n\n{EXPERIENCE}\n\n{SECOND}\n\n{GOOD_WORK}\n\n"
PAGES = f"| {FIRST} | {EXPERIENCE} |\n| {SECOND} | {GOOD_WORK} |"


@dataclass(frozen=True)
class Case:
    """What is found of a case."""

    title: str = "Samen op pad"
    person: str = "Fatima Jansen"
    role: str = ""
    experience: str = EXPERIENCE
    good_work: str = GOOD_WORK
    questions: tuple[str, ...] = ()


ONE, OTHER = Case(), Case("Een brug", "Jan de Vries")
HEADS = ("# Samen op pad\nFatima Jansen\n", "# Een brug\nJan de Vries\n")


def as_word(source: str) -> list[Block]:
    """Returns what a reader finds in a Word file: a line is a paragraph, or a heading if it starts with #.

    A line "| label | text |" is the row of a table; // ends a paragraph in its cells, and {label: text; ...} is a
    table in a cell. A line "[text // text]" is a text box.
    """
    blocks: list[Block] = []
    rows: list[tuple[tuple[Block, ...], ...]] = []
    for number, line in enumerate([*source.split("\n"), ""], 1):
        if line.startswith("|"):
            rows.append(tuple(_cell(number, cell) for cell in line.strip("|").split("|")))
            continue
        if rows:
            blocks.append(Table(number - 1, tuple(rows)))
            rows = []
        if line.startswith("["):
            blocks.append(Table(number, ((_cell(number, line[1:-1]),),), TEXT_BOX))
        elif line.strip():
            blocks.append(_paragraph(number, line))
    return blocks


def as_text(source: str) -> list[Block]:
    """Returns what a reader finds in a plain text."""
    return [*read_lines(source)]


def find(blocks: list[Block], language: str = "nl", labels: Mapping[str, str] | None = None) -> FoundCases:
    return find_cases(blocks, {**default_labels(language), **(labels or {})})


def cases(found: FoundCases) -> list[Case]:
    """Returns the cases that were found, each text as one line of Markdown."""
    return [
        Case(
            draft.title,
            draft.person,
            draft.role,
            experience=_text(draft, "experience"),
            good_work=_text(draft, "good_work"),
            questions=tuple(paragraph.text for paragraph in draft.paragraphs("questions")),
        )
        for draft in found.drafts
    ]


def named(found: FoundCases) -> list[str]:
    """Returns the texts that belong to no case or were taken for a label in doubt, but for headings of parts."""
    paragraphs = [*found.strays, *(label.paragraph for label in found.doubtful)]
    return [*(paragraph.text for paragraph in paragraphs), *(part.text for part in found.left_out)]


def _text(draft: CaseDraft, name: str) -> str:
    return " ".join(joined_markdown(draft.paragraphs(name)).split())


def _paragraph(number: int, line: str) -> Paragraph:
    heading = re.match("#+ ", line)
    item = re.match(r"- |\d+\. ", line)
    start = heading or item
    markdown = line[start.end() :] if start else line.strip()
    text, tab = " ".join(markdown.replace("**", "").split()), place_of_tab(markdown)
    markdown = " ".join(markdown.split())
    return Paragraph(
        number, text, markdown, item[0] if item else "", tab=tab, level=len(heading[0]) - 1 if heading else 0
    )


def _cell(number: int, cell: str) -> tuple[Block, ...]:
    return tuple(_block(number, part.strip()) for part in cell.split("//") if part.strip())


def _block(number: int, part: str) -> Block:
    if not part.startswith("{"):
        return _paragraph(number, part)
    rows = (row.split(":", 1) for row in part[1:-1].split(";"))
    return Table(number, tuple(tuple(_cell(number, cell) for cell in row) for row in rows))
