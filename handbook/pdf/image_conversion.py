"""Pictures in a PDF given the colours and the size of an edition."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zlib import compress

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfImage, Stream
from PIL import Image

from handbook.pages.model import DESK, EMAIL, PRINT, Edition
from handbook.pdf.content_stream import drawn
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest
from handbook.support.colour import convert_colours


class Finest(NamedTuple):
    """The most pixels an inch that an edition keeps, and the JPEG quality of its photos."""

    ppi: int
    drawing: int  # times as many for a drawing, whose edges are hard
    quality: int
    subsampling: int  # of colour against brightness: 0 none, 2 half


FINEST = {  # a print shop asks for 300; the eye sees no more than 400
    EMAIL.name: Finest(150, 2, 80, 2),
    DESK.name: Finest(300, 2, 85, 2),
    PRINT.name: Finest(400, 3, 92, 0),
}


class Settled(NamedTuple):
    """A picture as an edition has it: its mode, its size in px, and its bytes, as a JPEG or deflated."""

    mode: str
    width: int
    height: int
    photo: bool
    data: bytes


def settle(book: Pdf, edition: Edition, profile: Path, cache: Cache) -> None:
    """Gives each picture of a PDF the colours of its edition, and no more pixels than it needs at its size.

    ``profile`` says what CMYK means: in print, and in a picture that comes without a profile of its own.
    What ``store`` has is not made again.
    """
    finest = FINEST[edition.name]
    pictures: dict[tuple[int, int], tuple[Stream, float]] = {}
    for page in book.pages:
        for item in drawn(page) if _has_pictures(page) else ():  # to read what a page draws takes long
            if (stream := item.stream) is not None:
                _, before = pictures.get(stream.objgen, (stream, 0.0))
                most = finest.ppi * (1 if item.photo else finest.drawing)
                pictures[stream.objgen] = (stream, max(before, min(1.0, most / item.ppi)))
    mode, cmyk = "RGB" if edition.screen else "CMYK", profile.read_bytes()
    colours = digest(cmyk)
    for stream, scale in pictures.values():
        key = digest("settled", program_fingerprint(), colours, f"{finest} {mode} {scale}", *whole(stream))
        if (kept := cache.get(key)) is None:
            kept = _packed(_settled(stream, scale, finest, mode, cmyk))
            cache.put(key, kept)
        if kept:
            _replace(stream, _unpacked(kept))


def whole(thing: Object) -> Iterator[bytes]:
    """An object of a PDF and all that it leads to."""
    if isinstance(thing, Stream):
        yield thing.read_raw_bytes()
    if isinstance(thing, Stream | Dictionary):
        for name in sorted(thing.keys()):
            yield name.encode()
            yield from whole(thing[name])
    elif isinstance(thing, Array) and any(isinstance(part, Object) for part in thing):
        for part in thing:
            yield from whole(part)
    else:
        yield thing.unparse() if isinstance(thing, Object) else str(thing).encode()


def _has_pictures(page: Page) -> bool:
    """Whether a page draws pictures, of its own or in the pattern of a background."""
    return bool(page.get_images() or page.get("/Resources", Dictionary()).get("/Pattern"))


def _settled(stream: Stream, scale: float, finest: Finest, mode: str, cmyk: bytes) -> Settled | None:
    """A picture as it is to be, or None where it is so already."""
    was_jpeg = stream.get("/Filter") == Name.DCTDecode
    image, own = _read(stream)
    if was_jpeg and scale == 1 and image.mode in ("L", mode):
        return None
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if scale < 1:
        image = image.resize(size, Image.Resampling.LANCZOS)
    image = convert_colours(image, mode, own, cmyk)
    data = _jpeg(image, finest) if was_jpeg else compress(image.tobytes())
    return Settled(image.mode, *size, was_jpeg, data)


def _packed(settled: Settled | None) -> bytes:
    return json.dumps(settled[:-1]).encode() + b"\n" + settled.data if settled else b""


def _unpacked(kept: bytes) -> Settled:
    head, _, data = kept.partition(b"\n")
    mode, width, height, photo = json.loads(head)
    return Settled(mode, width, height, photo, data)


def _replace(stream: Stream, settled: Settled) -> None:
    """Has a stream of a PDF hold another picture."""
    for key in ("/Decode", "/DecodeParms"):
        if key in stream:
            del stream[key]
    stream.Width, stream.Height, stream.BitsPerComponent = settled.width, settled.height, 8
    stream.ColorSpace = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[settled.mode]
    stream.write(settled.data, filter=Name.DCTDecode if settled.photo else Name.FlateDecode)
    if settled.photo and settled.mode == "CMYK":
        stream.Decode = Array([1, 0] * 4)  # Pillow writes CMYK as Adobe does, upside down


def _read(stream: Stream) -> tuple[Image.Image, bytes | None]:
    """A picture of a PDF, and the colour profile that a photo carries."""
    if stream.get("/Filter") == Name.DCTDecode:
        image = Image.open(BytesIO(stream.read_raw_bytes()))
        return image, image.info.get("icc_profile")
    return PdfImage(stream).as_pil_image(), None


def _jpeg(image: Image.Image, finest: Finest) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=finest.quality, subsampling=finest.subsampling, optimize=True)
    return file.getvalue()
