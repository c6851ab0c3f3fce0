"""The structure of a PDF as a screen reader meets it: WeasyPrint's tree read, made plain, and written anew."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from handbook.model import PX, Section

MEANINGLESS = ("Span", "Div", "NonStruct", "Sect", "Art")  # a section of the book gets a Sect of its own
TABLE_OF_CONTENTS = {"L": "TOC", "LI": "TOCI", "LBody": "NonStruct"}
MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"  # running heads and folios: printed, not read aloud


@dataclass(frozen=True)
class Piece:
    """Marked content of a page: what is drawn between two operators."""

    page: int
    mark: int


@dataclass(frozen=True)
class Node:
    """A structure element on a page, counted from 0, with its kids: others, pieces, or references to a link."""

    role: str
    page: int
    kids: tuple["Node | Piece | Object", ...]
    alt: str = ""
    box: tuple[float, ...] = ()
    language: str = ""


Kid = Node | Piece | Object


def retag(book: Pdf, sections: Sequence[Section], spoken: Sequence[Sequence[str]]) -> None:
    """Gives the book a tree of sections, headings, paragraphs, lists, pictures and links, and nothing else.

    ``spoken`` has what each link says, for every page in the order of its links.
    """
    places: dict[object, int] = {page.objgen: number for number, page in enumerate(book.pages)}
    kids = _read(book.Root.StructTreeRoot.K[0], places)
    _write(book, _sections(kids, sections, str(book.Root.Lang)))
    for page, texts in zip(book.pages, spoken, strict=True):
        for link, text in zip(page.get("/Annots", Array()), texts, strict=True):
            link.Contents = String(text)


def _read(element: Object, places: Mapping[object, int]) -> tuple[Kid, ...]:
    """What is below an element of WeasyPrint's tree."""
    page = places.get(element.Pg.objgen, 0) if "/Pg" in element else 0
    found: list[Kid] = []
    for kid in element.get("/K", Array()):
        if not isinstance(kid, Dictionary):
            found.append(Piece(page, int(kid)))
        elif kid.get("/Type") == Name.OBJR:
            found.append(kid)
        else:
            box = tuple(float(side) for side in kid.A.get("/BBox", ())) if "/A" in kid else ()
            own = places.get(kid.Pg.objgen, 0)
            found.append(Node(str(kid.S)[1:], own, _read(kid, places), str(kid.get("/Alt", "")), box))
    return tuple(found)


def _sections(kids: Sequence[Kid], sections: Sequence[Section], language: str) -> Iterator[Node]:
    """A Sect for each section of the book that says something, a case on two pages included."""
    first = sections[0].first
    starts = [section.first - first for section in sections] + [1 << 30]
    for at, section in enumerate(sections):
        own = [kid for kid in kids if isinstance(kid, Node) and starts[at] <= kid.page < starts[at + 1]]
        roles = TABLE_OF_CONTENTS if section.name == "contents" else {}
        plain = tuple(_joined([kid for node in own for kid in _plain(node, roles)]))
        if plain:
            if section.language:  # the headings of its parts are in the book's language
                plain = tuple(
                    replace(kid, language=language) if isinstance(kid, Node) and kid.role == "H2" else kid
                    for kid in plain
                )
            yield Node("Sect", starts[at], plain, language=section.language)


def _plain(node: Node, roles: Mapping[str, str]) -> Iterator[Kid]:
    """A node without those inside it that mean nothing, or what is left of it."""
    kids = tuple(found for kid in node.kids for found in (_plain(kid, roles) if isinstance(kid, Node) else (kid,)))
    role = roles.get(node.role, node.role)
    if role in MEANINGLESS:
        yield from kids
    elif kids:
        yield replace(node, role=role, kids=kids)


def _joined(kids: Sequence[Kid]) -> Iterator[Kid]:
    """A list that goes on over a page is one list."""
    before: Kid | None = None
    for kid in kids:
        if isinstance(before, Node) and isinstance(kid, Node) and before.role == kid.role in ("L", "TOC"):
            before = replace(before, kids=before.kids + kid.kids)
            continue
        if before is not None:
            yield before
        before = kid
    if before is not None:
        yield before


def _write(book: Pdf, sections: Iterator[Node]) -> None:
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    parents: dict[int, Object] = {}
    owners: list[dict[int, Object]] = [{} for _ in book.pages]
    document.K = Array([_element(book, node, document, owners, parents) for node in sections])
    for number, page in enumerate(book.pages):
        parents[int(page.StructParents)] = book.make_indirect(_owned(book, page, owners[number]))
    nums = [item for key in sorted(parents) for item in (key, parents[key])]
    root.K, root.ParentTree = Array([document]), book.make_indirect(Dictionary(Nums=Array(nums)))
    root.ParentTreeNextKey = max(parents) + 1
    book.Root.StructTreeRoot = root


def _element(
    book: Pdf, node: Node, parent: Object, owners: Sequence[dict[int, Object]], parents: dict[int, Object]
) -> Object:
    """A structure element; notes who owns each piece and each link."""
    page = book.pages[node.page]
    element = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent, Pg=page.obj))
    kids: list[Object | int] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(_element(book, kid, element, owners, parents))
        elif isinstance(kid, Piece):
            owners[kid.page][kid.mark] = element
            other = Dictionary(Type=Name.MCR, Pg=book.pages[kid.page].obj, MCID=kid.mark)
            kids.append(kid.mark if kid.page == node.page else other)
        else:
            parents[int(kid.Obj.StructParent)] = element
            kids.append(kid)
    element.K = Array(kids)
    if node.language:
        element.Lang = String(node.language)
    if node.alt:
        element.Alt = String(node.alt)
    if node.box:
        element.A = Dictionary(O=Name.Layout, BBox=_in_points(node.box, page), Placement=Name.Block)
    return element


def _in_points(box: Sequence[float], page: Page) -> Array:
    """A box of WeasyPrint's, in px from the top left, as far as the page shows it."""
    left, bottom, right, top = (float(side) for side in page.MediaBox)
    x1, y1, x2, y2 = (PX * side for side in box)
    return Array([round(x, 3) for x in (max(x1, left), max(top - y2, bottom), min(x2, right), min(top - y1, top))])


def _owned(book: Pdf, page: Page, owners: Mapping[int, Object]) -> Array:
    """Who owns each piece of a page, in their order. What nobody owns becomes an artifact."""
    contents = page.Contents.read_bytes()
    free = {mark for mark in map(int, MARKED.findall(contents)) if mark not in owners}
    if free:
        decorated = MARKED.sub(lambda found: ARTIFACT if int(found[1]) in free else found[0], contents)
        page.Contents = Stream(book, decorated)
    return Array([owners.get(mark) for mark in range(max(owners, default=-1) + 1)])
