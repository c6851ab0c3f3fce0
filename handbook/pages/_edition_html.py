"""What the HTML of a section has on a screen or on paper only."""

import re

SOFT_HYPHEN = "\u00ad"
LINK = re.compile(r'<a\b[^>]*href="(?:https?://(?:www\.)?|mailto:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
LONGEST_ADDRESS = 45  # characters that somebody types from paper


def html_for_screen(html: str) -> str:
    """HTML without soft hyphens, which would be copied out with the text."""
    return html.replace(SOFT_HYPHEN, "")


def html_for_paper(html: str) -> str:
    """HTML with the address of each link after its text; only the site where the address is long."""
    return LINK.sub(_with_address, html)


def _with_address(link: re.Match[str]) -> str:
    address, text = link[1].rstrip("/"), link[2]
    short = address if len(address) <= LONGEST_ADDRESS else address.partition("/")[0]
    return text if short in text else f'{text} <span class="address">({short})</span>'
