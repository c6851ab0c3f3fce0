"""Tells the headings of a document apart by their levels: titles of cases, what is above and what is in them."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from handbook.authoring._case_details import read_details
from handbook.authoring._case_events import Event
from handbook.authoring._kickers import find_kickers
from handbook.authoring._label_finder import LabelFinder
from handbook.authoring._outline import BOLD, PLAIN_TITLE, above_cases, level_of
from handbook.authoring._paragraphs import SENTENCE_END, Paragraph, Rank
from handbook.authoring._person_line import read_person_line


def ranked(events: Sequence[Event], labels: LabelFinder) -> Iterator[Event]:
    """Yields the events of a document, with the rank of each paragraph that stands out."""
    kickers = find_kickers(events)
    groups = list(above_cases([event for index, event in enumerate(events) if index not in kickers], labels))
    titles, title_level = _titles(groups, labels)
    above = set(_above_titles(events, kickers, titles, title_level))
    rest = [event for index, event in enumerate(events) if index not in above and id(event) not in titles]
    within = {*map(level_of, rest)}
    for index, event in enumerate(events):
        level = level_of(event)
        if not isinstance(event, Paragraph) or (not level and index not in kickers):
            yield event
        elif index in kickers and not 0 < level < title_level < PLAIN_TITLE:
            yield replace(event, rank=Rank.KICKER)
        elif id(event) in titles or level == PLAIN_TITLE:
            yield replace(event, rank=Rank.TITLE)
        elif event.frame or (title_level == PLAIN_TITLE and level in within):
            yield replace(event, rank=Rank.SUBHEADING)
        else:
            yield replace(event, rank=_rank(level, title_level, is_above=index in above))


def _titles(groups: Sequence[Sequence[Paragraph]], labels: LabelFinder) -> tuple[set[int], int]:
    """Returns the identities of the titles, and their level.

    They are the headings nearest to the first label of each case, and those on the level that most of them have.
    """
    near = [title for lines in groups if (title := _title(lines, BOLD)) and _is_near(title, lines, labels)]
    if not near and all(any(map(level_of, lines)) for lines in groups):
        # Each has a text between it and the label.
        near = [title for lines in groups if (title := _title(lines, BOLD))]
    levels = Counter(map(level_of, near))
    title_level = min(levels, key=lambda level: (-levels[level], level), default=0)
    chosen = [(title, lines) for lines in groups if (title := _title(lines, title_level))]
    titles = {
        id(title) for title, lines in chosen if level_of(title) <= title_level or _is_near(title, lines, labels)
    }
    return titles, title_level


def _above_titles(
    events: Sequence[Event], kickers: Container[int], titles: Container[int], level: int
) -> Iterator[int]:
    """Yields the places of the events that stand right above a title, or above its kicker."""
    is_above = False
    for index, event in reversed(list(enumerate(events))):
        if is_above and index not in kickers:
            yield index
        is_title = id(event) in titles or (level > 0 and level_of(event) == level)
        is_above = is_title or (is_above and index in kickers)


def _is_near(title: Paragraph, lines: Sequence[Paragraph], labels: LabelFinder) -> bool:
    """Returns whether what follows a title in these lines is no text: it says whose case it is, and the like.

    A title that was found by its place among the others is near.
    """
    if title.level == PLAIN_TITLE:
        return True
    below = lines[[id(line) for line in lines].index(id(title)) + 1 :]
    is_short = len(below) <= 1 and not any(SENTENCE_END.search(line.text) for line in below)
    return is_short or read_details(below, labels, is_certain=False).is_complete


def _title(lines: Sequence[Paragraph], level: int) -> Paragraph | None:
    """Returns the last line of this level or above it, or else of any.

    One in a text box, or that names a person, is it only if there is no other.
    """
    lines = [line for line in lines if level_of(line)]
    choices = [line for line in lines if read_person_line(line.text) is None] or lines
    choices = [line for line in choices if not line.frame] or choices
    return next(reversed([line for line in choices if level_of(line) <= level] or choices), None)


def _rank(level: int, title_level: int, *, is_above: bool) -> Rank:
    """Returns what a line of this level is; ``is_above`` says that a title follows it."""
    if level == title_level:
        return Rank.TITLE
    if title_level == PLAIN_TITLE:
        return Rank.PART if is_above else Rank.SUBHEADING
    is_part = level < title_level and (is_above or title_level < BOLD)
    return Rank.PART if is_part else Rank.SUBHEADING
