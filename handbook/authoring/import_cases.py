"""Cases out of a document: a title, the heading of each page, the text below it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from handbook.authoring._docx_reader import NUMBER, NoText, Paragraph, read_document
from handbook.authoring._person_finder import is_name, person
from handbook.authoring.case_template import filled
from handbook.content.model import Handbook
from handbook.support.names import display_path, slug_of
from handbook.support.problems import Mark, Problem

PARTS = ("experience", "good_work", "questions")  # the fields that stand below a heading of their own
TITLE_LENGTH = 120  # characters; what is longer, or ends a sentence, is text


@dataclass
class Draft:
    """A case as it is gathered: the number of its first paragraph, and its paragraphs by field."""

    number: int
    title: str = ""
    named: str = ""
    texts: dict[str, list[Paragraph]] = field(default_factory=dict)

    @cached_property
    def person(self) -> str:
        """Who it says it is of, or the one person that it names; empty otherwise."""
        texts = (part.text for name in PARTS for part in self.texts.get(name, ()))
        return self.named or person("\n\n".join((self.title, *texts)))

    def filled(self, folder: Path) -> str:
        """The file of the case; a field is empty where an editor has to fill it in."""
        experience, good_work, questions = (self.texts.get(name, []) for name in PARTS)
        said = {"title": self.title, "person": self.person}
        texts = {"experience": _joined(experience), "good_work": _joined(good_work)}
        asked = {"questions": [part.text for part in questions]} if questions else {}
        return filled(folder, {**said, **texts, **asked})


def read(file: Path, handbook: Handbook) -> tuple[list[Draft], list[Problem]]:
    """The cases of a document that the handbook does not have yet, and what could not be placed."""
    name = display_path(file)
    try:
        paragraphs, left = read_document(file)
    except NoText as error:
        return [], [Problem(Mark(name), "no-document", str(error), "Save it as .docx or as plain text (.txt).")]
    drafts, stray = cases(paragraphs, handbook.labels)
    if not drafts:
        message = f"it has no line that says '{handbook.labels['experience']}'"
        remedy = "Put the title of each case above such a line, and the text below it; README.md shows how."
        return [], [Problem(Mark(name), "no-case", message, remedy)]
    slugs = {case.slug for case in handbook.cases}
    there = [draft for draft in drafts if draft.title and slug_of(draft.title) in slugs]
    problems = [_known(Mark(name, draft.number, 1), draft.title) for draft in there]
    new = [draft for draft in drafts if draft not in there]
    problems += [found for draft in new for found in _doubts(Mark(name, draft.number, 1), draft, handbook.labels)]
    problems += [_unplaced(Mark(name, part.number, 1), f"“{part.text[:50]}”") for part in stray]
    problems += [_unplaced(Mark(name, number, 1), what) for number, what in left]
    return new, sorted(problems)


def _known(place: Mark, title: str) -> Problem:
    message, remedy = f"there is a case '{title}' already", "It was left as it is; change it in its own file."
    return Problem(place, "known-case", message, remedy, "warning")


def _unplaced(place: Mark, what: str) -> Problem:
    return Problem(
        place, "not-placed", f"{what} belongs to no case", "Put it in by hand where it should be.", "warning"
    )


def _doubts(place: Mark, draft: Draft, labels: Mapping[str, str]) -> Iterator[Problem]:
    """What an editor still has to fill in or to look at."""
    missing = [labels[name] for name in ("experience", "good_work") if not draft.texts.get(name)]
    missing += ["title"] * (not draft.title) + ["person"] * (not draft.person)
    for what in missing:
        remedy = "Fill it in in the new file."
        yield Problem(place, "incomplete", f"'{draft.title}' has no {what} here", remedy, "warning")
    for part in (part for name in PARTS for part in draft.texts.get(name, ())):
        there = Mark(place.file, part.number, 1)
        if part.heading:
            message = f"the heading “{part.text[:50]}” became text of '{draft.title}'"
            remedy = f"If a case starts there, put a line '{labels['experience']}' below it and import again."
            yield Problem(there, "not-placed", message, remedy, "warning")
        if part.lost:
            remedy = "Put it in by hand."
            yield Problem(there, "not-kept", f"{part.lost} could not be kept", remedy, "warning")


def cases(paragraphs: Sequence[Paragraph], labels: Mapping[str, str]) -> tuple[list[Draft], list[Paragraph]]:
    """The cases of a document, and the paragraphs that belong to none.

    ``labels`` are the headings of the two pages, and of the questions, as the book prints them.
    """
    heads = {_plain(labels[name]): name for name in PARTS}
    drafts: list[Draft] = []
    stray: list[Paragraph] = []
    current = stray
    for paragraph in paragraphs:
        part, rest = _head(paragraph, heads)
        if not part:
            current.append(paragraph)
            continue
        if part == "experience" or not drafts or part in drafts[-1].texts:
            drafts.append(_begun(current, paragraph.number, stray=current is stray))
        current = drafts[-1].texts.setdefault(part, [])
        if rest:
            current.append(rest)
    return drafts, stray


def _begun(before: list[Paragraph], number: int, *, stray: bool) -> Draft:
    """A case whose title, and perhaps its person, are the last of the paragraphs ``before`` its first heading."""
    least = 0 if stray else 1  # the text of the case before keeps its first paragraph
    named = ""
    if len(before) - least >= 2 and is_name(_named(before[-1].text)) and _is_title(before[-2]):
        named = _named(before.pop().text)
    if len(before) > least and _is_title(before[-1]):
        title = before.pop()
        return Draft(title.number, title.text, named)
    return Draft(number, "", named)


def _named(line: str) -> str:
    """A line without what may stand before a name in it."""
    return re.sub(r"^(door|naam|persoon|by|name|person)\s*:?\s+", "", line, flags=re.IGNORECASE)


def _is_title(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= TITLE_LENGTH and not paragraph.item and not re.search(r"[.,;:]$", paragraph.text)


def _head(paragraph: Paragraph, heads: Mapping[str, str]) -> tuple[str, Paragraph | None]:
    """Which heading a paragraph is, and what stands behind it on the same line."""
    if part := heads.get(_plain(paragraph.text)):
        return part, None
    before, colon, behind = paragraph.text.partition(":")
    if colon and (part := heads.get(_plain(before))):
        at = paragraph.markdown.find(":") + 1
        return part, Paragraph(paragraph.number, behind.strip(), paragraph.markdown[at:].strip(" *"))
    return "", None


def _plain(text: str) -> str:
    """A heading without what editors vary: capitals, accents, numbering, a colon at its end."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"^[\d.)\s]+|[\s:.]+$", "", bare).split())


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    """The Markdown of paragraphs, the items of a list right below each other."""
    parts: list[str] = []
    number, before = 0, ""
    for paragraph in paragraphs:
        number = number + 1 if paragraph.item == before else 1
        mark = f"{number}. " if paragraph.item == NUMBER else paragraph.item
        parts += ["\n" if paragraph.item and paragraph.item == before else "\n\n", mark + paragraph.markdown]
        before = paragraph.item
    return "".join(parts[1:])
