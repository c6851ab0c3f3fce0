"""Walkers over WeasyPrint's page boxes: what stands where on a page that is laid out.

They look into WeasyPrint's private side, as ``handbook.layout.engine.boxes`` does, but share nothing with it: what
the program itself measures wrong, its own ruler would not show.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

HYPHEN = "\u2010"  # that the layout puts at the end of a line; a typed one is another


def root(document: Document) -> Element:
    """The root element of the HTML that a document was laid out from."""
    found: Element = next(
        box.element for page in document.pages for box in page._page_box.descendants() if box.element_tag == "html"
    )
    return found


def blocks(page: Page, *tags: str) -> list[boxes.BlockBox]:
    """The blocks of lines of a page's body, of some elements or of all."""
    return [
        box
        for box in page._page_box.descendants()
        if isinstance(box, boxes.BlockBox)
        and box.children
        and isinstance(box.children[0], boxes.LineBox)
        and (box.element_tag in tags or not tags)
    ]


def field(block: boxes.BlockBox) -> str:
    """The field of the content that a block prints, by the ``data-field`` of its element; empty if it has none."""
    return str(block.element.get("data-field", ""))


def lines(document: Document, *tags: str) -> Iterator[boxes.LineBox]:
    """The lines of all blocks of some elements."""
    for page in document.pages:
        for block in blocks(page, *tags):
            yield from block.children


def top(line: boxes.LineBox, page: Page) -> float:
    """How far a line is from the top of its page's text block, in px."""
    return float(line.position_y - page._page_box.content_box_y())


def texts(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def text(line: boxes.LineBox) -> str:
    return "".join(box.text for box in texts(line))


def width(line: boxes.LineBox) -> float:
    """How wide the text of a line is, in px."""
    return float(max(box.position_x + box.width for box in texts(line)) - line.position_x)


def is_hyphenated(line: boxes.LineBox) -> bool:
    """Whether the layout has divided a word at the end of a line."""
    return text(line).endswith(HYPHEN)
