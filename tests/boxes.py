"""Readers of WeasyPrint's page boxes: the position of each line on a page.

They use WeasyPrint's private side, as ``handbook.layout.engine.boxes`` does, but share no code with it, which
could hide a mistake in its measurements.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout, line_size

HYPHEN = "\u2010"  # that the layout puts at the end of a line; a typed one is another


def root(document: Document) -> Element:
    """Returns the root element of the HTML that a document was laid out from."""
    html: Element = next(
        box.element for page in document.pages for box in page._page_box.descendants() if box.element_tag == "html"
    )
    return html


def blocks(page: Page, *tags: str) -> list[boxes.BlockBox]:
    """Returns the blocks of lines of a page's body, of some elements or of all."""
    return [
        box
        for box in page._page_box.descendants()
        if isinstance(box, boxes.BlockBox)
        and box.children
        and isinstance(box.children[0], boxes.LineBox)
        and (box.element_tag in tags or not tags)
    ]


def field(block: boxes.BlockBox) -> str:
    """Returns the field of the content that a block prints, from ``data-field`` of its element; or empty."""
    return str(block.element.get("data-field", ""))


def lines(document: Document, *tags: str) -> Iterator[boxes.LineBox]:
    """Returns the lines of all blocks of some elements."""
    for page in document.pages:
        for block in blocks(page, *tags):
            yield from block.children


def top(line: boxes.LineBox, page: Page) -> float:
    """Returns how far a line is from the top of its page's text block, in px."""
    return float(line.position_y - page._page_box.content_box_y())


def texts(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def texts_on(page: Page) -> list[boxes.TextBox]:
    """Returns the texts of a page, also of blocks that have a place of their own on it."""
    found = page._page_box.descendants(placeholders=True)
    return [box for box in found if isinstance(box, boxes.TextBox) and box.text.strip()]


def text(line: boxes.LineBox) -> str:
    return "".join(box.text for box in texts(line))


def width(line: boxes.LineBox) -> float:
    """Returns how wide the text of a line is, in px."""
    return float(max(box.position_x + box.width for box in texts(line)) - line.position_x)


def is_hyphenated(line: boxes.LineBox) -> bool:
    """Returns whether the layout has divided a word at the end of a line."""
    return text(line).endswith((HYPHEN, "\u2060-"))


def width_before_last_word(line: boxes.LineBox) -> float:
    """Returns how wide a line is without the word, or the part of a word, at its end, in px."""
    last = len(text(line).rsplit(" ", 1)[-1])  # letters
    for box in reversed(texts(line)):
        if len(box.text) > last:
            layout = create_layout(box.text[:-last].rstrip(" "), box.style, None, None, 0)
            return float(box.position_x + line_size(layout.get_first_line()[0], box.style)[0] - line.position_x)
        last -= len(box.text)
    return 0
