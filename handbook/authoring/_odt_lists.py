"""The numbers and bullets of the lists of an OpenDocument text."""

from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from handbook.authoring._document_builder import ListItem
from handbook.authoring._odt_styles import OdtStyles
from handbook.authoring._paragraphs import BULLET

NUMBERS = "text:list-level-style-number"
MOST_DIGITS = 9  # of a number in Markdown


class OdtLists:
    """The lists that are open; it counts their items, which have to come in their order."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._open: list[str] = []  # the styles of the lists around a paragraph, empty where they have none
        self._counts: dict[int, int] = {}  # by depth, from 1
        self._earlier: dict[str, dict[int, int]] = {}  # the counts of the lists that have ended, by style or key
        self._item: Element | None = None  # whose first paragraph has not come yet

    @contextmanager
    def opened(self, element: Element) -> Iterator[None]:
        """Reads a list; the outermost may go on with the numbers of one before it."""
        style = element.get("text:style-name", "")
        if not self._open:
            earlier = element.get("text:continue-list") or style
            goes_on = element.get("text:continue-list") or element.get("text:continue-numbering") == "true"
            self._counts = dict(self._earlier.get(earlier, {})) if goes_on else {}
        self._open.append(style)
        yield
        self._open.pop()
        self._item = None
        if not self._open:
            self._earlier[style] = self._earlier[element.get("xml:id", style)] = self._counts

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Reads a text that stands apart from the lists around it."""
        around = self._open, self._counts, self._item
        self._open, self._item = [], None
        yield
        self._open, self._counts, self._item = around

    def start_item(self, element: Element) -> None:
        """Starts an item; only its first paragraph has a marker."""
        self._item = element

    def item(self, paragraph_style: str) -> ListItem | None:
        """Returns the marker of the next paragraph; None if it has none."""
        if self._item is None:
            return None
        element, self._item, depth = self._item, None, len(self._open)
        style = next((style for style in reversed(self._open) if style), self._styles.list_of(paragraph_style))
        level = self._styles.level(style, depth)
        if level is None or level.tag != NUMBERS:
            return ListItem(BULLET, depth == 1, style)
        number = self._next_number(element, level, depth)
        if not (kind := level.get("style:num-format")):
            return None
        words = level.get("style:num-prefix", "") + level.get("style:num-suffix", "")
        is_alike = depth == 1 and kind == "1" and not any(letter.isalnum() for letter in words)
        return ListItem(f"{number}. ", is_alike, style)

    def _next_number(self, item: Element, level: Element, depth: int) -> int:
        first = _count(level.get("text:start-value", ""), 1)
        number = self._counts[depth] + 1 if depth in self._counts else first
        number = _count(item.get("text:start-value", ""), number)
        self._counts = {above: count for above, count in self._counts.items() if above < depth} | {depth: number}
        return number


def _count(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else default
