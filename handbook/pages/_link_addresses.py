"""Shows the addresses of links, since the book is printed too."""

import re

from handbook.content.line_ends import without_marks
from handbook.content.no_break import NO_BREAK_SPACE

LINK = re.compile(r'<a\b[^>]*href="(?:https?://(?:www\.)?|mailto:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
LONGEST_ADDRESS = 45  # characters that a reader would type from paper


def with_link_addresses(html: str) -> str:
    """Returns HTML with the address of each link after its text; only the site if the address is long.

    A text that has its address already stays as it is.
    """
    return LINK.sub(_with_address, html)


def _with_address(link: re.Match[str]) -> str:
    address, text = link[1].rstrip("/"), link[2]
    short = address if len(address) <= LONGEST_ADDRESS else address.partition("/")[0]
    plain = without_marks(TAG.sub("", text))
    space = NO_BREAK_SPACE if plain.endswith(("-", "\u2010")) else " "  # no line ends in a typed hyphen
    return link[0] if short in plain else f'{link[0]}{space}<span class="address">({short})</span>'
