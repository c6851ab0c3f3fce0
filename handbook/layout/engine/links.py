"""Prepares the links of the pages of a section before they are written as a PDF.

Why: WeasyPrint warns of links to other sections, whose targets it does not know, and writes an outline for each
section. handbook.pdf.assemble gives the whole book both. The pages of a document are documented, the element that
a link belongs to is not.
Guard: test_assemble.py for links and bookmarks, test_email.py for what links say.
Remove it when: WeasyPrint can write links to targets in other files.
"""

from collections.abc import Sequence
from copy import copy
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import Page

from handbook.content.line_ends import without_marks
from handbook.pages.model import INTERNAL_LINK

Link = tuple[str, str, object, Any]  # kind, target, rectangle, box


def link_elements(page: Page) -> list[Element]:
    """Returns the element of the HTML of each link of a page; one over several lines has a link in each."""
    return [box.element for _, _, _, box in page.links]


def without_navigation(pages: Sequence[Page]) -> list[Page]:
    """Returns copies of pages without bookmarks, and with links within the book as addresses.

    Such an address begins with INTERNAL_LINK.
    """
    copies = [copy(page) for page in pages]
    for page in copies:
        page.links = [_with_address(link) for link in _outer_links(page.links)]
        page.bookmarks = []
    return copies


def _outer_links(links: Sequence[Link]) -> list[Link]:
    """Returns the links without those that WeasyPrint makes of the emphasis inside a link."""
    inner = {element for *_, box in links for element in list(box.element.iter())[1:]}
    return [link for link in links if link[-1].element not in inner]


def _with_address(link: Link) -> Link:
    kind, target, rectangle, box = link
    return ("external", INTERNAL_LINK + target, rectangle, box) if kind == "internal" else link


def link_text(element: Element) -> str:
    """Returns a description of a link that makes sense without its context: its title, or its text.

    The address that it leads to is printed after it.
    """
    text = element.get("title") or " ".join("".join(element.itertext()).split())
    return without_marks(text)
