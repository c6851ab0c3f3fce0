"""Shows the addresses of links, since the book is printed too."""

import re

from handbook.content.line_ends import without_marks

LINK = re.compile(r'<a\b[^>]*href="(?:https?://(?:www\.)?|mailto:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
LONGEST_ADDRESS = 45  # characters that a reader would type from paper


def with_link_addresses(html: str) -> str:
    """Returns HTML with the address of each link after its text; only the site if the address is long.

    A text that has its address already stays as it is.
    """
    return LINK.sub(_with_address, html)


def _with_address(link: re.Match[str]) -> str:
    address, text = link[1].rstrip("/"), link[2]
    short = address if len(address) <= LONGEST_ADDRESS else address.partition("/")[0]
    return link[0] if short in without_marks(text) else f'{link[0]} <span class="address">({short})</span>'
