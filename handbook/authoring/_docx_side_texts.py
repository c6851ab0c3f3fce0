"""The texts of a Word file that stand beside its own: notes, comments, headers, and what is left out."""

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from handbook.authoring._docx_package import WordPackage

TEXTS, BREAKS = {"t", "m:t", "a:t", "c:v"}, {"p", "tab", "br", "cr", "a:p", "a:r", "c:v"}
DRAWN = {"dgm:relIds": "r:dm", "c:chart": "r:id"}  # where a drawing refers to the texts of a diagram or a chart
NOTES = {
    "footnoteReference": ("footnotes", "element.footnote"),
    "endnoteReference": ("endnotes", "element.endnote"),
    "commentReference": ("comments", "element.comment"),
}
HEADERS = {"headerReference": "element.header", "footerReference": "element.footer"}


class SideTexts:
    """The notes, comments and headers of a Word file, each with the key of its name."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._notes = cache(self._read_notes)

    def note(self, reference: Element) -> tuple[str, str]:
        """Returns the name and the text of what a reference refers to; no text where it is missing."""
        kind, name = NOTES[reference.tag]
        return name, self._notes(kind).get(reference.get("id", ""), "")

    def drawn(self, drawing: Element) -> Iterator[str]:
        """Yields the texts of the diagrams and charts of a drawing."""
        for element in drawing.iter():
            relation = self._package.relations.get(element.get(DRAWN.get(element.tag, ""), ""))
            if element.tag in DRAWN:
                part = self._package.part(relation.target) if relation else None
                yield "" if part is None else plain_text(part)

    def headers(self, section: Element) -> Iterator[tuple[str, str]]:
        """Yields the names and texts of the headers and footers of a section."""
        for reference in section:
            relation = self._package.relations.get(reference.get("r:id", ""))
            if reference.tag in HEADERS and relation is not None:
                part = self._package.part(relation.target)
                yield HEADERS[reference.tag], "" if part is None else plain_text(part)

    def _read_notes(self, kind: str) -> dict[str, str]:
        part = self._package.related(kind)
        return {note.get("id", ""): plain_text(note) for note in ([] if part is None else part)}


def plain_text(element: Element, without: str = "") -> str:
    """Returns the text of an element that is left out, but for that in elements called ``without``."""
    return " ".join("".join(_texts(element, without)).split())


def _texts(element: Element, without: str) -> Iterator[str]:
    if element.tag in BREAKS:
        yield " "
    if element.tag in TEXTS:
        yield element.text or ""
    elif element.tag == "v:textpath":
        yield element.get("string", "")
    for child in element:
        if child.tag != without:
            yield from _texts(child, without)


def local_name(element: Element) -> str:
    """Returns the name of an element without its namespace."""
    return element.tag.rpartition("}")[2].rpartition(":")[2]
