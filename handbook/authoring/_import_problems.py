"""Says what an editor has to fill in or to check in the cases that were read from a document."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from handbook.authoring._case_draft import CaseDraft
from handbook.authoring._found_cases import FoundCases
from handbook.authoring._paragraphs import Note, Paragraph, Remark
from handbook.content.case_model import PAGE_TEXTS, RECTO, UNFILLED, VERSO, Case
from handbook.content.field_reader import FieldReader
from handbook.content.model import Handbook
from handbook.content.read_fields import read_fields
from handbook.content.yaml_source import YamlFile, parse
from handbook.support.input_limits import YAML_FILE
from handbook.support.messages import message
from handbook.support.names import slug_of
from handbook.support.problems import Mark, Problem, problem

QUOTED_TEXT = 50  # characters of a paragraph in a problem
LONGEST_CLOSING = 150  # characters of the end of a mail, with the name of its author
CLOSING = re.compile(
    r"((met )?(vriendelijke|hartelijke) groet|mvg\b|groet(en|jes)?,|((kind|best|warm) )?regards|yours sincerely)",
    re.IGNORECASE,
)


def unplaced(file: str, found: FoundCases, handbook: Handbook) -> Iterator[Problem]:
    """Yields warnings about what belongs to no case, and what was taken for a label."""
    labels, themes = handbook.labels, _theme_names(handbook)
    for paragraph in found.parts:
        if slug_of(paragraph.text) not in themes:
            yield _about(file, paragraph, "not-placed.part", "")
    for paragraph in found.strays:
        yield _about(file, paragraph, "not-placed.paragraph", "")
    for paragraph in found.others:
        yield _about(file, paragraph, "not-placed.person", "")
    for label in found.doubtful:
        key = "similar-label.with-text" if label.rest else "similar-label.alone"
        yield _about(file, label.paragraph, key, labels.get(label.field, label.field))


def left_out(file: str, note: Note) -> Problem:
    """Returns the warning about what a document has and a case has not, or has otherwise."""
    place = Mark(file, note.number, 1)
    if isinstance(note, Remark):
        return problem(place, note.key, severity="warning", text=_start(note.text))
    variant = "not-placed.element-with-text" if note.text else "not-placed.element"
    element, remedy = message(f"{note.element}.name"), message(f"{note.element}.remedy")
    return problem(place, variant, severity="warning", remedy=remedy, element=element, text=_start(note.text))


def doubts(file: str, draft: CaseDraft, handbook: Handbook) -> Iterator[Problem]:
    """Yields warnings about what an editor still has to fill in or to check in a case."""
    place, labels = Mark(file, draft.number, 1), handbook.labels
    title = _called(draft)
    if draft.is_labelled:
        for name in PAGE_TEXTS:
            if not draft.paragraphs(name):
                number = draft.label_numbers.get(name)
                at, key = (
                    (Mark(file, number, 1), "incomplete.below-label") if number else (place, "incomplete.text")
                )
                yield problem(at, key, severity="warning", title=title, label=labels[name])
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


def refusals(file: str, draft: CaseDraft) -> Iterator[Problem]:
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
