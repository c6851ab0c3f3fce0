"""The edges of lines that are set: quotation marks that hang in the margin, and spaces that are only heard.

Why: WeasyPrint knows no `hanging-punctuation`, and drops the space at a line's end, which a listener needs.
Guard: test_composing.py.
Remove it when: WeasyPrint hangs quotation marks, and writes spaces at lines' ends.
"""

from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from handbook.layout._paragraph import QUOTES
from handbook.layout.engine.paragraph_boxes import SkipStack
from handbook.layout.engine.text_widths import TextWidths


def may_hang(paragraph: Any) -> bool:
    """Tells whether the lines of a paragraph have a left edge that a quotation mark can hang over."""
    style = paragraph.style
    return style["direction"] == "ltr" and style["text_align_all"] in ("start", "left")


def hang_quotation_mark(line: boxes.LineBox, widths: TextWidths) -> None:
    """Moves a line that begins with an opening quotation mark to the left, until the mark is in the margin."""
    first = _first_text(line)
    if first is None or first.text[:1] not in QUOTES:
        return
    positions = widths.positions(first.text[:2], widths.face(first.style))
    if positions is None:
        return
    for child in line.children:
        if not child.is_absolutely_positioned():
            child.translate(dx=-positions[1])


def _first_text(box: Any) -> Any:
    """Returns the text that a line begins with, if it begins with one."""
    while isinstance(box, boxes.LineBox | boxes.InlineBox):
        box = next((child for child in box.children if not child.is_absolutely_positioned()), None)
    return box if isinstance(box, boxes.TextBox) else None


def is_at_space(box: Any, resume: SkipStack) -> bool:
    """Tells whether a line of a paragraph that goes on after it ends at a space, or where the author ended it."""
    before, after = "", ""
    while resume:
        ((index, deeper),) = resume.items()
        if isinstance(box, boxes.TextBox):
            text = box.text.encode()
            before, after = before + text[:index].decode(), text[index:].decode()
            break
        before += "".join(_letters(child) for child in box.children[:index])
        if index >= len(box.children):
            break
        box = box.children[index]
        if deeper is None:
            after = _letters(box)
            break
        resume = deeper
    return before[-1:] in (" ", "\n") or after[:1] in (" ", "\n")


def _letters(box: Any) -> str:
    if isinstance(box, boxes.TextBox):
        return str(box.text)
    return "".join(map(_letters, box.children)) if isinstance(box, boxes.InlineBox) else ""


def add_spaces(line: boxes.LineBox, widths: TextWidths, *, at_end: bool) -> None:
    """Gives the last text, and each before a box of spaces, which is not drawn, a space that takes no room."""
    texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text]
    spoken = [after for after, box in pairwise(texts) if not box.text.strip()]
    for box in [*spoken, *texts[-1:]] if at_end else spoken:
        layout = box.pango_layout
        if layout.text.endswith(" "):
            continue
        layout.text = f"{layout.text} "
        if layout.first_line_direction % 2:  # from right to left: the space stands before what is drawn
            box.position_x -= widths.width(" ", widths.face(box.style))
