"""The parts of a Word file: names without namespaces, relations between parts, one of alternate contents."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from handbook.authoring._office_package import Package, shorten_names
from handbook.authoring._paragraphs import NotADocument

# The namespaces of both forms of the standard (ECMA-376), Strict and Transitional; those of Word itself have no
# prefix here, and others keep their whole name.
OPEN_XML = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
PREFIXES = {
    f"{OPEN_XML}wordprocessingml/2006/main": "",
    f"{STRICT}wordprocessingml/main": "",
    f"{OPEN_XML}officeDocument/2006/relationships": "r:",
    f"{STRICT}officeDocument/relationships": "r:",
    f"{OPEN_XML}officeDocument/2006/math": "m:",
    f"{STRICT}officeDocument/math": "m:",
    f"{OPEN_XML}drawingml/2006/wordprocessingDrawing": "wp:",
    f"{STRICT}drawingml/wordprocessingDrawing": "wp:",
    f"{OPEN_XML}drawingml/2006/main": "a:",
    f"{STRICT}drawingml/main": "a:",
    f"{OPEN_XML}drawingml/2006/diagram": "dgm:",
    f"{STRICT}drawingml/diagram": "dgm:",
    f"{OPEN_XML}drawingml/2006/chart": "c:",
    f"{STRICT}drawingml/chart": "c:",
    f"{OPEN_XML}markup-compatibility/2006": "mc:",
    f"{OPEN_XML}package/2006/relationships": "",
    "urn:schemas-microsoft-com:vml": "v:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
}
MAIN_PART = "word/document.xml"  # where nearly every program puts it


@dataclass(frozen=True)
class Relation:
    """Where a part refers to: the last word of the kind, such as "hyperlink", and a part's name or an address."""

    kind: str
    target: str
    is_external: bool


class WordPackage:
    """A Word file: its main part, and the parts to which that refers."""

    def __init__(self, package: Package) -> None:
        """Finds the main part.

        Raises:
            NotADocument: there is none.
        """
        self._package = package
        starts = (relation for relation in _relations(package, "").values() if relation.kind == "officeDocument")
        self.main_name = next((start.target for start in starts if start.target in package), MAIN_PART)
        main = self.part(self.main_name)
        if main is None or (body := main.find("body")) is None:
            raise NotADocument("no-document.damaged")
        self.body = body
        self.relations = _relations(package, self.main_name)

    def part(self, name: str) -> Element | None:
        """Returns the root of a part, with short names; None where it is missing."""
        root = self._package.xml(name)
        return None if root is None else with_short_names(root)

    def related(self, kind: str) -> Element | None:
        """Returns the part of this kind, such as "styles"; None where it is missing."""
        names = (relation.target for relation in self.relations.values() if relation.kind == kind)
        return next((part for name in names if (part := self.part(name)) is not None), None)


def with_short_names(root: Element) -> Element:
    """Shortens the names of all elements and attributes, and puts one of alternate contents in their place."""
    shorten_names(root, PREFIXES)
    if next(root.iter("mc:AlternateContent"), None) is not None:
        for element in list(root.iter()):
            element[:] = list(_without_alternates(element))
    return root


def _without_alternates(element: Element) -> Iterator[Element]:
    """Yields the children of an element; of alternate contents the fallback, which uses the standard only."""
    for child in element:
        if child.tag != "mc:AlternateContent":
            yield child
            continue
        branches = sorted(
            (branch for branch in child if len(branch)), key=lambda branch: branch.tag != "mc:Fallback"
        )
        for branch in branches[:1]:
            yield from _without_alternates(branch)


def _relations(package: Package, part: str) -> dict[str, Relation]:
    """Returns the relations of a part by their key; those of the file as a whole for part ""."""
    folder, name = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for element in [] if root is None else with_short_names(root):
        target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
        kind = element.get("Type", "").rpartition("/")[2]
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
        found[element.get("Id", "")] = Relation(kind, target, is_external)
    return found
