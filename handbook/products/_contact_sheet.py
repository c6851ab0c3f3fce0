"""Makes the contact sheet: all spreads of the open book in one image, for a mail or a web page."""

from collections.abc import Sequence
from io import BytesIO
from math import sqrt
from typing import Any
from zlib import compress, decompress

from PIL import Image
from pypdfium2 import PdfDocument, PdfPage

from handbook.pages.pagination import Spread, spreads
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest

MAX_WIDTH = 2400  # px of the sheet
MAX_PAGE_WIDTH = 300  # px
GAP = 0.12  # of the width of a page, around each spread
MAX_COLOURS = 20_000  # on a sheet that gets a palette; type and flat colour have a few thousand, a photo has more
COMPRESSION = 5  # one level below the default takes two thirds of the time and gives 4 % more bytes
SIX_BITS = [value & 0b11111100 for value in range(256)] * 3  # the precision with which Pillow looks up a palette
BACKGROUND, FOLD = "#d9d9d6", "#b9b9b5"


def columns(count: int) -> int:
    """Returns the number of spreads in a row that makes a sheet of ``count`` spreads about square."""
    return min(count, max(3, round(sqrt(count * 0.75))))


def contact_sheet(pdf: bytes, names: Sequence[str], cache: Cache) -> bytes:
    """Returns the sheet of a PDF with single pages, all of one size, as a PNG.

    ``names`` identify the appearance of each page; pages whose image is in the ``cache`` are not rendered.
    """
    all_spreads = spreads(len(names))
    across = columns(len(all_spreads))
    width = min(MAX_PAGE_WIDTH, int(MAX_WIDTH / (across * (2 + GAP) + GAP)))
    with PdfDocument(pdf) as book:
        pages = [_page_image(book, number, width, name, cache) for number, name in enumerate(names)]
    sheet = _compose(pages, all_spreads, across)
    colours = sheet.getcolors(MAX_COLOURS)
    file = BytesIO()
    (_with_palette(sheet, colours) if colours else sheet).save(file, "PNG", compress_level=COMPRESSION)
    return file.getvalue()


def _compose(pages: Sequence[Image.Image], book_spreads: Sequence[Spread], across: int) -> Image.Image:
    """Returns the sheet with ``across`` spreads in a row, and a line in the fold of each."""
    width, height = pages[0].size
    gap, down = round(width * GAP), -(-len(book_spreads) // across)
    sheet = Image.new("RGB", (across * (2 * width + gap) + gap, down * (height + gap) + gap), BACKGROUND)
    for number, spread in enumerate(book_spreads):
        row, column = divmod(number, across)
        left, top = gap + column * (2 * width + gap), gap + row * (height + gap)
        for side, page in enumerate(spread):
            if page:
                sheet.paste(pages[page - 1], (left + side * width, top))
        if None not in spread:
            sheet.paste(FOLD, (left + width, top, left + width + 1, top + height))
    return sheet


def _with_palette(sheet: Image.Image, colours: Sequence[tuple[int, Any]]) -> Image.Image:
    """Returns a sheet with a palette of 256 colours, chosen from its colours and not from its many more pixels.

    ``colours`` has each colour after the number of its pixels. Those that differ by less than 4 may become one,
    their mean.
    """
    row = Image.new("RGB", (len(colours), 1))
    row.putdata([colour for _, colour in colours])
    row, coarse = row.point(SIX_BITS), sheet.point(SIX_BITS)
    palette = row.quantize(256, Image.Quantize.MAXCOVERAGE)
    result = coarse.quantize(palette=palette, dither=Image.Dither.NONE)
    entries = row.quantize(palette=palette, dither=Image.Dither.NONE).tobytes()
    totals = [[0, 0, 0, 0] for _ in range(256)]  # of each entry: its pixels, and their sums of red, green and blue
    for entry, (count, colour) in zip(entries, colours, strict=True):
        for index, value in enumerate((1, *colour)):
            totals[entry][index] += count * value
    result.putpalette([round(value / (count or 1)) for count, *sums in totals for value in sums])
    return result


def _page_image(book: PdfDocument, number: int, width: int, name: str, cache: Cache) -> Image.Image:
    """Returns a page ``width`` px wide, from the cache or rendered."""
    key = digest("picture", program_fingerprint(), name, str(width))
    if cached := cache.get(key):
        pixels = decompress(cached)
        return Image.frombytes("RGB", (width, len(pixels) // (3 * width)), pixels)
    image = _render(book[number], width)
    cache.put(key, compress(image.tobytes(), 1))
    return image


def _render(page: PdfPage, width: int) -> Image.Image:
    image: Image.Image = page.render(scale=width / page.get_width(), rev_byteorder=True).to_pil()
    return image.crop((0, 0, width, image.height))
