"""Measures parts of a layout, so that a style sheet can give the room that is left to figures and large type.

Why: CSS does not know how many lines a text takes. A page is laid out, measured, and laid out
again with the measures as custom properties, with which style sheets count.
Measured: a spread takes 1.6 of the time of one layout.
Guard: test_room.py measures a small document; test_page_design.py the pages of each look.
Remove it when: CSS can refer to the size of another element.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.text.line_break import create_layout, line_size, strut

from handbook.support.units import PT_PER_PX

ROUNDING = 0.5  # px, so that it does not add a line
MOST_LINES = 10  # of large type
SHARP = 100_000  # px, for a drawing, which is sharp at any size


class _Word(NamedTuple):
    """The widths of a word in px: alone, and with the space behind it, which may be kerned."""

    width: float
    with_space: float


def measure_room(document: Document) -> dict[str, float]:
    """Returns the measures of elements with data-measure or data-measure-words, by the name in it.

    ``pages`` is the number of pages of all.
    ``NAME-lines`` is its height in lines of its own leading, ``NAME-width`` the width in pt of its widest line.
    With data-measure-words there are also, in pt: ``NAME-run``, the width of all its lines; ``NAME-word``, that of
    its widest word; and ``NAME-1`` to ``NAME-10``, the least width in which its text takes at most so many lines.
    Of a picture, an element with data-measure-pixels, there are ``NAME-columns`` and ``NAME-rows`` of its pixels.
    """
    room: dict[str, float] = {}
    for picture in _boxes(document, boxes.ReplacedBox):
        if name := picture.element.get("data-measure-pixels"):
            columns, rows, _ = picture.replacement.get_intrinsic_size(1, None)
            drawn = not isinstance(picture.replacement, RasterImage)
            room |= {f"{name}-columns": SHARP if drawn else columns, f"{name}-rows": SHARP if drawn else rows}
    for box in _boxes(document, boxes.BlockBox):
        words = box.element.get("data-measure-words")
        if name := words or box.element.get("data-measure"):
            measures = _measures(box) | (_measures_of_words(box) if words else {})
            room |= {f"{name}-{what}": round(value, 2) for what, value in measures.items()}
    return room and {**room, "pages": len(document.pages)}


def measure_lines(document: Document) -> dict[str, float]:
    """Returns the heights in lines of elements with data-measure: ``NAME-lines``, as ``measure_room`` has them.

    Of one that goes on over a page they are those that it would have on one.
    """
    parts: dict[str, list[boxes.BlockBox]] = {}
    for box in _boxes(document, boxes.BlockBox):
        if name := box.element.get("data-measure"):
            parts.setdefault(name, []).append(box)
    return {
        f"{name}-lines": round(sum(map(_broken_high, broken)) + _lines_high(last), 2)
        for name, (*broken, last) in parts.items()
    }


def measure_filled_room(document: Document) -> dict[str, float]:
    """Returns the measures of elements with data-measure-filled, in a document that has filled its room.

    There are ``NAME-lines`` and ``NAME-width``, as ``measure_room`` has them.
    """
    room: dict[str, float] = {}
    for box in _boxes(document, boxes.BlockBox):
        if name := box.element.get("data-measure-filled"):
            room |= {f"{name}-{what}": round(value, 2) for what, value in _measures(box).items()}
    return room


def _boxes(document: Document, kind: type[boxes.Box]) -> Iterator[boxes.Box]:
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if isinstance(box, kind) and not box.is_for_root_element and box.element is not None:
                yield box


def _measures(box: boxes.Box) -> dict[str, float]:
    widths = [_line_width(line) for line in _lines(box)]
    return {"lines": _lines_high(box), "width": PT_PER_PX * max(widths, default=0)}


def _broken_high(box: boxes.Box) -> float:
    """Returns the height in lines of a box that goes on over a page, without the room that is left below."""
    lines = _lines(box)
    bottom = lines[-1].position_y + lines[-1].height if lines else box.content_box_y()
    return _in_lines(bottom - box.content_box_y(), box)


def _lines_high(box: boxes.Box) -> float:
    return _in_lines(box.height, box)


def _in_lines(height: float, box: boxes.Box) -> float:
    """Returns a height in lines of a box; 0 where a house style gives its lines no height."""
    line, _ = strut(box.style)
    return float(height / line) if line else 0.0


def _measures_of_words(box: boxes.Box) -> dict[str, float]:
    lines = _lines(box)
    texts = [text for line in lines for text in _texts(line)]
    words = [
        _Word(_width(word, text.style), _width(f"{word} ", text.style))
        for text in texts
        for word in text.text.split(" ")
        if word
    ]
    return {
        "run": PT_PER_PX * sum(map(_line_width, lines)),
        "word": PT_PER_PX * max((word.width for word in words), default=0),
        **{str(count): PT_PER_PX * _least_width(words, count) for count in range(1, MOST_LINES + 1)},
    }


def _lines(box: boxes.Box) -> list[boxes.LineBox]:
    return [line for line in box.descendants() if isinstance(line, boxes.LineBox)]


def _texts(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def _line_width(line: boxes.LineBox) -> float:
    return sum(float(text.width) for text in _texts(line))


def _width(text: str, style: Any) -> float:
    layout = create_layout(text, style, None, None, 0)  # which the line belongs to
    width, _ = line_size(layout.get_first_line()[0], style)
    return float(width)


def _least_width(words: Sequence[_Word], count: int) -> float:
    """Returns the least width in px in which words take ``count`` lines."""
    narrow, wide = max((word.width for word in words), default=0), sum(word.with_space for word in words)
    if _count_lines(words, narrow) <= count:
        return narrow + ROUNDING
    while wide - narrow > ROUNDING:
        middle = (narrow + wide) / 2
        if _count_lines(words, middle) <= count:
            wide = middle
        else:
            narrow = middle
    return wide + ROUNDING


def _count_lines(words: Sequence[_Word], width: float) -> int:
    count, used = 1, 0.0
    for word in words:
        if used + word.width > width and used > 0:
            count, used = count + 1, 0.0
        used += word.with_space
    return count
