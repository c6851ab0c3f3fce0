"""Joins the sections of a book, each a PDF of its own, into one with shared fonts, links and one outline."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Object, ObjectStreamMode, OutlineItem, Pdf, String

from handbook.layout.model import Book, LaidOutSection
from handbook.pages.model import INTERNAL_LINK
from handbook.pdf.fonts import embed_fonts


def assemble(book: Book) -> bytes:
    """Returns one PDF with the pages of all sections of a book in order, then those of its binding.

    Raises:
        DamagedFont: a font file cannot be subset.
    """
    pdf, *others = [Pdf.open(BytesIO(section.pdf)) for section in (*book.sections, *book.binding)]
    colour_spaces = pdf.pages[0].Resources.get("/ColorSpace")
    destinations = _destinations(pdf)
    for other in others:
        first = len(pdf.pages)
        pdf.pages.extend(other.pages)
        if colour_spaces is not None:  # the same in all sections: they have the same profile
            pdf.pages[first].Resources.ColorSpace = colour_spaces
        for name, destination in _destinations(other).items():
            destinations.setdefault(name, pdf.copy_foreign(other.make_indirect(destination)))
    _resolve_links(pdf, destinations)
    _write_outline(pdf, book.sections)
    embed_fonts(pdf, book.fonts)
    file = BytesIO()
    pdf.save(file, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
    return file.getvalue()


def _destinations(pdf: Pdf) -> dict[str, Object]:
    """Returns the named destinations of a PDF."""
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    return {str(names[index]): names[index + 1] for index in range(0, len(names), 2)}


def _resolve_links(pdf: Pdf, destinations: Mapping[str, Object]) -> None:
    """Turns links from one section to another, which the layout wrote as addresses, into links to destinations."""
    for page in pdf.pages:
        for link in page.get("/Annots", Array()):
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(INTERNAL_LINK):
                name = address.removeprefix(INTERNAL_LINK)
                assert name in destinations, f"nothing in the book is called {name}"
                del link.A
                link.Dest = String(name)
    if destinations:
        names = [item for name in sorted(destinations) for item in (String(name), destinations[name])]
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))


def _write_outline(pdf: Pdf, sections: Sequence[LaidOutSection]) -> None:
    """Writes the bookmarks of all sections, each below the last one of a higher level."""
    with pdf.open_outline() as outline:
        outline.root.clear()
        ancestors: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]  # their levels and their children
        first_page = 0
        for section in sections:
            for mark in section.bookmarks:
                item = OutlineItem(mark.label, first_page + mark.page, "XYZ", left=mark.x, top=mark.y)
                while ancestors[-1][0] >= mark.level:
                    ancestors.pop()
                ancestors[-1][1].append(item)
                ancestors.append((mark.level, item.children))
            first_page += section.pages
