"""Takes words off the end of a text in an HTML tree, to find out how many are too many."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

HALF_A_LINE = 5  # words; lines break differently when other words go


def words(root: Element, field: str) -> list[str]:
    """The words in the element that carries ``field``."""
    return "".join(text for _, _, text in _pieces(_find(root, field))).split()


def anywhere(words: list[str], last: int) -> int:
    """How many words in a row, wherever they stand, take as much room as the ``last`` ones.

    Never over 15 % or 3 words above ``last``: more would be a guess that costs the author too much.
    """
    room = sum(len(word) + 1 for word in words[-last:])
    number = last
    while number < len(words) and _least_room(words, number) < room:
        number += 1
    return min(number + HALF_A_LINE, max(last + 3, last * 115 // 100), len(words))


def _least_room(words: list[str], number: int) -> int:
    lengths = [len(word) + 1 for word in words]
    return min(sum(lengths[at : at + number]) for at in range(len(words) - number + 1))


def shorten(root: Element, field: str, words: int) -> None:
    """Takes the last ``words`` words off the element that carries ``field``."""
    if not words:
        return
    element = _find(root, field)
    pieces = list(_pieces(element))
    whole = "".join(text for _, _, text in pieces)
    keep = len(whole.rstrip())
    for _ in range(words):
        keep = len(whole[:keep].rstrip())
        while keep and not whole[keep - 1].isspace():
            keep -= 1
    for owner, place, text in pieces:
        setattr(owner, place, text[: max(keep, 0)])
        keep -= len(text)
    _drop_empty(element)


def _find(root: Element, field: str) -> Element:
    return next(element for element in root.iter() if element.get("data-field") == field)


def _pieces(element: Element) -> Iterator[tuple[Element, str, str]]:
    """The pieces of text in an element, in reading order: whose they are, as what, and the text."""
    yield element, "text", element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child, "tail", child.tail or ""


def _drop_empty(element: Element) -> None:
    """Takes away what has no text left, such as the bullets of a list."""
    for child in list(element):
        _drop_empty(child)
        if not "".join(child.itertext()).strip() and not (child.tail or "").strip():
            element.remove(child)
