"""The numbers and bullets that Word puts before the items of lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from handbook.authoring._document_builder import ListItem
from handbook.authoring._docx_styles import Styles
from handbook.authoring._paragraphs import BULLET

FIGURES = ("decimal", "decimalZero")
PLAIN_NUMBER = re.compile(r"\W*%\d\W*")  # the text of a level that is its number alone
DEEPEST = 9  # levels of a list
MOST_DIGITS = 9  # of a number in Markdown


@dataclass(frozen=True)
class _Level:
    """A level of a list: the format of its numbers, its text with a % for them, and its first number."""

    format: str
    text: str
    start: int


class Numbering:
    """The lists of a Word file; it counts their items, which have to come in their order."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        children = [] if part is None else list(part)
        self._abstract = {child.get("abstractNumId"): child for child in children if child.tag == "abstractNum"}
        self._lists = {child.get("numId"): child for child in children if child.tag == "num"}
        self._styles = styles
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._level = cache(self._read_level)

    def item(self, properties: Element | None, style: str) -> ListItem | None:
        """Returns the marker of the next paragraph with these properties; None if Word shows none."""
        own = None if properties is None else properties.find("numPr")
        style_key, from_style = self._styles.numbering(style) or ("", None)
        key = _number_of(own, "numId") or _number_of(from_style, "numId")
        abstract = self._abstract_key(key)
        if not key or abstract is None:  # a list with number 0 overrides that of a style
            return None
        depth_text = _number_of(own, "ilvl") or _number_of(from_style, "ilvl") or self._depth(abstract, style_key)
        depth = min(int(depth_text), DEEPEST - 1)
        level = self._level(key, depth)
        if level is None or not (text := level.text.strip()) or level.format == "none":
            return None
        if level.format == "bullet":
            return ListItem(BULLET, depth == 0, key)
        number = self._next_number(abstract, key, depth, level.start)
        is_alike = depth == 0 and level.format in FIGURES and bool(PLAIN_NUMBER.fullmatch(text))
        return ListItem(f"{number}. ", is_alike, key)

    def _next_number(self, abstract: str, key: str, depth: int, start: int) -> int:
        """Counts an item; all lists of one kind go on with each other, unless they say that they start again."""
        counts = self._counts.setdefault(abstract, [None] * DEEPEST)
        before = counts[depth]
        if (key, depth) not in self._started and self._start_override(key, depth) is not None:
            before = None
        self._started.add((key, depth))
        number = start if before is None else before + 1
        counts[depth:] = [number, *[None] * (DEEPEST - depth - 1)]
        return number

    def _abstract_key(self, key: str) -> str | None:
        """Returns the key of the kind of a list, also where that refers to a style of lists."""
        for _ in range(2):
            if (found := self._lists.get(key)) is None:
                return None
            abstract = _value(found, "abstractNumId")
            if (kind := self._abstract.get(abstract)) is None:
                return None
            if not (link := _value(kind, "numStyleLink")):
                return abstract
            _, properties = self._styles.numbering(link) or ("", None)
            key = _number_of(properties, "numId")
        return None

    def _read_level(self, key: str, depth: int) -> _Level | None:
        abstract = self._abstract_key(key)
        kind = self._abstract.get(abstract)
        own = self._override(key, depth)
        candidates = [*([] if own is None else own.iter("lvl")), *_levels(kind, depth)]
        if not candidates:
            return None
        element, start = candidates[0], self._start_override(key, depth)
        first = _value(element, "start") if start is None else start
        return _Level(_value(element, "numFmt") or "decimal", _value(element, "lvlText"), _count(first, 1))

    def _override(self, key: str, depth: int) -> Element | None:
        overrides = self._lists[key].iter("lvlOverride") if key in self._lists else iter(())
        return next((element for element in overrides if element.get("ilvl") == str(depth)), None)

    def _start_override(self, key: str, depth: int) -> str | None:
        override = self._override(key, depth)
        return None if override is None else _value(override, "startOverride") or None

    def _depth(self, abstract: str, style: str) -> str:
        """Returns the level that is for paragraphs of a style; the first if there is none."""
        levels = self._abstract[abstract].iter("lvl")
        found = (level.get("ilvl", "0") for level in levels if style and _value(level, "pStyle") == style)
        return next((depth for depth in found if _count(depth, -1) >= 0), "0")


def _levels(kind: Element | None, depth: int) -> Iterator[Element]:
    return (level for level in ([] if kind is None else kind.iter("lvl")) if level.get("ilvl") == str(depth))


def _value(element: Element, name: str) -> str:
    child = element.find(name)
    return "" if child is None else child.get("val", "")


def _number_of(properties: Element | None, name: str) -> str:
    """Returns a number of list properties; empty where it is missing."""
    text = "" if properties is None else _value(properties, name)
    return text if _count(text, -1) >= 0 else ""


def _count(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else default
