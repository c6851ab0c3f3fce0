"""Makes a case of a form, or the lines above a case of one without texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.authoring._case_draft import CaseDraft
from handbook.authoring._form_cells import Form
from handbook.authoring._label_finder import HEADED_FIELDS
from handbook.authoring._paragraphs import Paragraph
from handbook.authoring._person_line import read_person_line


def fill_in(case: CaseDraft, form: Form) -> Iterator[Paragraph]:
    """Fills in a case from its form; yields what is not in it, such as what stood above the form and differs."""
    own = form.entries.get("title") or form.head
    if own:
        if case.title and case.title != _text(own):
            yield replace(own[0], number=case.number, text=case.title)
        case.title = _text(own)
    if own is not form.head and _text(form.head) != case.title:
        yield from form.head
    before = _details(case)
    _take_entries(case, form)
    for value, new in zip(before, _details(case), strict=True):
        if value not in new:
            yield Paragraph(form.number, value, value)
    case.languages = form.languages
    case.lines = {name: form.entries[name] for name in HEADED_FIELDS if name in form.entries}
    yield from form.unread


def as_lines(form: Form) -> list[Paragraph]:
    """Returns a form without texts, which precedes a case, as lines with a label."""
    lines = [
        replace(paragraphs[0], text=f"{name}: {_text(paragraphs)}", item="")
        for name, paragraphs in form.entries.items()
        if paragraphs
    ]
    return [*form.head, *lines, *form.unread]


def themes_in(text: str) -> list[str]:
    """Returns the themes that a line names."""
    return [theme.strip() for theme in re.split("[,;]", text) if theme.strip()]


def _take_entries(case: CaseDraft, form: Form) -> None:
    values = {name: _text(form.entries[name]) for name in form.entries}
    if person := values.get("person"):
        found = read_person_line(person, is_certain=True)
        case.person_line = found.person if found else person
        case.role = (found.role if found else "") or case.role
    case.role = values.get("role") or case.role
    case.quote = values.get("quote") or case.quote
    case.themes = themes_in(values.get("themes", "")) or case.themes


def _details(case: CaseDraft) -> tuple[str, ...]:
    return case.person_line, case.role, case.quote, ", ".join(case.themes)


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return " ".join(paragraph.text for paragraph in paragraphs)
