"""Tells the headings of a document apart by their levels: titles of cases, what is above and what is in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from handbook.authoring._case_events import Event
from handbook.authoring._label_finder import Label
from handbook.authoring._paragraphs import LONGEST_TITLE, SENTENCE_END, Paragraph, Rank, Table
from handbook.authoring._person_line import read_person_line
from handbook.content.model import PAGE_TEXTS

BOLD = 10  # the level of a short line in bold, below all headings


def ranked(events: Sequence[Event]) -> Iterator[Event]:
    """Yields the events of a document, with the rank of each paragraph that stands out.

    Titles are the headings nearest to the first label of each case, and those on the level that most of them have.
    """
    groups = list(_above_cases(events))
    levels = Counter(level for lines in groups if (level := _title_level(lines)))
    title_level = min(levels, key=lambda level: (-levels[level], level), default=1)
    titles = {id(_title(lines, title_level)) for lines in groups}
    for event, following in zip_longest(events, events[1:]):
        if isinstance(event, Paragraph) and (level := _level(event)):
            is_above = following is not None and (id(following) in titles or _level(following) == title_level)
            rank = Rank.SUBHEADING if event.is_boxed else _rank(level, title_level, is_above=is_above)
            yield replace(event, rank=Rank.TITLE if id(event) in titles else rank)
        else:
            yield event


def _above_cases(events: Sequence[Event]) -> Iterator[list[Paragraph]]:
    """Yields the paragraphs above the first label of each case, from the label or table before them on."""
    lines: list[Paragraph] = []
    fields: set[str] = set()
    for event in events:
        if isinstance(event, Paragraph):
            lines.append(event)
            continue
        if isinstance(event, Label) and event.field in PAGE_TEXTS:
            if not fields or event.field in fields:
                yield lines
                fields = set()
            fields.add(event.field)
        elif isinstance(event, Table):
            fields = set()
        lines = []


def _title_level(lines: Sequence[Paragraph]) -> int:
    """Returns the level of the last line that stands out, if no text follows it; 0 if there is none."""
    title = _title(lines, BOLD)
    below = [] if title is None else lines[lines.index(title) + 1 :]
    return 0 if title is None or any(SENTENCE_END.search(line.text) for line in below) else _level(title)


def _title(lines: Sequence[Paragraph], level: int) -> Paragraph | None:
    """Returns the last line of this level or above it, or else of any.

    One in a text box, or that names a person, is it only if there is no other.
    """
    lines = [line for line in lines if _level(line)]
    choices = [line for line in lines if read_person_line(line.text) is None] or lines
    choices = [line for line in choices if not line.is_boxed] or choices
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
