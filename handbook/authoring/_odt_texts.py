"""The texts of an OpenDocument text that are left out, and those that stand beside its own."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

PARAGRAPHS = {"text:p", "text:h"}
BREAKS = {*PARAGRAPHS, "text:s", "text:tab", "text:line-break"}
DESCRIPTIONS = ("svg:title", "svg:desc")
# Names and numbers, no text; and an equation once more in another form.
APART = {"text:note-citation", *DESCRIPTIONS, "dc:creator", "dc:date", "math:annotation"}
HEADERS = {
    **dict.fromkeys(("style:header", "style:header-left", "style:header-first"), "element.header"),
    **dict.fromkeys(("style:footer", "style:footer-left", "style:footer-first"), "element.footer"),
}


def headers(styles: Element | None) -> Iterator[tuple[str, str]]:
    """Yields the names and texts of the headers and footers."""
    for element in () if styles is None else styles.iter():
        if element.tag in HEADERS:
            yield HEADERS[element.tag], plain_text(element)


def description(drawing: Element) -> str:
    """Returns what an author says that a picture shows; empty where nothing is said."""
    described = (element.text or "" for name in DESCRIPTIONS for element in drawing.iter(name))
    return next((text for text in described if text), "")


def outside_paragraphs(drawing: Element) -> Iterator[Element]:
    """Yields the elements in a drawing, its paragraphs too, but none that stand in these."""
    for element in drawing:
        yield element
        if element.tag not in PARAGRAPHS:
            yield from outside_paragraphs(element)


def plain_text(element: Element) -> str:
    """Returns the text of an element that is left out."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag in APART:
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    if element.tag in BREAKS:
        yield " "


def local_name(element: Element) -> str:
    """Returns the name of an element without its namespace."""
    return element.tag.rpartition("}")[2].rpartition(":")[2]
