"""Turns the HTML of a Markdown text into plain text, as people write it in a mail."""

import re
from collections.abc import Iterator
from itertools import count
from textwrap import indent
from xml.etree.ElementTree import Element, fromstring

from handbook.content.line_ends import without_marks

FIRST_NUMBER = re.compile(r"list-item (-?\d+)")  # of a list, less one; see handbook.content.markdown


def plain_text(html: str) -> str:
    """Returns paragraphs with empty lines between them, lists with their markers, links with their addresses."""
    return "\n\n".join(_blocks(fromstring(f"<body>{html}</body>")))


def _blocks(parent: Element) -> Iterator[str]:
    for element in parent:
        if element.tag in ("ul", "ol"):
            yield "\n".join(_items(element))
        elif element.tag == "blockquote":
            yield indent("\n\n".join(_blocks(element)), "> ", lambda line: True)
        else:
            yield _line(element)


def _items(group: Element) -> Iterator[str]:
    first = FIRST_NUMBER.search(group.get("style", ""))
    for number, item in zip(count(int(first[1]) + 1 if first else 1), group, strict=False):
        marker = f"{number}. " if group.tag == "ol" else "- "
        blocks = [_line(item)] if item.find("p") is None else _blocks(item)
        yield marker + indent("\n\n".join(blocks), "  ").strip()


def _line(element: Element) -> str:
    return " ".join(without_marks("".join(_parts(element))).split())


def _parts(element: Element) -> Iterator[str]:
    """Yields the texts of an element; a link is followed by its address, if it does not show that."""
    yield element.text or ""
    for child in element:
        yield from _parts(child)
        if child.tag == "a":
            address = child.get("href", "").removeprefix("mailto:")
            if _line(child) != address:
                yield f" <{address}>"
        yield child.tail or ""
