"""Chooses the head of a case where some of the lines above its first label stand in text boxes or small tables."""

from collections.abc import Sequence

from handbook.authoring._case_head import Head, head_in
from handbook.authoring._label_finder import LabelFinder
from handbook.authoring._paragraphs import Paragraph


def head_among(
    lines: Sequence[Paragraph], labels: LabelFinder, *, is_start: bool
) -> tuple[Head | None, list[Paragraph]]:
    """Returns the head in the lines, and the lines of which it counts the start.

    Those in text boxes are among them only where that makes it a better head. ``is_start`` is that of ``head_in``.
    """
    outside = [line for line in lines if not line.frame]
    head = head_in(outside, labels, is_start=is_start)
    if len(outside) < len(lines):
        whole = head_in(lines, labels, is_start=is_start)
        if whole and whole.title and (not head or not head.title or whole.rating > head.rating):
            return whole, list(lines)
    return head, outside
