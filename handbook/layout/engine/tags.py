"""Extracts the structure tree that WeasyPrint writes for a section from its PDF, and simplifies it.

Why: a book gets one tree for all sections (handbook.pdf.structure_tree), and WeasyPrint's own has elements that
mean nothing to a screen reader, running heads and folios as content, and no TOC.
Measured: a build after one change takes 0.37 of the time of plain WeasyPrint instead of 0.44, as the tree is read
while pydyf holds it as Python objects; pikepdf would have to read 6,500 elements in the assembled book.
Guard: test_email.py compares the tree of the seed, and validates PDF/UA.
Remove it when: WeasyPrint writes a tree like it, and joins the trees of documents.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from handbook.content.line_ends import without_marks
from handbook.layout.model import ContentReference, StructureElement, StructureNode

MEANINGLESS = ("Span", "Div", "NonStruct", "Sect", "Art")  # a section of the book gets a Sect of its own
CONTENTS_ROLES = {"L": "TOC", "LI": "TOCI", "LBody": "NonStruct"}
PRINTED = 4  # a flag of an annotation
TREE_TYPES = ("/StructTreeRoot", "/StructElem", "/OBJR")


def extract_tags(pdf: pydyf.PDF, section: str, link_texts: Sequence[Sequence[str]]) -> tuple["StructureNode", ...]:
    """Removes the structure tree from the PDF of a section, and returns it without meaningless elements.

    Content that is in no element becomes an artifact, which is not read aloud, like running heads and folios.
    ``section`` is the name of the section, and ``link_texts`` has the description of each link of
    each page.
    """
    pages = [_object(pdf, reference) for reference in pdf.page_references]
    root = _object(pdf, pdf.catalog.pop("StructTreeRoot"))
    roles = CONTENTS_ROLES if section == "contents" else {}
    page_numbers = {page.reference: number for number, page in enumerate(pages)}
    nodes = _read_kids(pdf, _object(pdf, root["K"][0]), page_numbers)
    tags = tuple(_join_lists([simple for node in nodes for simple in _simplify(node, roles)]))
    tagged = {(content.page, content.number) for content in _contents(tags) if not content.link}
    for number, (page, texts) in enumerate(zip(pages, link_texts, strict=True)):
        stream = _object(pdf, page["Contents"]).stream
        _mark_artifacts(stream, {content for page_number, content in tagged if page_number == number})
        del page["StructParents"]
        for reference, text in zip(page.get("Annots", ()), texts, strict=True):
            link = _object(pdf, reference)
            link["Contents"] = pydyf.String(text)
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
            links = _object(pdf, entry["Pg"])["Annots"]
            yield ContentReference(page, links.index(entry["Obj"]), link=True)
        else:
            alt = without_marks(entry["Alt"].string) if "Alt" in entry else ""
            box = entry.get("A", {}).get("BBox", ())
            kids = tuple(_read_kids(pdf, entry, page_numbers))
            yield StructureElement(entry["S"][1:], page, kids, alt, tuple(box))


def _simplify(node: StructureNode, roles: Mapping[str, str]) -> Iterator[StructureNode]:
    """Yields a node without the meaningless and empty elements in it, with other names for some ``roles``."""
    if isinstance(node, ContentReference):
        yield node
        return
    kids = tuple(simple for kid in node.kids for simple in _simplify(kid, roles))
    role = roles.get(node.role, node.role)
    if role in MEANINGLESS:
        yield from kids
    elif kids:
        yield node._replace(role=role, kids=kids)


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
