"""Removes links and bookmarks from the pages of a section before they are written as a PDF.

Why: WeasyPrint warns of links to other sections, whose targets it does not know, and writes an outline for each
section. handbook.pdf.assemble gives the whole book both. The pages of a document are documented, the element that
a link belongs to is not.
Guard: test_assemble.py for links and bookmarks, test_email.py for what links say.
Remove it when: WeasyPrint can write links to targets in other files.
"""

import re
from collections.abc import Sequence
from copy import copy
from xml.etree.ElementTree import Element

from weasyprint import Page

from handbook.content.line_ends import without_marks
from handbook.pages.model import INTERNAL_LINK

WEB_ADDRESS = re.compile(r"https?://(?:www\.)?([^/?#]+)")

Link = tuple[str, str, object, object]  # kind, target, rectangle, box


def link_texts(page: Page) -> list[str]:
    """Returns a description of each link of a page that makes sense without its context."""
    return [_link_text(box.element, target) for _, target, _, box in page.links]


def without_navigation(pages: Sequence[Page], *, keep_links: bool) -> list[Page]:
    """Returns copies of pages without bookmarks and, unless they are kept, without links.

    A link within the book is kept as an address that begins with INTERNAL_LINK.
    """
    copies = [copy(page) for page in pages]
    for page in copies:
        page.links = [_with_address(link) for link in page.links] if keep_links else []
        page.bookmarks = []
    return copies


def _with_address(link: Link) -> Link:
    kind, target, rectangle, box = link
    return ("external", INTERNAL_LINK + target, rectangle, box) if kind == "internal" else link


def _link_text(element: Element, target: str) -> str:
    """Returns the title of a link, or its text with the site or the mail address that it leads to."""
    text = " ".join(without_marks("".join(element.itertext())).split())
    site = WEB_ADDRESS.match(target)
    place = site[1] if site else target.removeprefix("mailto:") if target.startswith("mailto:") else ""
    if title := element.get("title"):
        return without_marks(title)
    return f"{text} ({place})" if place and place not in text else text
