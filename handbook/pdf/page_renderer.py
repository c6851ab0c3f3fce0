"""Renders the pages of a laid-out section as JPEGs, with PDFium; pages that did not change come from memory."""

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Object, Pdf
from pypdfium2 import PdfDocument, PdfPage

from handbook.pdf._font_subset import FontFiles
from handbook.pdf.colours import Convert, convert_page_colours
from handbook.pdf.fonts import SubsetCache, embed_fonts, read_reference
from handbook.pdf.object_digest import ObjectDigests
from handbook.support.cache import digest

QUALITY = 90  # of a JPEG, at which type is as clear as in a PNG, which takes 10 ms more a page
MAX_SUBSETS = 100  # of some 20 kB each
MAX_IMAGES = 60  # of some 60 kB each


class PageRenderer:
    """Renders pages for the preview.

    It keeps the last images and font subsets: when an editor changes a spread, one of its pages stays the same,
    and the other needs few new letters.
    """

    def __init__(self) -> None:
        self._subsets: SubsetCache = {}
        self._images: dict[tuple[str, int, str], bytes] = {}  # by digest of the page, height, and mode

    def render(
        self, pdf: bytes, fonts: FontFiles, convert: Convert, height: int, mode: str = "CMYK"
    ) -> tuple[bytes, ...]:
        """Returns the pages of a section as JPEGs, ``height`` px high, in the colours that ``convert`` gives them.

        In the ``mode`` "L" pictures are grey too.

        Raises:
            KeyError: a font that the section names is not among the ``fonts``.
        """
        if len(self._subsets) > MAX_SUBSETS:
            self._subsets.clear()
        if len(self._images) > MAX_IMAGES:
            self._images.clear()
        with Pdf.open(BytesIO(pdf)) as section:
            convert_page_colours(section.pages, convert)
            keys = [(page_digest, height, mode) for page_digest in _page_digests(section)]
            if new := {key: page for page, key in enumerate(keys) if key not in self._images}:
                embed_fonts(section, fonts, self._subsets)
                file = BytesIO()
                section.save(file)
                with PdfDocument(file.getvalue()) as document:
                    self._images |= {key: _render_page(document[page], height, mode) for key, page in new.items()}
        return tuple(self._images[key] for key in keys)


def _page_digests(pdf: Pdf) -> Iterator[str]:
    """Yields a digest of each page that changes whenever its image does."""
    digests = ObjectDigests()
    resources: dict[tuple[int, int], str] = {}  # those that pages share
    for page in pdf.pages:
        shared = page.obj.Resources
        if shared.objgen not in resources or not shared.is_indirect:
            resources[shared.objgen] = digest(*_resource_digests(shared, digests))
        yield digest(resources[shared.objgen], digests.of(page.obj, without=("/Resources",)))


def _resource_digests(resources: Object, digests: ObjectDigests) -> Iterator[str | bytes]:
    """Yields digests of resources; of a font only its reference counts: more glyphs do not change a page."""
    for kind in sorted(resources.keys()):
        for name, resource in sorted(resources[kind].items()):
            yield f"{kind} {name}"
            is_font = kind == "/Font" and "/DescendantFonts" in resource
            yield read_reference(resource) if is_font else digests.of(resource)


def _render_page(page: PdfPage, height: int, mode: str) -> bytes:
    image = page.render(scale=height / page.get_height(), rev_byteorder=True, prefer_bgrx=True).to_pil()
    file = BytesIO()
    image = image.convert("L") if mode == "L" else image
    image.save(file, "JPEG", quality=QUALITY, subsampling=0)
    return file.getvalue()
