"""Finds the heads of cases by what they have alike, and puts the lines of each in one order: title, person, role.

What each line above a label may be is a letter: a title (t, or its level where it stands out), a person (p, or P
for a name alone that stands out), a role (r), another value (d), a kicker (k), text (x).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from handbook.authoring._case_details import keyed_value
from handbook.authoring._case_events import Event
from handbook.authoring._kickers import is_kicker
from handbook.authoring._label_finder import LabelFinder
from handbook.authoring._outline import PLAIN_TITLE, above_labels, level_of, opening_fields
from handbook.authoring._paragraphs import BULLET, Paragraph, may_be_title
from handbook.authoring._person_line import is_like_role, read_person_line

MOST_LINES = 8  # of a head, with the text that introduces its case
LEVELS = "t123456789B"  # of titles: plain, headings, in bold
TITLE = f"[{LEVELS}]"
WITH_PERSON = re.compile(f"{TITLE}.*[pP]|[pP].*{TITLE}")
PERSONS = re.compile("[pP][pPdr]*")
NAME_AS_HEADING = re.compile("P+t")  # nothing says which of the two is the title
TITLE_LIKE_NAME = re.compile(f"[pP](?=[^pP]*{TITLE}[^pP]*[pP])")  # with a person below it
ROLE = re.compile(f"(?<=[pP]){TITLE}")


class _Group(NamedTuple):
    """The lines above a label, what each may be, and whether they seem to be above the first label of a case."""

    lines: list[Paragraph]
    kinds: str
    is_first: bool


def with_alike_heads(events: Sequence[Event], labels: LabelFinder) -> list[Event]:
    """Returns the events of a document, with the lines of its heads in one order and their titles as headings.

    Where a case seems to go on, a head has a person: a short line alone may be the last of a text.
    """
    found = list(events)
    places = {id(event): place for place, event in enumerate(events)}
    pattern, groups = _alike_groups(events, labels)
    for lines, kinds, is_first in groups:
        if pattern and (match := pattern.search(kinds)) and (is_first or WITH_PERSON.search(match[0])):
            head = lines[match.start() :]
            first, last = places[id(head[0])], places[id(head[-1])]
            if last - first < len(head):  # no table stands between them
                found[first : last + 1] = _in_order(head, match[0])
    return found


def _alike_groups(events: Sequence[Event], labels: LabelFinder) -> tuple[re.Pattern[str] | None, list[_Group]]:
    """Returns what heads have alike, whichever text comes first in a case, and the groups; else none."""
    for opening in opening_fields(events):
        above = [(lines[-MOST_LINES:], is_first) for lines, is_first in above_labels(events, labels, opening)]
        groups = [_Group(lines, _kinds(lines, labels), is_first) for lines, is_first in above]
        if pattern := _pattern([group.kinds for group in groups if group.is_first]):
            return pattern, groups
    return None, []


def _pattern(kinds: Sequence[str]) -> re.Pattern[str] | None:
    """Returns what the heads of a document have alike: as much of the first as most others have too.

    Above the first is no text of another case. What stands out is of the heads only where all have it; otherwise
    it is of a part. One case alone tells less: its head is all that is above its label, or below a kicker.
    """
    first = kinds[0] if kinds else ""
    for start in range(len(first)):
        head, is_below_kicker = first[start:], first[:start].endswith("k")
        titles = re.findall(TITLE, head)
        if NAME_AS_HEADING.match(head) and not is_below_kicker:
            return None
        pattern = _alike(head)
        count = sum(bool(pattern.search(kind)) for kind in kinds)
        if len(kinds) == 1:
            is_alike = (start == 0 or is_below_kicker) and len(titles) == 1
        else:
            is_alike = count == len(kinds) if set(titles) - {"t"} else 2 * count > len(kinds)
        if head[0] != "x" and titles and is_alike:
            return pattern
    return None


def _alike(head: str) -> re.Pattern[str]:
    """Returns the pattern of heads like one, with or without values, roles and an introduction."""
    kinds = re.sub("(?<=.)d|x+$", "", PERSONS.sub("p", head))
    alike = {"p": "[pP]+[dr]*", "d": "d*", "x": "x{1,3}"}
    return re.compile("".join(alike.get(kind, f"{kind}d*") for kind in kinds) + "x{0,3}$")


def _in_order(lines: Sequence[Paragraph], kinds: str) -> list[Paragraph]:
    """Returns the lines of a head in one order: its kicker, title, subtitles, person, the rest.

    What stands out above the title and its kicker stays there: it may be the heading of a part.
    """
    title = _title(kinds)
    person = next((index for index, kind in enumerate(kinds) if kind in "pP"), len(kinds))
    parts: list[list[Paragraph]] = [[], [], [], [], []]
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if index == title:
            parts[2].append(replace(line, level=PLAIN_TITLE) if kind == "t" else line)
        elif kind in LEVELS[1:] and index < title:
            parts[0].append(line)
        elif kind == "k":
            parts[1].append(line)
        else:
            is_subtitle = kind in LEVELS and (index < person or person < title)
            parts[3 if is_subtitle else 4].append(_as_plain(line))
    return [line for part in parts for line in part]


def _as_plain(line: Paragraph) -> Paragraph:
    """Returns a line that does not stand out."""
    return replace(line, level=0, markdown=line.markdown.strip("*")) if level_of(line) else line


def _title(kinds: str) -> int:
    """Returns the place of the title: below a kicker, if it can; the first on the lowest level that stands out."""
    choices = [index for index, kind in enumerate(kinds) if kind in LEVELS]
    choices = [index for index in choices if index > kinds.rfind("k")] or choices
    return max(choices, key=lambda index: LEVELS.index(kinds[index]))


def _kinds(lines: Sequence[Paragraph], labels: LabelFinder) -> str:
    """Returns the kinds of the lines above a label, each as far as those around it tell.

    Of two lines that may be names, above and below a title, the first is the title. One word below a kicker is the
    name of a person: Jan.
    """
    kinds = [_kind(line, labels) for line in lines]
    whole = "".join(kinds)
    for match in TITLE_LIKE_NAME.finditer(whole):
        kinds[match.start()] = _level(lines[match.start()])
    for match in ROLE.finditer(whole):
        text, below = lines[match.start()].text, whole[match.end() : match.end() + 1]
        if is_like_role(text) or (" " not in text and below and below in LEVELS):
            kinds[match.start()] = "r"
    if re.search(f"k{TITLE}$", whole) and " " not in lines[-1].text:
        kinds[-1] = "p"
    return "".join(kinds)


def _kind(line: Paragraph, labels: LabelFinder) -> str:
    """Returns the kind of a line, as far as it shows without those around it."""
    name = keyed_value(line, labels)[0]
    person = read_person_line(line.text)
    if line.frame or line.item == BULLET:
        return "x"
    if name == "person" or person:
        is_bare = person is not None and person.person == line.text
        return "P" if level_of(line) and is_bare else "p"
    if is_kicker(line.text):
        return "k"
    if name not in ("", "title"):
        return "d"
    return _level(line) if may_be_title(line.text) else "x"


def _level(line: Paragraph) -> str:
    """Returns the kind of a line that may be a title."""
    return LEVELS[min(level_of(line), len(LEVELS) - 1)]
