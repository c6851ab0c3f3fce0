"""What WeasyPrint would work out anew for each section, and remembers: styles of elements, and where lines end.

A spread takes a fifth less then, and half where one sentence of it has changed. All that is remembered was worked
out for the very same before, so a section comes out the same with and without it.
"""

import gc
import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import partial
from math import inf
from typing import Any

from weasyprint import css
from weasyprint.layout import inline

Styles = dict[Hashable, css.ComputedStyle]
Lines = dict[Hashable, tuple[Any, ...]]

MOST_STYLES = 2500  # of some 3 kB each
MOST_LINES = 3000  # of some 3 kB each
OF_SHEETS = (1, 2, 5)  # ranks in the cascade of what style sheets say, and not the section itself
# Each element has these, and hardly any is used: to remember them would cost more than it saves.
SELDOM = ("marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
# Ids and the numbers of pages: each has its own, and no other value hangs on them.
OWN = ("anchor", "counter_reset")
SHAPES = (  # all of a style that decides where a line ends, and how long it is
    *("font_family", "font_size", "font_weight", "font_style", "font_stretch", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_variation_settings"),
    *("font_language_override", "lang", "direction", "letter_spacing", "word_spacing", "tab_size"),
    *("white_space", "word_break", "overflow_wrap"),
    *("hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
)
ENOUGH = 4  # letters in the width of the type's size: one line has no more than half of them, in most faces
WORD = re.compile(r"\w \w")  # between two of these a line may end, whatever else stands around them
DECORATION = "text_decoration_line"  # what it is does not matter here, only whether there is any

_split = inline.split_first_line


class Memory:
    """What is known of elements and lines that the same style sheets and fonts have set."""

    def __init__(self, *, styles: bool = True) -> None:
        """``styles`` says that those of elements are to be remembered: no size in them hangs on that of a page."""
        self.styles: Styles | None = {} if styles else None
        self.lines: Lines = {}

    @contextmanager
    def used(self) -> Iterator[None]:
        """Has WeasyPrint look here before it works something out."""
        before = css.StyleFor, inline.split_first_line
        css.StyleFor = partial(_StyleFor, self.styles)
        inline.split_first_line = partial(_first_line, self.lines)
        try:
            yield
        finally:
            css.StyleFor, inline.split_first_line = before


class _Style(css.ComputedStyle):
    """The style of an element like one of an earlier section, the ``first``: it has the same values, and its OWN.

    The layout may give it others; those of the first one stay.
    """

    def __init__(self, own: css.ComputedStyle, first: css.ComputedStyle) -> None:
        super().__init__(own.parent_style, *_made_of(own))
        self.first, self.specified = first, first.specified
        self.update(first, **{name: own[name] for name in OWN if name in own.cascaded})

    def __missing__(self, name: str) -> Any:
        value = self[name] = self.first[name]
        return value


class _StyleFor(css.StyleFor):
    """The styles of a section's elements, those ``known`` among them."""

    def __init__(self, known: Styles | None, *others: Any) -> None:
        self.known = known
        super().__init__(*others)

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, **others: Any
    ) -> None:
        super().set_computed_styles(element, parent, root, pseudo_type, **others)
        styles = self.get_computed_styles()
        own = styles[element, pseudo_type]
        if self.known is None or pseudo_type in SELDOM or not isinstance(own.parent_style, _Style | None):
            return
        above = None if own.parent_style is None else own.parent_style.first
        try:
            said = {name: value for name, value in own.cascaded.items() if name not in OWN}
            key = id(above), pseudo_type, *(_name(name, *value) for name, value in said.items())
            first = self.known.get(key)
        except TypeError:  # the section itself says something of this element that cannot be compared
            return
        if first is None:
            if len(self.known) >= MOST_STYLES:
                self.known.clear()
                gc.unfreeze()  # they lead to each other, and no garbage is looked for where that was given up
            first = self.known[key] = css.ComputedStyle(above, *_made_of(own))
            first.cascaded = said
        styles[element, pseudo_type] = _Style(own, first)


def _name(name: str, value: object, weight: tuple[int, float, tuple[int, ...]]) -> Hashable:
    """What tells a declaration from others. The values of style sheets stay where they are in memory."""
    rank, layer, specificity = weight
    if rank in OF_SHEETS:
        return name, id(value), rank, layer, *specificity
    tokens = value if name.startswith("__") and isinstance(value, tuple) else ()  # of a custom property
    return name, "".join(token.serialize() for token in tokens) or value, rank, layer, *specificity


def _made_of(style: css.ComputedStyle) -> tuple[Any, ...]:
    """All that a style is made of but for that above it."""
    root = style.root_style.first if isinstance(style.root_style, _Style) else style.root_style
    return style.cascaded, style.pseudo_type, root, style.base_url, style.font_config, style.initial_page_sizes


def _first_line(
    lines: Lines,
    text: str,
    style: css.Style,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """The first line of a text: what was split off an equal one, or else is now.

    What stands behind the next word makes no difference, so that a change does none to the lines before it.
    """
    how = max_width, justification_spacing, is_line_start, minimum
    shape = *how, style[DECORATION] != "none", *[style[name] for name in SHAPES]
    start = text if max_width is None or max_width == inf else text[: int(ENOUGH * max_width / style["font_size"])]
    found = lines.get((start, start == text, *shape)) or lines.get((text, True, *shape))
    if found is None:
        found = _split(text, style, context, *how)
        end = len(text.encode()[: found[2]].decode())
        enough = found[2] and WORD.search(start, end)
        if len(lines) >= MOST_LINES:
            lines.clear()
        lines[(start, start == text, *shape) if enough else (text, True, *shape)] = found
    layout, *measures = found
    return copy(layout), *measures  # it is changed when it is drawn
