"""Pictures on their way into a PDF: made plain for the layout, then given the colours and size of an edition."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from pikepdf import Array, Matrix, Name, Page, Pdf, PdfImage, Stream, parse_content_stream
from PIL import Image, ImageCms, ImageOps

from handbook.model import Edition

PROFILE = Path(__file__).parents[1] / "profiles" / "ISOcoated_v2_300_bas.icc"
PLAIN = ("L", "RGB", "CMYK")
WHITE = (255, 255, 255)
POINTS = 72  # an inch


class Finest(NamedTuple):
    """The most pixels an inch that an edition keeps, and the JPEG quality of its photos."""

    ppi: int
    quality: int
    subsampling: int  # of colour against brightness: 0 none, 2 half


SCREEN, PAPER = Finest(150, 80, 2), Finest(400, 92, 0)  # print asks for 300; the eye sees no more than 400


def upright(data: bytes) -> bytes:
    """A picture as the layout takes it: turned as its camera was held, without transparency, 8 bits a channel.

    What is so already, as most JPEG files are, comes back as it is.
    """
    with Image.open(BytesIO(data)) as image:
        turned = image.getexif().get(0x0112, 1) != 1
        if image.format in ("JPEG", "MPO") and image.mode in PLAIN and not turned:
            return data
        plain = _plain(ImageOps.exif_transpose(image))
        file = BytesIO()
        if plain.mode == "CMYK" or image.format in ("JPEG", "MPO"):
            profile = image.info.get("icc_profile")
            plain.save(file, "JPEG", quality=95, subsampling=0, icc_profile=profile)
        else:
            _to(plain, "RGB", image.info.get("icc_profile")).save(file, "PNG")
        return file.getvalue()


def settle(book: Pdf, edition: Edition) -> None:
    """Gives each picture of a PDF the colours of its edition, and no more pixels than it needs at its size."""
    finest = SCREEN if edition.screen else PAPER
    pictures: dict[tuple[int, int], tuple[Stream, float]] = {}
    for page in book.pages:
        for stream, width, height in drawn(page):
            across, down = int(stream.Width) / width * POINTS, int(stream.Height) / height * POINTS
            _, before = pictures.get(stream.objgen, (stream, 0.0))
            scale = min(1.0, finest.ppi / min(across, down))
            pictures[stream.objgen] = (stream, max(before, scale))
    for stream, scale in pictures.values():
        _settle(stream, scale, finest, "RGB" if edition.screen else "CMYK")


def drawn(page: Page) -> Iterator[tuple[Stream, float, float]]:
    """The pictures that a page draws, each with its width and height in pt."""
    images = page.get_images(recursive=False)
    if not images:
        return
    matrices, matrix = [], Matrix()
    for instruction in parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "q":
            matrices.append(matrix)
        elif operator == "Q":
            matrix = matrices.pop()
        elif operator == "cm":
            matrix = Matrix(*map(float, instruction.operands)) @ matrix
        elif operator == "Do" and str(instruction.operands[0]) in images:
            stream = images[str(instruction.operands[0])]
            assert isinstance(stream, Stream)
            yield stream, abs(matrix.a) + abs(matrix.c), abs(matrix.b) + abs(matrix.d)


def _settle(stream: Stream, scale: float, finest: Finest, mode: str) -> None:
    was_jpeg = stream.get("/Filter") == Name.DCTDecode
    image, profile = _read(stream)
    if was_jpeg and scale == 1 and image.mode in ("L", mode):
        return
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if scale < 1:
        image = image.resize(size, Image.Resampling.LANCZOS)
    image = _to(image, mode, profile)
    photo = _jpeg(image, finest)
    stream.Width, stream.Height, stream.BitsPerComponent = *size, 8
    stream.ColorSpace = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[image.mode]
    for key in ("/Decode", "/DecodeParms"):
        if key in stream:
            del stream[key]
    if was_jpeg:
        stream.write(photo, filter=Name.DCTDecode)
        if image.mode == "CMYK":
            stream.Decode = Array([1, 0] * 4)  # Pillow writes CMYK as Adobe does, upside down
    else:
        stream.write(image.tobytes())


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


def _plain(image: Image.Image) -> Image.Image:
    """A picture in one of the PLAIN modes, on white where it was transparent."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        grey = image.mode in ("LA", "La")
        ground = Image.new("RGBA", image.size, (*WHITE, 255))
        return Image.alpha_composite(ground, image.convert("RGBA")).convert("L" if grey else "RGB")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in PLAIN else image.convert("RGB")


def _to(image: Image.Image, mode: str, profile: bytes | None) -> Image.Image:
    """A picture in another colour mode; grey stays grey, which prints in black alone."""
    if image.mode == "L" or (image.mode == mode and not profile):
        return image
    source = profile or (_srgb() if image.mode == "RGB" else PROFILE.read_bytes())
    target = _srgb() if mode == "RGB" else PROFILE.read_bytes()
    return ImageCms.applyTransform(image, _transform(source, target, image.mode, mode)) or image


@cache
def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@cache
def _transform(source: bytes, target: bytes, before: str, after: str) -> ImageCms.ImageCmsTransform:
    """Relative colorimetric with black-point compensation, the habit of the printing trade for photos."""
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(source)),
        ImageCms.ImageCmsProfile(BytesIO(target)),
        before,
        after,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
