"""Writes the structure tree of a book, which a screen reader follows, from the tags of its sections."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from handbook.layout.model import LaidOutSection, StructureElement, StructureNode
from handbook.pdf.page_boxes import Box, page_boxes
from handbook.support.units import PT_PER_PX

PART_HEADING = "H2"  # a heading of a case that comes from the labels of the book, not from the case


def write_structure_tree(pdf: Pdf, sections: Sequence[LaidOutSection]) -> None:
    """Writes a tree with a Sect for each section that has tags."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    writer = _Writer(pdf, [page.obj for page in pdf.pages])
    document.K, first_page = Array(), 0
    for section in sections:
        if section.tags:
            document.K.append(writer.write_section(section, document, first_page))
        first_page += section.pages
    numbers = writer.number_parents()
    root.K, root.ParentTree = Array([document]), pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(numbers) // 2
    pdf.Root.StructTreeRoot = root


@dataclass
class _Writer:
    """Makes structure elements, and records which of them owns each marked content and each link.

    Pages are numbered from 0, in the whole book.
    """

    pdf: Pdf
    pages: Sequence[Object]
    content_owners: dict[int, dict[int, Object]] = field(default_factory=dict)  # by page, then marked content id
    link_owners: list[tuple[Object, Object]] = field(default_factory=list)

    def write_section(self, section: LaidOutSection, document: Object, first_page: int) -> Object:
        """The element of a section that starts on ``first_page``."""
        written, language = self._new_element("Sect", document, first_page), section.section.language
        written.K = Array([self._write_node(node, written, 0, first_page) for node in section.tags])
        if language:
            written.Lang = String(language)
            for node, kid in zip(section.tags, written.K, strict=True):
                if isinstance(node, StructureElement) and node.role == PART_HEADING:
                    kid.Lang = String(str(self.pdf.Root.Lang))
        return written

    def _write_element(self, element: StructureElement, parent: Object, first_page: int) -> Object:
        """An element with all nodes below it."""
        page = first_page + element.page
        written = self._new_element(element.role, parent, page)
        written.K = Array([self._write_node(node, written, element.page, first_page) for node in element.kids])
        if element.alt:
            written.Alt = String(element.alt)
        if element.box:
            box = _to_pt(element.box, self.pages[page])
            written.A = Dictionary(O=Name.Layout, BBox=Array([round(x, 3) for x in box]), Placement=Name.Block)
        return written

    def _write_node(self, node: StructureNode, parent: Object, parent_page: int, first_page: int) -> Object | int:
        """A node below ``parent``, on ``parent_page`` of its section: an element, a link or marked content."""
        if isinstance(node, StructureElement):
            return self._write_element(node, parent, first_page)
        page = self.pages[first_page + node.page]
        if node.link:
            link = page.Annots[node.number]
            self.link_owners.append((link, parent))
            return Dictionary(Type=Name.OBJR, Obj=link, Pg=page)
        self.content_owners.setdefault(first_page + node.page, {})[node.number] = parent
        if node.page == parent_page:
            return node.number
        return Dictionary(Type=Name.MCR, Pg=page, MCID=node.number)

    def _new_element(self, role: str, parent: Object, page: int) -> Object:
        return self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, Pg=self.pages[page])
        )

    def number_parents(self) -> list[Object | int]:
        """The parent tree: numbers the pages and the links, each number followed by the owners of what it has."""
        numbers: list[Object | int] = []
        for number, page in enumerate(self.pages):
            page.StructParents = number
            owners = self.content_owners.get(number, {})
            elements = Array([owners.get(content) for content in range(max(owners, default=-1) + 1)])
            numbers += [number, self.pdf.make_indirect(elements)]
        for number, (link, owner) in enumerate(self.link_owners, len(self.pages)):
            link.StructParent = number
            numbers += [number, owner]
        return numbers


def _to_pt(box: Sequence[float], page: Object) -> Box:
    """A box in px from the top left of the sheet, in pt and cropped to the sheet."""
    media = page_boxes(page).media
    left, top, right, bottom = (PT_PER_PX * side for side in box)
    return Box(left, media.top - bottom, right, media.top - top).intersection(media)
