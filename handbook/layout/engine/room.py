"""Measures parts of a layout, so that a style sheet can give the room that is left to figures and large type.

Why: CSS knows neither how many lines a text takes nor where they break. A page is laid out, measured, and laid out
again with the measures as custom properties, with which style sheets count.
Measured: a spread takes 1.6 of the time of one layout.
Guard: test_room.py measures a small document; test_page_design.py the pages of each look.
Remove it when: CSS can refer to the size of another element, and WeasyPrint balances lines (`text-wrap: balance`).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout, line_size, strut

from handbook.support.units import PT_PER_PX

MARGIN = 0.5  # px, so that rounding does not add a line


def measure_room(document: Document) -> dict[str, float]:
    """Returns the measures of each element with a data-measure, by the name in it.

    ``NAME-lines`` is its height in lines of its own leading. In pt, ``NAME-width`` is the width of its widest
    line, ``NAME-run`` that of all its lines, ``NAME-word`` that of its widest word, and ``NAME-balance`` the least
    width in which its text takes as many lines as now.
    """
    room: dict[str, float] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            if name := _measured_name(box):
                room |= {f"{name}-{what}": round(value, 2) for what, value in _measures(box).items()}
    return room


def _measured_name(box: boxes.Box) -> str:
    is_block = isinstance(box, boxes.BlockBox) and not box.is_for_root_element and box.element is not None
    return str(box.element.get("data-measure", "")) if is_block else ""


def _measures(box: boxes.Box) -> dict[str, float]:
    lines = [line for line in box.descendants() if isinstance(line, boxes.LineBox)]
    widths = [PT_PER_PX * sum(text.width for text in _texts(line)) for line in lines]
    height, _ = strut(box.style)
    words = [_words(line) for line in lines]
    widest = max((word for line in words for word in line), default=0)
    return {
        "lines": box.height / height,
        "width": max(widths, default=0),
        "run": sum(widths),
        "word": PT_PER_PX * widest,
        "balance": PT_PER_PX * _balance([word for line in words for word in line], len(lines), lines),
    }


def _texts(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def _words(line: boxes.LineBox) -> list[float]:
    """Returns the widths of the words of a line, in px."""
    return [_width(word, box.style) for box in _texts(line) for word in box.text.split(" ") if word]


def _width(text: str, style: Any) -> float:
    layout = create_layout(text, style, None, None, 0)  # which the line belongs to
    width, _ = line_size(layout.get_first_line()[0], style)
    return float(width)


def _balance(words: Sequence[float], count: int, lines: Sequence[boxes.LineBox]) -> float:
    """Returns the least width in px in which words, with a space between them, take ``count`` lines."""
    if not words:
        return 0
    style = _texts(lines[0])[0].style
    space = _width("n n", style) - _width("nn", style)
    widest = max(words)  # no line can be narrower
    widths = {width for start in range(len(words)) for width in _runs(words[start:], space) if width >= widest}
    return next(width for width in sorted(widths) if _count_lines(words, space, width) <= count) + MARGIN


def _runs(words: Sequence[float], space: float) -> Iterator[float]:
    """Yields the width of the first word, of the first two with the space between them, and so on."""
    width = -space
    for word in words:
        width += space + word
        yield width


def _count_lines(words: Sequence[float], space: float, width: float) -> int:
    count, used = 1, -space
    for word in words:
        if used + space + word > width and used > 0:
            count, used = count + 1, -space
        used += space + word
    return count
