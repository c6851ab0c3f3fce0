"""A proof of each page of a print PDF: how it looks, what it draws, and where colour stops short of the edge."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import NamedTuple

from pikepdf import Array, Dictionary, Object, Page, Pdf, PdfImage, Stream
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument, PdfPage

from handbook.pdf.content_stream import Box, Colour, Item
from handbook.pdf.content_stream import drawn as read
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest
from handbook.support.units import PT_PER_MM

WIDTH = 300  # px of a page's picture
COLOURS = 64  # of a page's picture; type and flat colour need few
PALE = 245  # of 255: lighter than this is paper
SPECK = 2  # px that do not count
MUCH = 0.01  # the share of a picture that does
UPWARDS = ("/Parent", "/P", "/StructParent", "/StructParents", "/Annots")  # not drawn, and may lead anywhere


class Boxes(NamedTuple):
    """The boxes of a page, in pt: what is not named is the next larger."""

    media: Box
    bleed: Box
    trim: Box

    @property
    def margin(self) -> float:
        """How far the bleed goes over the trim where it does least, in mm."""
        return min(margins(self.trim, self.bleed))


@dataclass(frozen=True)
class Proof:
    """A small ``picture`` of a page as PNG, what it draws, and where colour reaches the trim and not the bleed."""

    picture: bytes
    items: tuple[Item, ...]
    bare: tuple[Box, ...]


def boxes(page: Page) -> Boxes:
    """The boxes of a page."""
    media = Box(*map(float, page.MediaBox))
    bleed = Box(*map(float, page.BleedBox)) if "/BleedBox" in page else media
    return Boxes(media, bleed, Box(*map(float, page.TrimBox)) if "/TrimBox" in page else bleed)


def margins(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    """How far one box reaches beyond another on each side, in mm."""
    sides = (
        inner.left - outer.left,
        inner.bottom - outer.bottom,
        outer.right - inner.right,
        outer.top - inner.top,
    )
    left, bottom, right, top = (side / PT_PER_MM for side in sides)
    return left, bottom, right, top


def proofs(pdf: bytes, cache: Cache, numbers: Iterable[int]) -> list[bytes]:
    """The proofs of some pages, counted from 0, packed; what ``store`` has of them is taken from there."""
    with Pdf.open(BytesIO(pdf)) as book, PdfDocument(pdf) as drawn:
        prover = _Prover(drawn, cache)
        return [prover.prove(number, book.pages[number]) for number in numbers]


@dataclass(frozen=True)
class _Prover:
    """Makes the proofs of one file; knows its objects, by their numbers, once it has met them."""

    drawn: PdfDocument
    cache: Cache
    shapes: dict[tuple[int, int], str] = field(default_factory=dict)
    inks: dict[tuple[int, int], float] = field(default_factory=dict)

    def prove(self, number: int, page: Page) -> bytes:
        key = digest("proof", program_fingerprint(), self._shape(page.obj))
        if kept := self.cache.get(key):
            return kept
        proof = _packed(self._draw(self.drawn[number], page))
        self.cache.put(key, proof)
        return proof

    def _draw(self, drawn: PdfPage, page: Page) -> Proof:
        """A page drawn at a pixel a point, bleed and marks included, and read."""
        image: Image.Image = drawn.render(scale=1, rev_byteorder=True).to_pil()
        bare = tuple(_bare(image, boxes(page)))
        image.thumbnail((WIDTH, 10 * WIDTH), Image.Resampling.BILINEAR)
        file = BytesIO()
        image.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(file, "PNG")
        return Proof(file.getvalue(), tuple(map(self._closed, read(page))), bare)

    def _closed(self, item: Item) -> Item:
        """An item that needs no open file."""
        if (stream := item.stream) is None:
            return item
        if stream.objgen not in self.inks:
            self.inks[stream.objgen] = _darkest(stream)
        return replace(item, stream=None, darkest=self.inks[stream.objgen])

    def _shape(self, value: object) -> str:
        """A digest of an object and all that it leads to."""
        if not isinstance(value, (Array, Dictionary, Stream)):
            return digest(value.unparse() if isinstance(value, Object) else repr(value))
        if value.is_indirect and value.objgen in self.shapes:
            return self.shapes[value.objgen]
        if value.is_indirect:
            self.shapes[value.objgen] = ""  # should it lead back to itself
        if isinstance(value, Array):
            shape = digest("array", *map(self._shape, value))
        else:
            keys = [key for key in sorted(value.keys()) if key not in UPWARDS]
            data = value.read_raw_bytes() if isinstance(value, Stream) else b""
            shape = digest("dictionary", data, *(part for key in keys for part in (key, self._shape(value[key]))))
        if value.is_indirect:
            self.shapes[value.objgen] = shape
        return shape


def _packed(proof: Proof) -> bytes:
    items = [
        (i.kind, i.box, i.colour, i.size, i.letters, i.font, i.whole, i.pixels, i.photo, i.darkest)
        for i in proof.items
    ]
    return json.dumps([items, proof.bare]).encode() + b"\n" + proof.picture


def unpacked(proof: bytes) -> Proof:
    """A proof as it was before it was packed."""
    head, _, picture = proof.partition(b"\n")
    items, bare = json.loads(head)
    drawn = (
        Item(kind, Box(*box), Colour(space, tuple(values)), size, letters, font, Box(*whole), tuple(pixels), *rest)
        for kind, box, (space, values), size, letters, font, whole, pixels, *rest in items
    )
    return Proof(picture, tuple(drawn), tuple(Box(*box) for box in bare))


def _darkest(stream: Stream) -> float:
    """The ink that the darkest hundredth of a picture takes, in percent."""
    image = PdfImage(stream).as_pil_image()
    image.thumbnail((400, 400), Image.Resampling.BOX)
    if image.mode != "CMYK":
        return 100.0
    plates = [plate.tobytes() for plate in image.split()]
    sums = sorted(map(sum, zip(*plates, strict=True)), reverse=True)
    return 100 * sums[int(len(sums) * MUCH)] / 255


def _bare(drawn: Image.Image, at: Boxes) -> Iterator[Box]:
    """The edges of a drawn page that are coloured just inside the trim and bare at the outside of the bleed."""
    left, top = at.trim.left - at.media.left, at.media.top - at.trim.top
    width, height = at.trim.right - at.trim.left, at.trim.top - at.trim.bottom
    out = int(at.margin * PT_PER_MM) - 1
    edges = {
        "left": ((left + 1, top), (left - out, top), (1, height)),
        "right": ((left + width - 2, top), (left + width + out, top), (1, height)),
        "top": ((left, top + 1), (left, top - out), (width, 1)),
        "bottom": ((left, top + height - 2), (left, top + height + out), (width, 1)),
    }
    for (x, y), (out_x, out_y), (across, down) in edges.values():
        inside = _strip(drawn, x, y, across, down)
        outside = _strip(drawn, out_x, out_y, across, down)
        lost = ImageChops.subtract(outside, inside)
        if (where := lost.getbbox()) and max(where[2] - where[0], where[3] - where[1]) > SPECK:
            at_x, up = x + where[0] + at.media.left, at.media.top - y - where[1]
            yield Box(at_x, up - down, at_x + across, up)


def _strip(drawn: Image.Image, x: float, y: float, across: float, down: float) -> Image.Image:
    """A strip of a drawn page, white where it shows paper and black where it shows ink."""
    left, top = min(drawn.width, max(0, round(x))), min(drawn.height, max(0, round(y)))
    box = (left, top, min(drawn.width, left + round(across)), min(drawn.height, top + round(down)))
    return drawn.crop(box).convert("L").point([0] * PALE + [255] * (256 - PALE))
