"""Sets paragraphs in lines that are chosen for all of it, and keeps the spaces at their ends for the ear.

Why: WeasyPrint fills one line after the other, and drops the space at its end, so that whoever listens to the tags
of the PDF hears two words as one. Here the lines are chosen first (handbook.layout._paragraph); a copy of the
paragraph with a line feed where each of them ends is set by WeasyPrint, which then has nothing to choose. What is
unsure is left to it: text from right to left, a float beside it, pictures in it, letters that no font has, a word
that is wider than its line.
Measured: laying out 60 spreads takes 0.94 to 1.03 of the processor time, by look, that it takes without this.
Guard: test_composing.py.
Remove it when: WeasyPrint breaks paragraphs as wholes (`text-wrap: pretty`), and writes spaces at lines' ends.
"""

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pyphen
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout.percent import percentage

from handbook.layout._line_breaks import Shape
from handbook.layout._line_costs import RAG, TEXT, Costs
from handbook.layout._paragraph import End, Run, compose
from handbook.layout.engine.line_edges import add_spaces, hang_quotation_mark, is_at_space, may_hang
from handbook.layout.engine.paragraph_boxes import (
    SkipStack,
    Text,
    cut_into_lines,
    skip_stack,
    texts_after,
    texts_of,
)
from handbook.layout.engine.text_widths import TextWidths
from handbook.layout.engine.word_division import WordDivider

MOST_PARAGRAPHS = 2000
ROUNDING = 0.01  # px: a box that takes the width of its text has no more than that
BALANCE = "balance"  # of the custom property --text-wrap, as CSS has it for text-wrap


