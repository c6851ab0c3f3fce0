"""A paragraph as places where its lines may end, and the text of each of its lines."""

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from handbook.content.line_ends import SOFT_HYPHEN
from handbook.layout._line_breaks import Place, Shape, best_lines, count_lines
from handbook.layout._line_costs import BALANCED, NO_WORD, TEXT, Costs, cost_between, cost_of_division, word

HYPHENS = ("-", "\u2010")
WORDS = re.compile(r"[^ ]+")
QUOTES = frozenset('“‘„‚«‹"')  # that open
LETTERS = re.compile(rf"[^\W\d_]+(?:{SOFT_HYPHEN}[^\W\d_]+)*")
MARKED = re.compile(
    rf"{SOFT_HYPHEN}|(?<=[^\W\d_]{{2}})-(?=[^\W\d_]{{2}})"
)  # where the author allows a line to end


class Widths(Protocol):
    """What measures texts, in px."""

    def positions(self, text: str, face: Hashable) -> list[float] | None: ...

    def width(self, text: str, face: Hashable) -> float: ...

    def kern_before_space(self, letter: str, face: Hashable) -> float: ...


class Run(NamedTuple):
    """A part of a paragraph in one face; ``divide`` returns after how many letters a word may be divided."""

    text: str
    face: Hashable
    hyphen: str
    divide: Callable[[str], Sequence[int]] | None


class End(NamedTuple):
    """The end of a line: up to which letter it reaches, where the next begins, and the hyphen that it gets."""

    end: int
    start: int
    hyphen: str


@dataclass(frozen=True)
class Paragraph:
    """Runs that are set in one line: the letter that each starts with, and how far each letter is, in px.

    Both end with the end of the paragraph.
    """

    runs: Sequence[Run]
    text: str
    starts: Sequence[int]
    positions: Sequence[float]
    widths: Widths
    hanging: bool

    def run_at(self, letter: int) -> int:
        """Returns the number of the run that a letter is in."""
        return bisect_right(self.starts, letter) - 1

    def left(self, letter: int) -> float:
        """Returns where a line that begins with a letter has its left edge."""
        hangs = self.hanging and self.text[letter : letter + 1] in QUOTES
        return self.positions[letter + hangs]


def compose(runs: Sequence[Run], widths: Widths, shape: Shape, text_costs: Costs = TEXT) -> tuple[End, ...] | None:
    """Returns the ends of the lines of a paragraph, but for the last; None where they are unsure."""
    positions = _positions(runs, widths)
    if positions is None:
        return None
    costs = BALANCED if shape.balanced else text_costs
    starts = [0, *accumulate(len(run.text) for run in runs)]
    paragraph = Paragraph(runs, "".join(run.text for run in runs), starts, positions, widths, shape.hanging)
    found = list(_ends_of_words(paragraph, costs))
    whole = _with_limits(paragraph, found)
    lines, emptiest = count_lines(_places(whole), shape)
    path = best_lines(_places(whole), shape, costs, lines) if lines else None
    if path and emptiest <= shape.zone:
        return tuple(whole[place].end for place in path[:-1])
    divided = _with_limits(paragraph, sorted([*found, *_divisions(paragraph, costs)], key=lambda place: place.end))
    least, _ = count_lines(_places(divided), shape)
    if not least:
        return None
    if path is None or least < lines or _emptiest(_places(whole), path, shape) > shape.zone:
        whole, path = divided, best_lines(_places(divided), shape, costs, least)
    return tuple(whole[place].end for place in path[:-1]) if path else None


class _Found(NamedTuple):
    end: End
    place: Place


def _places(found: Sequence[_Found]) -> list[Place]:
    return [each.place for each in found]


def _positions(runs: Sequence[Run], widths: Widths) -> list[float] | None:
    found, start = [0.0], 0.0
    for run in runs:
        positions = widths.positions(run.text, run.face)
        if positions is None:
            return None
        found[-1:] = [start + position for position in positions]
        start = found[-1]
    return found


