"""Extracts the structure tree that WeasyPrint writes for a section from its PDF, and simplifies it.

Why: a book gets one tree for all sections (handbook.pdf.structure_tree), and WeasyPrint's own has elements that
mean nothing to a screen reader, running heads and folios as content, and no TOC.
Measured: a build after one change takes 0.37 of the time of plain WeasyPrint instead of 0.44, as the tree is read
while pydyf holds it as Python objects; pikepdf would have to read 6,500 elements in the assembled book.
Guard: test_email.py compares the tree of the seed, and validates PDF/UA.
Remove it when: WeasyPrint writes a tree like it, and joins the trees of documents.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from handbook.content.line_ends import without_marks
from handbook.layout.engine.links import link_text
from handbook.layout.model import ContentReference, StructureElement, StructureNode

MEANINGLESS = ("Span", "Div", "NonStruct", "Sect", "Art")  # a section of the book gets a Sect of its own
CONTENTS = ("contents", "opener")  # sections whose list is one of places in the book
CONTENTS_ROLES = {"L": "TOC", "LI": "TOCI", "LBody": "NonStruct"}
PARAGRAPHS = ("P", "H1", "H2", "H3", "H4", "H5", "H6")
PRINTED = 4  # a flag of an annotation
TREE_TYPES = ("/StructTreeRoot", "/StructElem", "/OBJR")


def extract_tags(pdf: pydyf.PDF, section: str, links: Sequence[Sequence[Element]]) -> tuple["StructureNode", ...]:
    """Removes the structure tree from the PDF of a section, and returns it without meaningless elements.

    Content that is in no element becomes an artifact, which is not read aloud, like running heads and folios.
    ``section`` is the name of the section, and ``links`` has the element of the HTML of each link of each page.
    """
    pages = [_object(pdf, reference) for reference in pdf.page_references]
    root = _object(pdf, pdf.catalog.pop("StructTreeRoot"))
    roles = CONTENTS_ROLES if section in CONTENTS else {}
    page_numbers = {page.reference: number for number, page in enumerate(pages)}
    nodes = _read_kids(pdf, _object(pdf, root["K"][0]), page_numbers)
    tags = tuple(_join_lists([simple for node in nodes for simple in _simplify(node, roles, links)]))
    tagged = {(content.page, content.number) for content in _contents(tags) if not content.link}
    for number, (page, page_links) in enumerate(zip(pages, links, strict=True)):
        stream = _object(pdf, page["Contents"]).stream
        _mark_artifacts(stream, {content for page_number, content in tagged if page_number == number})
        del page["StructParents"]
        for reference, element in zip(page.get("Annots", ()), page_links, strict=True):
            link = _object(pdf, reference)
            link["Contents"] = pydyf.String(link_text(element))
            link["F"] = PRINTED  # PDF/A-2, 6.3.2
            link.pop("StructParent", None)
    _clear_tree(pdf)
    return tags


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _clear_tree(pdf: pydyf.PDF) -> None:
    """Empties the objects of the tree. To remove them would change the numbers of all others."""
    for entry in pdf.objects:
        if isinstance(entry, dict) and entry.get("Type") in TREE_TYPES:
            entry.clear()


def _read_kids(
    pdf: pydyf.PDF, element: Mapping[str, Any], page_numbers: Mapping[bytes, int]
) -> Iterator[StructureNode]:
    """Yields the kids of an element; ``page_numbers`` are by the references of the pages."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield ContentReference(page_numbers[element["Pg"]], kid)
            continue
        entry = _object(pdf, kid)
        page = page_numbers[entry["Pg"]]
        if entry["Type"] == "/OBJR":
            annotations = _object(pdf, entry["Pg"])["Annots"]
            yield ContentReference(page, annotations.index(entry["Obj"]), link=True)
        else:
            alt = without_marks(entry["Alt"].string) if "Alt" in entry else ""
            box = entry.get("A", {}).get("BBox", ())
            kids = tuple(_read_kids(pdf, entry, page_numbers))
            yield StructureElement(entry["S"][1:], page, kids, alt, tuple(box))


def _simplify(
    node: StructureNode, roles: Mapping[str, str], links: Sequence[Sequence[Element]]
) -> Iterator[StructureNode]:
    """Yields a node without the meaningless and empty elements in it, with other names for some ``roles``."""
    if isinstance(node, ContentReference):
        yield node
        return
    role = roles.get(node.role, node.role)
    simple = [simple for kid in node.kids for simple in _simplify(kid, roles, links)]
    kids = tuple(_join_links(_without_anonymous(simple, role), links))
    if role in MEANINGLESS:
        yield from kids
    elif kids and not (role == "Figure" and not node.alt):  # a drawing that says nothing is decoration
        yield node._replace(role=role, kids=kids)


def _without_anonymous(nodes: Iterable[StructureNode], role: str) -> Iterator[StructureNode]:
    """Yields nodes, of a paragraph in a paragraph its kids: WeasyPrint names an anonymous box like its parent."""
    for node in nodes:
        if role in PARAGRAPHS and isinstance(node, StructureElement) and node.role == role:
            yield from node.kids
        else:
            yield node


def _join_links(nodes: Iterable[StructureNode], links: Sequence[Sequence[Element]]) -> Iterator[StructureNode]:
    """Joins the parts of a link over several lines, of which each is a link for a pointer."""
    for source, same in groupby(nodes, partial(_link_source, links=links)):
        if source is None:
            yield from same
        else:
            first, *others = (node for node in same if isinstance(node, StructureElement))
            yield first._replace(kids=(*first.kids, *(kid for part in others for kid in part.kids)))


def _link_source(node: StructureNode, links: Sequence[Sequence[Element]]) -> Element | None:
    """Returns the element of the HTML of a Link; None for any other node."""
    if isinstance(node, ContentReference) or node.role != "Link":
        return None
    reference = next(kid for kid in node.kids if isinstance(kid, ContentReference) and kid.link)
    return links[reference.page][reference.number]


def _join_lists(nodes: Sequence[StructureNode]) -> Iterator[StructureNode]:
    """Joins the parts of a list that continues on the next page."""
    previous: StructureNode | None = None
    for node in nodes:
        if (
            isinstance(previous, StructureElement)
            and isinstance(node, StructureElement)
            and previous.role == node.role in ("L", "TOC")
        ):
            previous = previous._replace(kids=previous.kids + node.kids)
            continue
        if previous is not None:
            yield previous
        previous = node
    if previous is not None:
        yield previous


def _contents(nodes: Sequence[StructureNode]) -> Iterator[ContentReference]:
    for node in nodes:
        yield from _contents(node.kids) if isinstance(node, StructureElement) else (node,)


def _mark_artifacts(operators: list[Any], tagged: set[int]) -> None:
    """Makes marked content of a page an artifact unless its number is in ``tagged``."""
    for index, operator in enumerate(operators):
        if operator == b"BDC" and operators[index - 1]["MCID"] not in tagged:
            operators[index - 2 : index] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
