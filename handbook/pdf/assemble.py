"""Joins the sections of a book, each a PDF of its own, into one with shared fonts, links and one outline."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Object, ObjectStreamMode, OutlineItem, Pdf, String

from handbook.layout.model import LaidOutSection
from handbook.pages.model import INTERNAL_LINK
from handbook.pdf._font_subset import FontFiles, check_licences
from handbook.pdf.fonts import embed_fonts


class Assembler:
    """Joins sections as they come, in any order, so that this can go on while others are laid out."""

    def __init__(self) -> None:
        self._pdf: Pdf | None = None
        self._sections: dict[int, LaidOutSection] = {}  # by place in the book
        self._destinations: dict[int, dict[str, Object]] = {}  # by place, then name
        self._colour_spaces: Object | None = None

    def add(self, place: int, section: LaidOutSection) -> None:
        """Adds the pages of a section; ``place`` is its number in the book."""
        source = Pdf.open(BytesIO(section.pdf))
        if self._pdf is None:
            self._pdf = source
            self._colour_spaces = source.pages[0].Resources.get("/ColorSpace")
            self._destinations[place] = _destinations(source)
        else:
            self._insert(self._pdf, place, source)
        self._sections[place] = section

    def _insert(self, pdf: Pdf, place: int, source: Pdf) -> None:
        first = sum(section.pages for other, section in self._sections.items() if other < place)
        for number, page in enumerate(source.pages, first):
            pdf.pages.insert(number, page)
        if self._colour_spaces is not None:  # the same in all sections
            pdf.pages[first].Resources.ColorSpace = self._colour_spaces
        self._destinations[place] = {
            name: pdf.copy_foreign(source.make_indirect(destination))
            for name, destination in _destinations(source).items()
        }

    def finish(self, fonts: FontFiles) -> bytes:
        """Returns one PDF of all pages; ``fonts`` are the font files that the sections name.

        Raises:
            DamagedFont: a font file cannot be subset.
            ForbiddenFont: a font file must not be embedded.
        """
        assert self._pdf is not None, "a book has sections"
        check_licences(fonts)
        places = sorted(self._sections)
        destinations: dict[str, Object] = {}
        for place in places:
            destinations = self._destinations[place] | destinations
        _resolve_links(self._pdf, destinations)
        _write_outline(self._pdf, [self._sections[place] for place in places])
        embed_fonts(self._pdf, fonts)
        file = BytesIO()
        self._pdf.save(file, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
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
