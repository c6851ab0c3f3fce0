"""The structure tree of a book as a screen reader meets it, written of the tags of its sections."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from handbook.layout.model import LaidOutSection, StructureElement, StructureNode
from handbook.support.units import PT_PER_PX

Owners = dict[int, Object]  # of each piece of marked content of a page, by its number


def give_structure(book: Pdf, pieces: Sequence[LaidOutSection]) -> None:
    """Gives a book of some sections its tree, with a Sect for each that says something."""
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    tree = _Tree(book, [page.obj for page in book.pages])
    document.K, first = Array(), 0
    for piece in pieces:
        if piece.tags:
            document.K.append(tree.sect(piece, document, first))
        first += piece.pages
    nums = tree.numbered()
    root.K, root.ParentTree = Array([document]), book.make_indirect(Dictionary(Nums=Array(nums)))
    root.ParentTreeNextKey = len(nums) // 2
    book.Root.StructTreeRoot = root


@dataclass
class _Tree:
    """Makes elements, and notes who owns what is on the pages."""

    book: Pdf
    pages: Sequence[Object]
    owners: dict[int, Owners] = field(default_factory=dict)
    links: list[tuple[Object, Object]] = field(default_factory=list)  # each with its owner

    def sect(self, piece: LaidOutSection, document: Object, first: int) -> Object:
        """A section, a case on two pages included; ``first`` is the number of its first page, from 0."""
        sect, language = self._element("Sect", document, first), piece.section.language
        sect.K = Array([self._kid(kid, sect, 0, first) for kid in piece.tags])
        if language:
            sect.Lang = String(language)
            for kid, element in zip(piece.tags, sect.K, strict=True):
                if (
                    isinstance(kid, StructureElement) and kid.role == "H2"
                ):  # the headings of its parts are the book's
                    element.Lang = String(str(self.book.Root.Lang))
        return sect

    def _tag(self, tag: StructureElement, parent: Object, first: int) -> Object:
        """An element and all below it."""
        page = self.pages[first + tag.page]
        element = self._element(tag.role, parent, first + tag.page)
        element.K = Array([self._kid(kid, element, tag.page, first) for kid in tag.kids])
        if tag.alt:
            element.Alt = String(tag.alt)
        if tag.box:
            element.A = Dictionary(O=Name.Layout, BBox=_in_points(tag.box, page), Placement=Name.Block)
        return element

    def _kid(self, kid: StructureNode, element: Object, own: int, first: int) -> Object | int:
        """What an element on its ``own`` page holds."""
        if isinstance(kid, StructureElement):
            return self._tag(kid, element, first)
        page = self.pages[first + kid.page]
        if kid.link:
            link = page.Annots[kid.number]
            self.links.append((link, element))
            return Dictionary(Type=Name.OBJR, Obj=link, Pg=page)
        self.owners.setdefault(first + kid.page, {})[kid.number] = element
        return kid.number if kid.page == own else Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)

    def _element(self, role: str, parent: Object, page: int) -> Object:
        return self.book.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=parent, Pg=self.pages[page])
        )

    def numbered(self) -> list[Object | int]:
        """The parent tree: pages and links get numbers, under which their owners are found."""
        nums: list[Object | int] = []
        for number, page in enumerate(self.pages):
            page.StructParents = number
            owners = self.owners.get(number, {})
            kids = Array([owners.get(mark) for mark in range(max(owners, default=-1) + 1)])
            nums += [number, self.book.make_indirect(kids)]
        for number, (link, owner) in enumerate(self.links, len(self.pages)):
            link.StructParent = number
            nums += [number, owner]
        return nums


def _in_points(box: Sequence[float], page: Object) -> Array:
    """A box of WeasyPrint's, in px from the top left, as far as the page shows it."""
    left, bottom, right, top = (float(side) for side in page.MediaBox)
    x1, y1, x2, y2 = (PT_PER_PX * side for side in box)
    return Array([round(x, 3) for x in (max(x1, left), max(top - y2, bottom), min(x2, right), min(top - y1, top))])
