"""Reads the words of a text in an HTML tree, and removes words from its end."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element


class _TextPart(NamedTuple):
    """A part of a text: the element that holds it, in which attribute ("text" or "tail"), and the part itself."""

    owner: Element
    attribute: str
    text: str


def words_of(root: Element, field: str) -> list[str]:
    """Returns the words of the element whose data-field is ``field``."""
    return "".join(part.text for part in _text_parts(_find(root, field))).split()


def remove_last_words(root: Element, field: str, number: int) -> None:
    """Removes the last words of the element whose data-field is ``field``, and elements that become empty."""
    if not number:
        return
    element = _find(root, field)
    parts = list(_text_parts(element))
    text = "".join(part.text for part in parts)
    end = len(text.rstrip())
    for _ in range(number):
        end = len(text[:end].rstrip())
        while end and not text[end - 1].isspace():
            end -= 1
    end = len(text[:end].rstrip())
    for part in parts:
        setattr(part.owner, part.attribute, part.text[: max(end, 0)])
        end -= len(part.text)
    _remove_empty(element)


def _find(root: Element, field: str) -> Element:
    return next(element for element in root.iter() if element.get("data-field") == field)


def _text_parts(element: Element) -> Iterator[_TextPart]:
    """Yields the parts of the text of an element in reading order."""
    yield _TextPart(element, "text", element.text or "")
    for child in element:
        yield from _text_parts(child)
        yield _TextPart(child, "tail", child.tail or "")


def _remove_empty(element: Element) -> None:
    """Removes elements without text, such as list items: their bullets would remain.

    A space between two words may stand in a span of its own.
    """
    for child in list(element):
        _remove_empty(child)
        text = "".join(child.itertext())
        if not (text if child.tag == "span" else text.strip()) and not (child.tail or "").strip():
            element.remove(child)