def _emptiest(places: Sequence[Place], path: Sequence[int], shape: Shape) -> float:
    lines = enumerate(pairwise([0, *path[:-1]]))
    return max((shape.room(line) - places[after].end + places[at].start for line, (at, after) in lines), default=0)


def _with_limits(paragraph: Paragraph, found: Sequence[_Found]) -> list[_Found]:
    """Returns places with the start and the end of the paragraph around them."""
    text, positions = paragraph.text, paragraph.positions
    first, last = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    return [
        _Found(End(first, first, ""), Place(positions[first], paragraph.left(first))),
        *found,
        _Found(End(last, last, ""), Place(positions[last], positions[last])),
    ]


def _ends_of_words(paragraph: Paragraph, costs: Costs) -> Iterator[_Found]:
    """Yields the spaces between words, and the hyphens in them that the author has typed."""
    text = paragraph.text
    matches = list(WORDS.finditer(text))
    words = [NO_WORD, *(word(match[0]) for match in matches), NO_WORD, NO_WORD]
    for number, match in enumerate(matches, 1):
        for mark in MARKED.finditer(match[0]):
            yield _inside(paragraph, match.start() + mark.start(), mark[0] == SOFT_HYPHEN, costs.typed)
        if number < len(matches) and not words[number].text.endswith(HYPHENS):
            cost = cost_between(costs, *words[number - 1 : number + 3])
            yield _at_space(paragraph, match.end(), matches[number].start(), cost)


def _at_space(paragraph: Paragraph, end: int, start: int, cost: float) -> _Found:
    run = paragraph.runs[paragraph.run_at(end - 1)]
    right = paragraph.positions[end] + paragraph.widths.kern_before_space(paragraph.text[end - 1], run.face)
    letters = min(99, len(paragraph.text.rstrip(" ")) - start)
    return _Found(End(end, start, ""), Place(right, paragraph.left(start), cost, letters=letters))


def _inside(paragraph: Paragraph, mark: int, soft: bool, cost: float) -> _Found:
    """Returns the place at a hyphen that was typed, which stays, or at a soft one, which a hyphen replaces."""
    end = mark if soft else mark + 1
    return _within_word(paragraph, end, mark + 1, "" if not soft else None, cost)


def _divisions(paragraph: Paragraph, costs: Costs) -> Iterator[_Found]:
    """Yields where the layout may divide words."""
    text, starts = paragraph.text, paragraph.starts
    for match in LETTERS.finditer(text):
        number = paragraph.run_at(match.start())
        run, inside_run = paragraph.runs[number], match.end() <= starts[number + 1]
        if run.divide is None or not inside_run or SOFT_HYPHEN in match[0]:
            continue
        before = text[: match.start()].rsplit(" ", 2)
        earlier = word(before[-2]) if len(before) > 1 else NO_WORD
        for letters in run.divide(match[0]):
            cost = cost_of_division(costs, earlier, match[0][:letters], match[0][letters:])
            place = match.start() + letters
            yield _within_word(paragraph, place, place, None, cost, divides=True)


def _within_word(
    paragraph: Paragraph, end: int, start: int, hyphen: str | None, cost: float, *, divides: bool = False
) -> _Found:
    """Returns a place inside a word; without a ``hyphen`` it gets that of its run."""
    text, widths, starts = paragraph.text, paragraph.widths, paragraph.starts
    number = paragraph.run_at(end - 1)
    run = paragraph.runs[number]
    begin = max(text.rfind(" ", 0, end) + 1, starts[number])
    shown = run.hyphen if hyphen is None else hyphen
    right = paragraph.positions[begin] + widths.width(text[begin:end] + shown, run.face)
    number = paragraph.run_at(start)
    space = text.find(" ", start, starts[number + 1])
    close = starts[number + 1] if space < 0 else space
    left = paragraph.positions[close] - widths.width(text[start:close], paragraph.runs[number].face)
    overhang = widths.width(run.hyphen, run.face) / 2
    letters = min(99, len(text.rstrip(" ")) - start)
    return _Found(End(end, start, shown), Place(right, left, cost, True, divides, overhang, letters))
