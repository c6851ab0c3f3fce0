"""Tells the headings of a document apart by their levels: titles of cases, what is above and what is in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from handbook.authoring._case_details import read_details
from handbook.authoring._case_events import Event
from handbook.authoring._form_reader import read_forms
from handbook.authoring._kickers import find_kickers
from handbook.authoring._label_finder import Label, LabelFinder
from handbook.authoring._paragraphs import LONGEST_TITLE, SENTENCE_END, Paragraph, Rank, Table
from handbook.authoring._person_line import read_person_line
from handbook.content.case_model import PAGE_TEXTS

BOLD = 10  # the level of a short line in bold, below all headings


def ranked(events: Sequence[Event], labels: LabelFinder) -> Iterator[Event]:
    """Yields the events of a document, with the rank of each paragraph that stands out.

    Titles are the headings nearest to the first label of each case, and those on the level that most of them have.
    """
    kickers = find_kickers(events)
    groups = list(_above_cases([event for index, event in enumerate(events) if index not in kickers], labels))
    near = [title for lines in groups if (title := _title(lines, BOLD)) and _is_near(title, lines, labels)]
    if not near and all(any(map(_level, lines)) for lines in groups):  # each with a text between it and the label
        near = [title for lines in groups if (title := _title(lines, BOLD))]
    levels = Counter(map(_level, near))
    title_level = min(levels, key=lambda level: (-levels[level], level), default=0)
    chosen = [(title, lines) for lines in groups if (title := _title(lines, title_level))]
    titles = {
        id(title) for title, lines in chosen if _level(title) <= title_level or _is_near(title, lines, labels)
    }
    for index, (event, following) in enumerate(zip_longest(events, events[1:])):
        level = _level(event)
        if isinstance(event, Paragraph) and index in kickers and not 0 < level < title_level:
            yield replace(event, rank=Rank.KICKER)
        elif isinstance(event, Paragraph) and level:
            is_above = following is not None and (id(following) in titles or _level(following) == title_level)
            rank = Rank.SUBHEADING if event.frame else _rank(level, title_level, is_above=is_above)
            yield replace(event, rank=Rank.TITLE if id(event) in titles else rank)
        else:
            yield event


def _above_cases(events: Sequence[Event], labels: LabelFinder) -> Iterator[list[Paragraph]]:
    """Yields the paragraphs above the first label or the form of each case, from the label or form before on."""
    lines: list[Paragraph] = []
    fields: set[str] = set()
    for event in events:
        match event:
            case Paragraph():
                lines.append(event)
                continue
            case Table() if not any(form.has_texts for form in read_forms(event, labels)):
                continue
            case Table():
                yield lines
                fields = set()
            case Label() if event.field in PAGE_TEXTS:
                if not fields or event.field in fields:
                    yield lines
                    fields = set()
                fields.add(event.field)
        lines = []


def _is_near(title: Paragraph, lines: Sequence[Paragraph], labels: LabelFinder) -> bool:
    """Returns whether what follows a title in these lines is no text: it says whose case it is, and the like."""
    below = lines[[id(line) for line in lines].index(id(title)) + 1 :]
    is_short = len(below) <= 1 and not any(SENTENCE_END.search(line.text) for line in below)
    return is_short or read_details(below, labels, is_certain=False).is_complete


def _title(lines: Sequence[Paragraph], level: int) -> Paragraph | None:
    """Returns the last line of this level or above it, or else of any.

    One in a text box, or that names a person, is it only if there is no other.
    """
    lines = [line for line in lines if _level(line)]
    choices = [line for line in lines if read_person_line(line.text) is None] or lines
    choices = [line for line in choices if not line.frame] or choices
    return next(reversed([line for line in choices if _level(line) <= level] or choices), None)


def _rank(level: int, title_level: int, *, is_above: bool) -> Rank:
    """Returns what a line of this level is; ``is_above`` says that a title follows it."""
    if level == title_level:
        return Rank.TITLE
    is_part = level < title_level and (is_above or title_level < BOLD)
    return Rank.PART if is_part else Rank.SUBHEADING


def _level(event: Event) -> int:
    """Returns the level of a heading or a short paragraph in bold; 0 of anything else."""
    if not isinstance(event, Paragraph):
        return 0
    is_short = len(event.text) <= LONGEST_TITLE and not event.item
    return event.level or (BOLD if is_short and _is_bold(event) else 0)


def _is_bold(line: Paragraph) -> bool:
    """Returns whether the whole of a paragraph is in bold."""
    inner = line.markdown.strip("*")
    return line.markdown.startswith("**") and line.markdown.endswith("**") and bool(inner) and "**" not in inner
