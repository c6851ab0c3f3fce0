"""Chooses where the lines of a ragged paragraph end, of all its lines at once.

Nothing here knows of letters: a paragraph is a row of places where a line may end. What is least is the sum of the
squares by which its lines miss their aim and of the costs of its places (Knuth and Plass, "Breaking paragraphs
into lines", Software: Practice and Experience 11, 1981), with as many lines as a setter takes who fills one after
the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handbook.layout._line_costs import FULL, LEAST_LAST, Costs

ROUNDING = 1e-6  # px
FIRST = 1.5  # the weight of a first line of a title that is shorter than the mean: it looks like a mistake


class Place(NamedTuple):
    """A place where a line may end: distances in px from the start of the paragraph, set in one line.

    The line before it ends at ``end``, with its hyphen; the next begins at ``start``, behind an opening quotation
    mark that hangs in the margin. The first place is the start of the paragraph, the last one its end.
    ``overhang`` is half of a hyphen, which looks lighter than a letter.
    """

    end: float
    start: float
    cost: float = 0
    hyphen: bool = False  # the layout's or a typed one
    divides: bool = False  # a word, by the layout alone: only where its line would else be too empty
    overhang: float = 0
    letters: int = 99  # of the text from here to the end, up to 99


@dataclass(frozen=True)
class Shape:
    """The measure of a paragraph, the indent of its first line, and the zone of hyphenation, in px."""

    measure: float
    indent: float
    zone: float
    balanced: bool = False  # all lines, the last too, are to be of one length
    hanging: bool = False  # an opening quotation mark at the start of a line stands in the margin
    rag: float = 0  # how much shorter than the measure a line should be, in px

    def room(self, line: int) -> float:
        """Returns how long a line may be, the first by number 0."""
        return self.measure - (self.indent if line == 0 else 0) + ROUNDING

    def aim(self, line: int, lines: int, length: float) -> float:
        """Returns how long a line of a paragraph of that length should be."""
        if not self.balanced:
            return self.room(line) - self.rag
        return (length + self.indent) / lines - (self.indent if line == 0 else 0)


def count_lines(places: Sequence[Place], shape: Shape) -> tuple[int, float]:
    """Returns how many lines a setter takes who fills each in turn, and how empty the emptiest is left, in px.

    A word is divided where the line would be left emptier than the zone. 0 lines: something is wider than a line.
    """
    at, line, emptiest, last = 0, 0, 0.0, len(places) - 1
    while at < last:
        room = shape.room(line)
        fitting = [next_ for next_ in _reached(places, at, room) if places[next_].end - places[at].start <= room]
        if not fitting:
            return 0, 0
        if fitting[-1] == last:
            return line + 1, emptiest
        words = [next_ for next_ in fitting if not places[next_].divides]
        chosen = words[-1] if words else fitting[-1]
        if room - (places[chosen].end - places[at].start) > shape.zone:
            chosen = fitting[-1]
        emptiest = max(emptiest, room - (places[chosen].end - places[at].start))
        at, line = chosen, line + 1
    return line, emptiest


def _reached(places: Sequence[Place], at: int, room: float) -> range:
    """Returns the places that may end a line that begins at one, and perhaps a few beyond."""
    limit, after = places[at].start + room, at + 1
    while after < len(places) and (places[after].start <= limit or places[after].end <= limit):
        after += 1
    return range(at + 1, min(after + 1, len(places)))


def best_lines(places: Sequence[Place], shape: Shape, costs: Costs, lines: int) -> list[int] | None:
    """Returns the places, by number, that end the lines of the cheapest paragraph of so many lines.

    Returns None if there is none.
    """
    last = len(places) - 1
    earliest = _earliest(places, shape, lines)
    level: dict[int, float] = {0: 0.0}
    trail: list[dict[int, int]] = []
    for line in range(lines):
        aim = shape.aim(line, lines, places[-1].end - places[0].start)
        reached, came_from = _extend(places, shape, costs, level, line, aim, earliest[line + 1], line + 1 == lines)
        trail.append(came_from)
        level = reached
    if last not in level:
        return None
    path = [last]
    for came_from in reversed(trail[1:]):
        path.append(came_from[path[-1]])
    return path[::-1]


def _earliest(places: Sequence[Place], shape: Shape, lines: int) -> list[int]:
    """Returns for each number of lines the first place from which the rest of the lines reaches the end."""
    at = len(places) - 1
    earliest = [at]
    for line in range(lines - 1, 0, -1):
        before = at
        while before > 0 and places[at].end - places[before - 1].start <= shape.room(line):
            before -= 1
        at = before
        earliest.append(at)
    return [0, *earliest[::-1]]


def _extend(
    places: Sequence[Place],
    shape: Shape,
    costs: Costs,
    level: dict[int, float],
    line: int,
    aim: float,
    earliest: int,
    is_last: bool,
) -> tuple[dict[int, float], dict[int, int]]:
    """Returns the least cost of each place that one more line reaches, and where that line begins."""
    room, last = shape.room(line), len(places) - 1
    scale = 100 / shape.measure
    weight = FIRST if shape.balanced and line == 0 else 1  # of what it is too short
    reached: dict[int, float] = {}
    came_from: dict[int, int] = {}
    for at, sofar in level.items():
        start, hyphen = places[at].start, places[at].hyphen
        limit = start + room
        for after in range(last if is_last else max(at + 1, earliest), last + 1 if is_last else last):
            place = places[after]
            if place.end > limit:
                if place.start > limit:
                    break
                continue
            if is_last:
                cost = sofar + _cost_of_last(places, shape, costs, at, aim)
            else:
                length = place.end - start
                percent = (aim - length + place.overhang) * scale
                cost = sofar + (weight if percent > 0 else 1) * percent * percent + place.cost
                if room - length > shape.zone:
                    cost += costs.empty
                if hyphen and place.hyphen:
                    cost += costs.ladder
            if cost < reached.get(after, cost + 1):
                reached[after], came_from[after] = cost, at
    return reached, came_from


def _cost_of_last(places: Sequence[Place], shape: Shape, costs: Costs, at: int, aim: float) -> float:
    percent = 100 * (places[-1].end - places[at].start) / shape.measure
    cost = costs.last_divided if places[at].divides else 0.0
    if at == 0:
        return cost
    if not any(not place.hyphen for place in places[at + 1 : -1]):
        cost += costs.last_letters if places[at].letters < 5 else costs.last_word
    if shape.balanced:
        return cost + (100 * aim / shape.measure - percent) ** 2
    if percent < LEAST_LAST:
        cost += costs.last_short * (2 - percent / LEAST_LAST)
    return cost + (costs.last_full if percent > FULL else 0)
