"""Keeps words whole that start an inline element near the end of a line: the line ends before them.

Why: WeasyPrint breaks the text of each element by itself. A word at the start of emphasis or a link that does not
fit on the rest of the line it divides, whatever hyphenate-limit-zone says, as it sees no earlier end of the line.
Measured: one word in six that starts emphasis at the end of a line was divided; the layout takes as long.
Guard: test_hyphenation.py, with a text that has emphasis wherever a line may end.
Remove it when: that test passes without it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import css
from weasyprint.layout import inline
from weasyprint.layout.percent import percentage


@contextmanager
def heeding_the_hyphenation_zone() -> Iterator[None]:
    """Makes WeasyPrint divide no word where the rest of the line is as narrow as the zone without hyphens."""
    split_first_line = inline.split_first_line

    def split(
        text: str,
        style: css.Style,
        context: Any,
        max_width: Any,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        if not is_line_start and max_width is not None and style["hyphens"] == "auto":
            zone = percentage(style["hyphenate_limit_zone"], style, max_width)
            if max_width <= zone:
                style = style.copy()
                style["hyphens"] = "manual"
        return split_first_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)

    inline.split_first_line = split
    try:
        yield
    finally:
        inline.split_first_line = split_first_line
