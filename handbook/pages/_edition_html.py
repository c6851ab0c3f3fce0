"""Adapts the HTML of a section to an edition for paper."""

import re

from handbook.content.line_ends import without_marks

LINK = re.compile(r'<a\b[^>]*href="(?:https?://(?:www\.)?|mailto:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
LONGEST_ADDRESS = 45  # characters that a reader would type from paper


def html_for_paper(html: str) -> str:
    """Returns HTML with the address of each link after its text; only the site if the address is long."""
    return LINK.sub(_with_address, html)


def _with_address(link: re.Match[str]) -> str:
    address, text = link[1].rstrip("/"), link[2]
    short = address if len(address) <= LONGEST_ADDRESS else address.partition("/")[0]
    return text if short in without_marks(text) else f'{text} <span class="address">({short})</span>'
