"""Works around a memory leak in WeasyPrint 70: the font features of each line of text are never freed.

Why: a preview lays out thousands of spreads in one process.
Measured: 250 bytes for each line that uses features such as old-style figures; 10 kB for each change in the
preview.
Guard: test_font_features.py measures the heap.
Remove it when: that test passes without it.
"""

from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

_setup = line_break.Layout.setup


def fix_font_feature_leak() -> None:
    """Makes each line of text own its font features, so that both are freed together."""
    line_break.Layout.setup = _setup_with_own_features


def _setup_with_own_features(line: line_break.Layout, style: Any) -> None:
    style.font_config.font_features.clear()  # those of an earlier line, which are freed with that line
    _setup(line, style)
    attributes = pango.pango_layout_get_attributes(line.layout)
    if attributes != ffi.NULL:
        pango.pango_attr_list_unref(attributes)  # the Pango layout holds a reference too
