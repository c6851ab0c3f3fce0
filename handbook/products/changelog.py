"""Reads in the changelog what is new since another version."""

import re

from handbook import resources

VERSION = re.compile(r"## v?(\d[\w.]*)")
NOT_FOR_EDITORS = "For maintainers"


def news_since(version: str) -> tuple[str, ...]:
    """Returns the headings of all changes since a version; nothing if the changelog does not know that version."""
    headings: list[str] = []
    for line in resources.CHANGELOG.read_text("utf-8").splitlines():
        if (section := VERSION.match(line)) and section[1] == version:
            return tuple(dict.fromkeys(headings))
        if line.startswith("### ") and line[4:] != NOT_FOR_EDITORS:
            headings.append(line[4:])
    return ()
