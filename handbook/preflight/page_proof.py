"""Makes a proof of each page of a print PDF: an image, the items that it draws, and the gaps in its bleed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from io import BytesIO
from typing import Any, NamedTuple

from pikepdf import Page, Pdf, PdfImage, Stream
from PIL import Image
from pypdfium2 import PdfDocument, PdfPage

from handbook.pdf.content_stream import FontCache, drawn_items
from handbook.pdf.drawn_item import Colour, DrawnItem
from handbook.pdf.object_digest import ObjectDigests
from handbook.pdf.page_boxes import Box, page_boxes
from handbook.preflight._bleed_gaps import find_bleed_gaps
from handbook.preflight._stroke_width import StrokeWidths
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest
from handbook.support.units import PT_PER_MM

IMAGE_WIDTH = 300  # px, of a page in the report
IMAGE_QUALITY = 60  # of a JPEG, which takes a fifth of the time of a PNG and half as many bytes again
SAMPLE = (400, 400)  # px to which a picture is reduced to find its dark parts
INK_AREA = 15  # square mm of a colour of a colour, less of which dries whatever its ink
LIGHT = 0.5  # lightness of a text from which on its ground may be darker; others have no strokes to fill up
ITEM_FIELDS = [field.name for field in fields(DrawnItem) if field.name not in ("stream", "glyphs")]


@dataclass(frozen=True)
class PageProof:
    """A small ``image`` of a page as JPEG, the items that it draws, and its gaps in the bleed.

    A gap is where colour reaches the trim, but not the edge of the bleed.
    """

    image: bytes
    items: tuple[DrawnItem, ...]
    bleed_gaps: tuple[Box, ...]


def make_proofs(pdf: bytes, cache: Cache, pages: Iterable[int]) -> list[bytes]:
    """Makes the proofs of some pages, counted from 0, serialized for the cache and for other processes."""
    with Pdf.open(BytesIO(pdf)) as file, PdfDocument(pdf) as document:
        maker = _ProofMaker(document, cache)
        return [maker.make(page, file.pages[page]) for page in pages]


@dataclass(frozen=True)
class _ProofMaker:
    """Makes the proofs of one file, and reads each object of it once."""

    document: PdfDocument
    cache: Cache
    digests: ObjectDigests = field(default_factory=ObjectDigests)
    fonts: FontCache = field(default_factory=dict)
    strokes: StrokeWidths = field(default_factory=StrokeWidths)
    inks: dict[tuple[int, int], "_Inks"] = field(default_factory=dict)  # by the picture's object number

    def make(self, number: int, page: Page) -> bytes:
        key = digest("proof", program_fingerprint(), self.digests.of(page.obj))
        if cached := self.cache.get(key):
            return cached
        proof = _serialize(self._render_and_read(self.document[number], page))
        self.cache.put(key, proof)
        return proof

    def _render_and_read(self, rendered: PdfPage, page: Page) -> PageProof:
        """Makes the proof of a page from a rendering of its whole sheet, bleed and marks included."""
        scale = IMAGE_WIDTH / rendered.get_width()
        image: Image.Image = rendered.render(scale=scale, rev_byteorder=True, prefer_bgrx=True).to_pil()
        bleed_gaps = tuple(find_bleed_gaps(image, page_boxes(page)))
        file = BytesIO()
        image.save(file, "JPEG", quality=IMAGE_QUALITY)
        items = tuple(map(self._detach, drawn_items(page, self.fonts)))
        return PageProof(file.getvalue(), items, bleed_gaps)

    def _detach(self, item: DrawnItem) -> DrawnItem:
        """Returns an item, measured, without the parts of the open file that are needed for that."""
        if item.glyphs is not None:
            light = item.colour.lightness >= LIGHT
            return replace(
                item, glyphs=None, stroke=item.size * self.strokes.thinnest(*item.glyphs) if light else 0
            )
        if (stream := item.stream) is None:
            return item
        if stream.objgen not in self.inks:
            self.inks[stream.objgen] = _inks(stream)
        inks, area = self.inks[stream.objgen], item.uncropped.width * item.uncropped.height / PT_PER_MM**2
        ignored = int(len(inks.sums) * INK_AREA / area) if area else 0
        darkest = 100 * inks.sums[ignored] / 255 if ignored < len(inks.sums) else 0.0
        return replace(item, stream=None, darkest_ink=darkest, colour=Colour(item.colour.space, inks.most))


class _Inks(NamedTuple):
    """The inks of a picture.

    ``sums`` has the inks of equal parts of it together, 255 for each full ink, the darkest part first. ``most``
    has the most of each of the four inks, from 0 to 1; it is empty for a picture that is not in CMYK.
    """

    sums: list[int]
    most: tuple[float, ...]


def _inks(stream: Stream) -> _Inks:
    image = PdfImage(stream).as_pil_image()
    image.thumbnail(SAMPLE, Image.Resampling.BOX)
    if image.mode != "CMYK":
        return _Inks([255], ())
    plates = [plate.tobytes() for plate in image.split()]
    return _Inks(
        sorted(map(sum, zip(*plates, strict=True)), reverse=True), tuple(max(plate) / 255 for plate in plates)
    )


def _serialize(proof: PageProof) -> bytes:
    items = [[getattr(item, name) for name in ITEM_FIELDS] for item in proof.items]
    return json.dumps([items, proof.bleed_gaps]).encode() + b"\n" + proof.image


def deserialize(proof: bytes) -> PageProof:
    """Returns the proof that was serialized."""
    header, _, image = proof.partition(b"\n")
    entries, bleed_gaps = json.loads(header)
    return PageProof(image, tuple(map(_parse_item, entries)), tuple(Box(*box) for box in bleed_gaps))


def _parse_item(entry: list[Any]) -> DrawnItem:
    values = dict(zip(ITEM_FIELDS, entry, strict=True))
    space, components = values["colour"]
    values |= {name: Box(*values[name]) for name in ("box", "uncropped")}
    return DrawnItem(**values | {"colour": Colour(space, tuple(components)), "pixels": tuple(values["pixels"])})
