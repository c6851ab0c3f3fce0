"""Finds how many words a text is too long, by laying it out without its last words."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence

Cuts = Mapping[str, int]  # how many words are removed from the end of a text, by its name
FindTooLong = Callable[[Cuts], Collection[str]]

HALF_LINE = 5  # words; lines break differently when other words are removed


def least_sufficient(most: int, enough: Callable[[int], bool]) -> int:
    """Returns the least number from 1 to ``most`` that is enough; ``most`` if none is.

    Every number above one that is enough must be enough too.
    """
    return bisect_left(range(1, most), True, key=enough) + 1


def cuts_by_field(cuts: Cuts, words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Returns the cuts of each field, where a text may consist of several fields, as in "person role".

    ``words`` has the words of each field. The last field is shortened first.
    """
    shares = {}
    for names, number in cuts.items():
        rest = number
        for field in reversed(names.split()):
            shares[field] = min(rest, len(words[field]))
            rest -= shares[field]
    return shares


def excess_words(
    fields: Collection[str], words: Mapping[str, Sequence[str]], find_too_long: FindTooLong
) -> dict[str, int]:
    """Returns how many words each of some texts must lose; 0 where other texts push it out of its place.

    ``words`` has the words of all texts that are too long, by field. ``find_too_long`` lays the texts out with
    cuts, and returns the fields that are still too long.
    """
    excess = {}
    for field in sorted(fields):
        other_cuts = {other: len(words[other]) for other in words.keys() - {field}}
        excess[field] = _excess(field, words[field], other_cuts, find_too_long)
    if not any(excess.values()):  # each text would fit without the others, so each of them is too long
        excess = {field: _excess(field, words[field], {}, find_too_long) for field in sorted(fields)}
    return excess


def _excess(field: str, words: Sequence[str], other_cuts: Cuts, find_too_long: FindTooLong) -> int:
    """Returns how many words a field must lose, wherever they are; 0 if it fits without the other texts."""

    def fits(cut: int) -> bool:
        return field not in find_too_long({**other_cuts, field: cut})

    return 0 if other_cuts and fits(0) else _enough_anywhere(words, least_sufficient(len(words), fits))


def _enough_anywhere(words: Sequence[str], last: int) -> int:
    """Returns how many consecutive words take as much room as the ``last`` ones, wherever in the text they are.

    At most 3 words or 15 % above ``last``: a higher estimate would cost the author too much text.
    """
    room = sum(len(word) + 1 for word in words[-last:])
    number = last
    while number < len(words) and _least_room(words, number) < room:
        number += 1
    return min(number + HALF_LINE, max(last + 3, last * 115 // 100), len(words))


def _least_room(words: Sequence[str], number: int) -> int:
    """Returns the characters of the shortest run of ``number`` words, with a space after each."""
    lengths = [len(word) + 1 for word in words]
    return min(sum(lengths[start : start + number]) for start in range(len(words) - number + 1))
