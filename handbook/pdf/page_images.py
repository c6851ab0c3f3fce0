"""The pages of a section as pictures, drawn by PDFium out of its PDF; none is drawn twice."""

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Object, Pdf
from pypdfium2 import PdfDocument, PdfPage

from handbook.pdf.fonts import Cuts, Programs, embed, note_of
from handbook.pdf.image_conversion import whole
from handbook.support.cache import digest

QUALITY = 90  # of a JPEG, at which type is as clear as in a PNG; that would take 10 ms more a page
CUTS = 100  # fonts cut for other pictures that are kept, of some 20 kB each
KEPT = 60  # pictures kept, of some 60 kB each
BESIDE = ("/Parent", "/Annots", "/Resources")  # of a page: its resources are looked at apart


class Pictures:
    """Draws pages, and keeps what serves the next: one page of a changed spread is as it was, and most letters."""

    def __init__(self) -> None:
        self.cuts: Cuts = {}
        self.kept: dict[tuple[str, int], bytes] = {}

    def draw(self, pdf: bytes, fonts: Programs, width: int) -> tuple[bytes, ...]:
        """The pages of a section as JPEGs, ``width`` px wide.

        Raises:
            KeyError: a font that it names is not among the ``fonts``.
        """
        if len(self.cuts) > CUTS:
            self.cuts.clear()
        if len(self.kept) > KEPT:
            self.kept.clear()
        with Pdf.open(BytesIO(pdf)) as book:
            names = [(name, width) for name in _names(book)]
            if new := {name: number for number, name in enumerate(names) if name not in self.kept}:
                embed(book, fonts, self.cuts)
                file = BytesIO()
                book.save(file)
                with PdfDocument(file.getvalue()) as drawn:
                    self.kept |= {name: _picture(drawn[number], width) for name, number in new.items()}
        return tuple(self.kept[name] for name in names)


def _names(book: Pdf) -> Iterator[str]:
    """Of each page a digest of all that it is drawn from."""
    shared: dict[tuple[int, int], bytes] = {}  # what pages have in common, by its place in the file
    for page in book.pages:
        own, common = page.obj, page.obj.Resources
        if common.objgen not in shared or not common.is_indirect:
            shared[common.objgen] = b"\n".join(_common(common))
        parts = [b"\n".join(whole(own[name])) for name in sorted(own.keys()) if name not in BESIDE]
        yield digest(shared[common.objgen], *parts)


def _common(resources: Object) -> Iterator[bytes]:
    """All that pages draw with; of a font which one it is, for that there are more letters of it changes none."""
    for kind in sorted(resources.keys()):
        for name, thing in sorted(resources[kind].items()):
            yield f"{kind} {name}".encode()
            yield from [note_of(thing)] if kind == "/Font" and "/DescendantFonts" in thing else whole(thing)


def _picture(page: PdfPage, width: int) -> bytes:
    picture = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True).to_pil()
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, subsampling=0)
    return file.getvalue()
