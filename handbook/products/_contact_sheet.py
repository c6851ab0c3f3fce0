"""A contact sheet: the book's spreads as it lies open, in one picture for a mail or a web page."""

from collections.abc import Sequence
from io import BytesIO
from math import sqrt
from typing import Any
from zlib import compress, decompress

from PIL import Image
from pypdfium2 import PdfDocument, PdfPage

from handbook.pages.pagination import spreads
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest

WIDTH = 2400  # px of the sheet at most
PAGE = 300  # px of a page's width at most
GAP = 0.12  # of a page's width, around each spread
SHADES = 20_000  # colours on a sheet; type and flat colour have a few thousand
LEVEL = 5  # of deflation: one less than usual takes two thirds of the time and gives 4 % more bytes
SIX_BITS = [value & 0b11111100 for value in range(256)] * 3  # by which Pillow finds a pixel's place in a palette
GROUND, EDGE = "#d9d9d6", "#b9b9b5"


def columns(count: int) -> int:
    """How many spreads stand in a row, so that the sheet is about as wide as it is high."""
    return min(count, max(3, round(sqrt(count * 0.75))))


def contact_sheet(pdf: bytes, names: Sequence[str], cache: Cache) -> bytes:
    """The sheet of a PDF with single pages, all of one size, as a PNG.

    ``names`` tell each of its pages from all that look otherwise; those that ``store`` has are not drawn.
    """
    with PdfDocument(pdf) as book:
        opened = spreads(len(names))
        across = columns(len(opened))
        width = min(PAGE, int(WIDTH / (across * (2 + GAP) + GAP)))
        pages = [_kept(book, number, width, name, cache) for number, name in enumerate(names)]
    height, gap = pages[0].height, round(width * GAP)
    down = -(-len(opened) // across)
    size = (across * (2 * width + gap) + gap, down * (height + gap) + gap)
    sheet = Image.new("RGB", size, GROUND)
    for number, spread in enumerate(opened):
        row, column = divmod(number, across)
        left, top = gap + column * (2 * width + gap), gap + row * (height + gap)
        for side, page in enumerate(spread):
            if page:
                sheet.paste(pages[page - 1], (left + side * width, top))
        if None not in spread:
            sheet.paste(EDGE, (left + width, top, left + width + 1, top + height))  # the fold
    file = BytesIO()
    shades = sheet.getcolors(SHADES)
    kept = _indexed(sheet, shades) if shades else sheet  # a photo needs all its colours
    kept.save(file, "PNG", compress_level=LEVEL)
    return file.getvalue()


def _indexed(sheet: Image.Image, shades: Sequence[tuple[int, Any]]) -> Image.Image:
    """A sheet in 256 colours, chosen among its ``shades`` and not among its pixels, which are many more.

    Each shade comes with the number of its pixels. Those that differ by less than 4 may become one, their mean.
    """
    row = Image.new("RGB", (len(shades), 1))
    row.putdata([shade for _, shade in shades])
    row, coarse = row.point(SIX_BITS), sheet.point(SIX_BITS)
    chosen = row.quantize(256, Image.Quantize.MAXCOVERAGE)
    indexed = coarse.quantize(palette=chosen, dither=Image.Dither.NONE)
    places = row.quantize(palette=chosen, dither=Image.Dither.NONE).tobytes()
    means = [[0, 0, 0, 0] for _ in range(256)]  # the pixels of each colour, and the sums of red, green and blue
    for place, (count, shade) in zip(places, shades, strict=True):
        for at, value in enumerate((1, *shade)):
            means[place][at] += count * value
    indexed.putpalette([round(value / (count or 1)) for count, *plates in means for value in plates])
    return indexed


def _kept(book: PdfDocument, number: int, width: int, name: str, cache: Cache) -> Image.Image:
    """A page drawn ``width`` px wide, now or by an earlier build."""
    key = digest("picture", program_fingerprint(), name, str(width))
    if kept := cache.get(key):
        pixels = decompress(kept)
        return Image.frombytes("RGB", (width, len(pixels) // (3 * width)), pixels)
    picture = _picture(book[number], width)
    cache.put(key, compress(picture.tobytes(), 1))
    return picture


def _picture(page: PdfPage, width: int) -> Image.Image:
    picture: Image.Image = page.render(scale=width / page.get_width(), rev_byteorder=True).to_pil()
    return picture.crop((0, 0, width, picture.height))
