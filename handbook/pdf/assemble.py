"""Joins sections, each written as a PDF of its own, to a book with one set of fonts and one outline."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Object, ObjectStreamMode, OutlineItem, Pdf, String

from handbook.layout.model import LaidOutSection
from handbook.pages.model import INTERNAL_LINK
from handbook.pdf.fonts import Programs, embed


def bind(pieces: Sequence[LaidOutSection], programs: Programs) -> bytes:
    """One PDF of the pages of all ``pieces``; ``programs`` are the fonts that these name.

    Raises:
        DamagedFont: one of these cannot be cut down to what the pieces use.
    """
    book, *others = [Pdf.open(BytesIO(piece.pdf)) for piece in pieces]
    colours = book.pages[0].Resources.get("/ColorSpace")
    places = _places(book)
    for other in others:
        first = len(book.pages)
        book.pages.extend(other.pages)
        if colours is not None:  # the same in all, with the same profile
            book.pages[first].Resources.ColorSpace = colours
        for name, place in _places(other).items():
            places.setdefault(name, book.copy_foreign(other.make_indirect(place)))
    _lead(book, places)
    _outline(book, pieces)
    embed(book, programs)
    file = BytesIO()
    book.save(file, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
    return file.getvalue()


def _places(book: Pdf) -> dict[str, Object]:
    """The named places of a PDF that links lead to."""
    names = book.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    return {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}


def _lead(book: Pdf, places: Mapping[str, Object]) -> None:
    """Has the links within the book lead to their places, whichever section those are in."""
    for page in book.pages:
        for link in page.get("/Annots", Array()):
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(INTERNAL_LINK):
                name = address.removeprefix(INTERNAL_LINK)
                assert name in places, f"nothing in the book is called {name}"
                del link.A
                link.Dest = String(name)
    if places:
        names = [item for name in sorted(places) for item in (String(name), places[name])]
        book.Root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))


def _outline(book: Pdf, pieces: Sequence[LaidOutSection]) -> None:
    """The bookmarks of all sections, each below the last one of a higher level."""
    with book.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        first = 0
        for piece in pieces:
            for mark in piece.bookmarks:
                item = OutlineItem(mark.label, first + mark.page, "XYZ", left=mark.x, top=mark.y)
                while above[-1][0] >= mark.level:
                    above.pop()
                above[-1][1].append(item)
                above.append((mark.level, item.children))
            first += piece.pages
