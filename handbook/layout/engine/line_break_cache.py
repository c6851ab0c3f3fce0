"""Caches where lines of text end, across sections.

Why: while somebody writes, most lines of a spread stay as they are, and to break text into lines is half the work
of its layout.
Measured: nothing is gained in a build, where all lines are new; in the preview, where one sentence changes, laying
out and drawing a spread takes 34 ms in place of 54, a part of it by the cache of styles.
Guard: test_memory.py compares sections with and without the cache, and the lines of one text in each style that
moves their ends.
Remove it when: WeasyPrint lays out again only what has changed.
"""

import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import partial
from math import inf
from typing import Any

from weasyprint import css
from weasyprint.layout import inline

Lines = dict[Hashable, tuple[Any, ...]]

MAX_LINES = 3000  # of about 3 kB each
SHAPING = (  # the properties that decide where a line ends and how long it is
    *("font_family", "font_size", "font_weight", "font_style", "font_stretch", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_variation_settings"),
    *("font_language_override", "lang", "direction", "letter_spacing", "word_spacing", "tab_size"),
    *("white_space", "word_break", "overflow_wrap"),
    *("hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
)
DECORATION = "text_decoration_line"  # only whether there is one matters to line breaking
MAX_LETTERS_PER_EM = 4  # twice as many as a line has in most faces
BREAK = re.compile(r"\w \w")  # a line may end here, whatever else is before or after

_split_first_line = inline.split_first_line


class LineBreakCache:
    """The first lines of texts that earlier sections with the same fonts had."""

    def __init__(self) -> None:
        self.lines: Lines = {}

    def trim(self, most: int) -> None:
        """Removes all lines if there are more than ``most``."""
        if len(self.lines) > most:
            self.lines.clear()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Makes WeasyPrint look for lines here before it breaks a text."""
        original = inline.split_first_line
        inline.split_first_line = partial(_cached_first_line, self.lines)
        try:
            yield
        finally:
            inline.split_first_line = original


def _cached_first_line(
    lines: Lines,
    text: str,
    style: css.Style,
    context: Any,
    max_width: Any,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """Returns the first line of a text, from ``lines`` where these have it.

    The key holds no more of the text than can matter, so that a change leaves the lines before it in the cache:
    what follows the word after the end of a line does not move that end.
    """
    options = max_width, justification_spacing, is_line_start, minimum
    shape = *options, style[DECORATION] != "none", *[style[name] for name in SHAPING]
    limit = None if max_width in (None, inf) else int(MAX_LETTERS_PER_EM * max_width / style["font_size"])
    start = text[:limit]
    line = lines.get((start, start == text, *shape)) or lines.get((text, True, *shape))
    if line is None:
        line = _split_first_line(text, style, context, *options)
        resume_at = line[2]
        end = len(text.encode()[:resume_at].decode())
        start_decides = resume_at and BREAK.search(start, end)
        if len(lines) >= MAX_LINES:
            lines.clear()
        lines[(start, start == text, *shape) if start_decides else (text, True, *shape)] = line
    layout, *measures = line
    return copy(layout), *measures  # drawing changes the layout
