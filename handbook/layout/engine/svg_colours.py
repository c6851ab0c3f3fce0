"""Draws SVG that stands in the HTML in the colour of its element, where it says ``currentColor``.

Why: WeasyPrint resolves ``currentColor`` within the SVG only, and no other value of a style sheet gets there. So a
figure could not have a colour of the palette.
Measured: finding the SVG of a spread takes 0.3 ms.
Guard: test_svg_colours.py.
Remove it when: WeasyPrint passes the colour of the element on to the SVG.
"""

from tinycss2.color5 import Color
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.images import SVGImage


def colour_svgs(document: Document) -> None:
    """Passes the colour of each SVG element of a laid-out document on to its drawing."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if isinstance(box, boxes.ReplacedBox) and isinstance(box.replacement, SVGImage):
                box.replacement._svg.tree.attrib["color"] = _css(box.style["color"])


def _css(colour: Color) -> str:
    channels = " ".join(f"{channel:.6f}" for channel in colour.coordinates)
    return f"device-cmyk({channels})" if colour.space == "device-cmyk" else f"color({colour.space} {channels})"
