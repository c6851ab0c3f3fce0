"""Reads WeasyPrint's page boxes: how full pages are, and which texts do not fit.

Why: WeasyPrint reports neither. Lines that overflow a box with a height at the foot of a page it even
drops without a warning, so the letters that were laid out are counted.
Measured: to count letters with str methods in place of one by one saves 7 % of the layout.
Guard: test_boxes.py reads the boxes of a small document.
Remove it when: WeasyPrint documents the boxes of a page, or reports overflow and hyphenation.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from handbook.content.line_ends import without_marks

TOLERANCE = 0.5  # px, for rounding in the positions of lines
SPACE_WIDTH = 0.25  # of the font size, after the last word of a line


@dataclass(frozen=True)
class TextFit:
    """How the texts of a document fit their containers, the elements with a data-holds, by what that says.

    It says the name of the field that the container prints, or of several in a row.

    ``percent`` is how full the page of each outermost container is. ``too_long`` are the containers that their
    text overflows, and ``too_wide`` holds the word of a container that is wider than its line.
    """

    percent: Mapping[str, int]
    too_long: frozenset[str]
    too_wide: Mapping[str, str]


class _Container(NamedTuple):
    name: str
    box: boxes.Box


class _Line(NamedTuple):
    """A line with the containers around it, from the outside in, and its block."""

    containers: tuple[_Container, ...]
    block: boxes.Box
    box: boxes.LineBox

    @property
    def bottom(self) -> float:
        return float(self.box.position_y + self.box.height)

    @property
    def text(self) -> str:
        """Its text, without the hyphen that the layout put at its end."""
        texts = _text_boxes(self.box)
        text = "".join(box.text for box in texts)
        return text.removesuffix(texts[-1].style["hyphenate_character"]) if texts else text

    @property
    def right(self) -> float:
        return max((box.position_x + box.width for box in _text_boxes(self.box)), default=0)


def measure_fit(document: Document) -> TextFit:
    """Measures how the texts of a document fit their containers."""
    percent: dict[str, float] = defaultdict(float)
    pages: dict[str, set[int]] = defaultdict(set)
    letters: dict[str, int] = defaultdict(int)  # as laid out
    expected_letters: dict[str, int] = {}  # as in the HTML
    too_long, too_wide = set(), {}
    for number, page in enumerate(document.pages):
        page_box = page._page_box
        bottoms: dict[str, float] = {}
        for line in _lines(page_box, ()):
            for name, box in line.containers:
                pages[name].add(number)
                letters[name] += _count_letters(line.text)
                if name not in expected_letters:  # the same element on each of its lines
                    expected_letters[name] = _count_letters("".join(box.element.itertext()))
                if line.bottom > box.content_box_y() + box.height + TOLERANCE:
                    too_long.add(name)
            outermost, innermost = line.containers[0].name, line.containers[-1].name
            bottoms[outermost] = max(line.bottom, bottoms.get(outermost, 0))
            if line.right > line.block.content_box_x() + line.block.width + TOLERANCE:
                too_wide[innermost] = _widest_text(line.box)
        for name, bottom in bottoms.items():
            percent[name] += 100 * (bottom - page_box.content_box_y()) / page_box.height
    too_long |= {name for name in pages if len(pages[name]) > 1 or letters[name] < expected_letters[name]}
    return TextFit({name: round(share) for name, share in percent.items()}, frozenset(too_long), too_wide)


def free_letters(document: Document) -> Mapping[str, float]:
    """Estimates how many more letters fit on the page of each outermost container, set like those it has."""
    free = {}
    for page in document.pages:
        page_box = page._page_box
        lines = [line for line in _lines(page_box, ()) if line.box.height]
        for name in {line.containers[0].name for line in lines}:
            inside = [line for line in lines if line.containers[0].name == name]
            height = page_box.content_box_y() + page_box.height - max(line.bottom for line in inside)
            text_lines = [line for line in inside if len(line.containers) == 1 and line.text.strip()]
            if text_lines:
                more_lines = max(0, int((height + TOLERANCE) / text_lines[-1].box.height))
                free[name] = more_lines * _letters_per_line(text_lines)
    return free


def _lines(box: boxes.Box, containers: tuple[_Container, ...], block: boxes.Box | None = None) -> Iterator[_Line]:
    """Yields the lines below a box that are in a container, without those of margin boxes."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.LineBox) and containers and block:
        yield _Line(containers, block, box)
    if isinstance(box, boxes.MarginBox) or not isinstance(box, boxes.ParentBox):
        return
    if box.element is not None and (name := box.element.get("data-holds")):
        containers = (*containers, _Container(name, box))
    for child in box.children:
        yield from _lines(child, containers, box if isinstance(box, boxes.BlockContainerBox) else block)


def _text_boxes(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def _widest_text(line: boxes.LineBox) -> str:
    widest = max(_text_boxes(line), key=lambda box: float(box.width))
    return without_marks(widest.text).strip()


def _letters_per_line(lines: list[_Line]) -> float:
    """Returns how many letters a full line of the widest column has, by the letters and widths of some lines."""
    column = max(line.block.width for line in lines)
    letters = sum(_count_letters(line.text) for line in lines)
    used = sum(
        line.right - line.block.content_box_x() + SPACE_WIDTH * line.block.style["font_size"] for line in lines
    )
    return float(letters * column / used)


def _count_letters(text: str) -> int:
    """Counts the letters of a text without spaces and invisible marks."""
    return len(without_marks("".join(text.split())))
