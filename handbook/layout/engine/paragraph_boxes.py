"""The texts of a paragraph among WeasyPrint's boxes: which are set in lines, and how they are cut into them.

Why: lines are chosen in the text of a paragraph, and WeasyPrint has it in boxes within boxes.
Guard: test_composing.py.
Remove it when: composing.py goes.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes

from handbook.layout._paragraph import End

SkipStack = Mapping[int, Any] | None  # WeasyPrint's way to a place: the numbers of the boxes, then of the byte


class Text(NamedTuple):
    """A text box of a paragraph, and the numbers of the boxes that lead to it."""

    box: boxes.TextBox
    path: tuple[int, ...]


def texts_of(box: Any, path: tuple[int, ...]) -> Iterator[Text | float | None]:
    """Yields the texts of a paragraph, and the widths of boxes in it; None where lines must not be chosen."""
    for index, child in enumerate(box.children):
        way = (*path, index)
        if isinstance(child, boxes.TextBox):
            if child.text:
                yield Text(child, way) if child.style["white_space"] == "normal" else None
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow() and not _has_edges(child):
            yield from texts_of(child, way)
        elif isinstance(child, boxes.InlineBlockBox) and child.is_in_normal_flow() and not _has_edges(child):
            width = child.style["width"]
            yield float(width.value) if isinstance(width, Dimension) and width.unit == "px" else None
        elif not child.is_absolutely_positioned():
            yield None


def _has_edges(box: boxes.Box) -> bool:
    style = box.style
    return (
        box.is_leader
        or style["position"] == "relative"
        or any(
            style[f"border_{side}_width"]
            or style[f"padding_{side}"].value
            or getattr(style[f"margin_{side}"], "value", 1)
            for side in ("left", "right")
        )
    )


def texts_after(texts: list[Text], skip: SkipStack) -> tuple[list[Text], int] | None:
    """Returns the texts from a place on, and its letter in the first of them; None if it is elsewhere."""
    if skip is None:
        return texts, 0
    path: tuple[int, ...] = ()
    places = [text.path for text in texts]
    while skip:
        ((index, skip),) = skip.items()
        path = (*path, index)
    if path[:-1] in places:
        rest = texts[places.index(path[:-1]) :]
        return rest, len(rest[0].box.text.encode()[: path[-1]].decode())
    rest = [text for text in texts if text.path >= path]
    return (rest, 0) if rest else None


def skip_stack(texts: list[Text], offset: int, letter: int) -> SkipStack:
    """Returns WeasyPrint's way to a letter of some texts of which the first has lost ``offset`` letters."""
    at = letter + offset
    for text in texts:
        if at < len(text.box.text) or text is texts[-1]:
            break
        at -= len(text.box.text)
    number = len(text.box.text[:at].encode())
    stack: SkipStack = {number: None} if number else None
    for index in reversed(text.path):
        stack = {index: stack}
    return stack


def cut_into_lines(texts: list[Text], offset: int, ends: tuple[End, ...]) -> list[str]:
    """Returns the texts with a line feed where each line ends, after its hyphen and in the place of its space."""
    parts, start = [], -offset
    for text in texts:
        content, done, pieces = text.box.text, start, []
        stop = start + len(content)
        for end in ends:
            if start < end.end <= stop:
                pieces += [content[max(done, 0) - start : end.end - start], end.hyphen]
                done = end.end
            if start <= end.start < stop or start < end.end <= stop:
                pieces += ["\n"] * (start < end.end <= stop)
                done = min(max(end.start, start), stop)
        pieces.append(content[max(done, 0, start) - start :])
        parts.append("".join(pieces))
        start = stop
    return parts
