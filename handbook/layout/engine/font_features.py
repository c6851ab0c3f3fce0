"""Mends what WeasyPrint 70 keeps for good: the features of a font, 250 bytes for each line of text that has some.

A preview lays out thousands of spreads; of each 10 kB would stay.
"""

from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

_setup = line_break.Layout.setup


def mend() -> None:
    """Has each line own its features, so that they go when it goes."""
    line_break.Layout.setup = _set_up


def _set_up(line: line_break.Layout, style: Any) -> None:
    style.font_config.font_features.clear()  # those of another line, which are freed with it
    _setup(line, style)
    features = pango.pango_layout_get_attributes(line.layout)
    if features != ffi.NULL:
        pango.pango_attr_list_unref(features)  # Pango's line holds them too