class Compositor:
    """Remembers what was chosen for paragraphs, by their text, fonts and measure."""

    def __init__(self, costs: Costs = TEXT) -> None:
        self._costs = costs
        self.widths = TextWidths()
        self._ends: dict[Hashable, tuple[End, ...] | None] = {}
        self._unwrapped: dict[int, tuple[Any, Any]] = {}  # by the id of a style, itself and one that keeps lines

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Makes WeasyPrint set paragraphs in the lines that are chosen here."""
        original = block.iter_line_boxes

        def iter_line_boxes(
            context: Any, box: Any, y: float, bottom: float, skip: SkipStack, parent: Any, *others: Any
        ) -> Iterator[tuple[boxes.LineBox, SkipStack]]:
            pseudo_elements = others[2:]  # the styles of ::first-letter and ::first-line
            plain = not context.excluded_shapes and not any(pseudo_elements)
            composed = self._compose(box, skip, parent.width) if plain else None
            if composed is None:
                for line, resume in original(context, box, y, bottom, skip, parent, *others):
                    if plain and may_hang(box):
                        hang_quotation_mark(line, self.widths)
                    add_spaces(line, self.widths, at_end=is_at_space(box, resume))
                    yield line, resume
                return
            copy, resumes = composed
            for (line, _), resume in zip(
                original(context, copy, y, bottom, None, parent, *others), resumes, strict=True
            ):
                if resume and box.style["text_align_all"] == "justify":
                    inline.justify_line(context, line, max(0, parent.width - line.width))
                if may_hang(box):
                    hang_quotation_mark(line, self.widths)
                add_spaces(line, self.widths, at_end=is_at_space(box, resume))
                yield line, resume

        block.iter_line_boxes = iter_line_boxes
        try:
            yield
        finally:
            block.iter_line_boxes = original
            self._unwrapped.clear()

    def _compose(self, box: Any, skip: SkipStack, width: float) -> tuple[Any, list[SkipStack]] | None:
        """Returns a copy of what follows in a paragraph, with its lines, and where it goes on after each of them.

        Returns None if it is left to WeasyPrint.
        """
        style, align = box.style, box.style["text_align_all"]
        # A line with a line feed at its end is aligned like the last one.
        alike = ("auto", align, *(("start", "left") if align == "justify" else ()))
        if style["direction"] != "ltr" or style["text_align_last"] not in alike:
            return None
        parts = list(texts_of(box, ()))
        texts = [part for part in parts if isinstance(part, Text)]
        before = [part for part in parts[: len(parts) - len(texts)] if isinstance(part, float)]
        if not texts or len(before) + len(texts) < len(parts):
            return None
        found = texts_after(texts, skip)
        if found is None:
            return None
        rest, offset = found
        ends = self._choose(box, rest, offset, None if skip else before, width)
        if not ends:  # a single line needs no choice
            return None
        cut = cut_into_lines(rest, offset, ends)
        first = None if skip is None else rest[0].path
        copy = self._rebuilt(box, {text.path: part for text, part in zip(rest, cut, strict=True)}, (), first)
        if first is not None:
            copy.style["text_indent"] = Dimension(0, "px")
        return copy, [*(skip_stack(rest, offset, end.start) for end in ends), None]

    def _choose(
        self, box: Any, texts: list[Text], offset: int, before: list[float] | None, width: float
    ) -> tuple[End, ...]:
        """Returns the ends of lines; ``before`` are the widths of boxes before the text, None if it goes on."""
        style = box.style
        indent = 0 if before is None else percentage(style["text_indent"], style, width)
        zone = percentage(style["hyphenate_limit_zone"], style, width)
        balanced = "".join(token.serialize() for token in style["__text_wrap"] or ()).strip() == BALANCE
        contents = [text.box.text for text in texts]
        contents[0] = contents[0][offset:]
        limits = [(box.style["hyphens"], box.style["hyphenate_limit_chars"]) for box, _ in texts]
        faces = [self.widths.face(text.box.style) for text in texts]
        if before:  # where a space stays
            spaces = len(contents[0]) - len(contents[0].lstrip(" "))
            indent += sum(before) + spaces * self.widths.width(" ", faces[0])
        rag = 0 if style["text_align_all"] == "justify" else RAG / 100 * width
        shape = Shape(width + ROUNDING, indent, zone, balanced, may_hang(box) and not before, rag)
        key = (*contents, *faces, *limits, shape)
        if key not in self._ends:
            if len(self._ends) >= MOST_PARAGRAPHS:
                self._ends.clear()
            runs = [
                Run(content, face, text.box.style["hyphenate_character"], _divider(text.box.style))
                for content, face, text in zip(contents, faces, texts, strict=True)
            ]
            self._ends[key] = compose(runs, self.widths, shape, self._costs) if sum(map(len, contents)) else None
        return self._ends[key] or ()

    def _rebuilt(self, box: Any, parts: Mapping[tuple[int, ...], str], path: tuple[int, ...], first: Any) -> Any:
        """Returns a copy of a box with other texts, that keeps its lines, without what is before the ``first``."""
        children = []
        for index, child in enumerate(box.children):
            way = (*path, index)
            if first is not None and way < first[: len(way)]:
                continue
            if isinstance(child, boxes.TextBox):
                if part := parts.get(way, child.text if not child.text else ""):
                    text = child.copy_with_text(part)
                    text.style = self._keeping_lines(child.style)
                    children.append(text)
            elif isinstance(child, boxes.InlineBox):
                children.append(self._rebuilt(child, parts, way, first))
            else:
                children.append(child)
        copy = box.copy_with_children(children)
        copy.style = self._keeping_lines(box.style)
        if path == () and first is not None:
            copy.style = copy.style.copy()
        return copy

    def _keeping_lines(self, style: Any) -> Any:
        if id(style) not in self._unwrapped:
            unwrapped = style.copy()
            unwrapped["white_space"] = "nowrap"
            self._unwrapped[id(style)] = style, unwrapped
        return self._unwrapped[id(style)][1]


@lru_cache(16)
def _word_divider(language: str, total: int, left: int, right: int) -> Any:
    name = pyphen.language_fallback(language)
    if not name:
        return None
    divider = WordDivider(name, left, right)
    return lambda word: divider.positions(word) if len(word) >= total else ()


def _divider(style: Any) -> Any:
    """Returns what divides the words of a style; None if they are not divided."""
    if style["hyphens"] != "auto" or not style["lang"]:
        return None
    return _word_divider(style["lang"], *style["hyphenate_limit_chars"])
