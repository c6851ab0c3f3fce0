"""Finds the edges of a rendered page where colour reaches the trim but not the edge of the bleed."""

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter

from handbook.pdf.page_boxes import Box, PageBoxes
from handbook.support.units import PT_PER_MM

PAPER = 245  # of 255: a pixel as light as this or lighter shows bare paper
SPECK = 2  # px; a gap that is not longer is ignored


def find_bleed_gaps(page: Image.Image, boxes: PageBoxes) -> Iterator[Box]:
    """Yields the gaps along the four edges of a page, in pt; ``page`` is a rendering of its whole sheet."""
    scale = page.width / boxes.media.width  # px for each pt
    left, top = scale * (boxes.trim.left - boxes.media.left), scale * (boxes.media.top - boxes.trim.top)
    width, height = scale * boxes.trim.width, scale * boxes.trim.height
    out = int(scale * boxes.bleed_width * PT_PER_MM) - 1
    edges = (  # a strip just inside the trim, its counterpart at the outside of the bleed, the size of both
        ((left + 1, top), (left - out, top), (1, height)),
        ((left + width - 2, top), (left + width + out, top), (1, height)),
        ((left, top + 1), (left, top - out), (width, 1)),
        ((left, top + height - 2), (left, top + height + out), (width, 1)),
    )
    for (x, y), outside, size in edges:
        inked, bare = _paper_mask(page, (x, y), size), _paper_mask(page, outside, size)
        gap = ImageChops.subtract(bare, inked).filter(ImageFilter.MinFilter(SPECK + 1)).getbbox()  # without specks
        if gap:
            start, end = boxes.media.left + (x + gap[0]) / scale, boxes.media.top - (y + gap[1]) / scale
            yield Box(start, end - size[1] / scale, start + size[0] / scale, end)


def _paper_mask(page: Image.Image, corner: tuple[float, float], size: tuple[float, float]) -> Image.Image:
    """Returns a strip of a rendered page: white where it shows paper and black where it shows ink."""
    left, top = (min(end, max(0, round(start))) for start, end in zip(corner, page.size, strict=True))
    box = (left, top, min(page.width, left + round(size[0])), min(page.height, top + round(size[1])))
    return page.crop(box).convert("L").point([0] * PAPER + [255] * (256 - PAPER))
