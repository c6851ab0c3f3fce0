"""Pictures on their way into a PDF: made plain for the layout, then given the colours and size of an edition."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Page, Pdf, PdfImage, Stream
from PIL import Image, ImageCms, ImageOps

from handbook.drawing import drawn
from handbook.model import DESK, EMAIL, PRINT, Edition

PLAIN = ("L", "RGB", "CMYK")
WHITE = (255, 255, 255)
SHADES = 2000  # colours in a sample of 128 x 128 pixels; a drawing with soft edges has a few hundred


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
        if plain.mode == "CMYK" or image.format in ("JPEG", "MPO") or _is_photo(plain):
            profile = image.info.get("icc_profile")
            plain.save(file, "JPEG", quality=95, subsampling=0, icc_profile=profile)
        else:
            _to(plain, "RGB", image.info.get("icc_profile"), b"").save(file, "PNG")
        return file.getvalue()


def settle(book: Pdf, edition: Edition, profile: Path) -> None:
    """Gives each picture of a PDF the colours of its edition, and no more pixels than it needs at its size.

    ``profile`` says what CMYK means: in print, and in a picture that comes without a profile of its own.
    """
    finest = FINEST[edition.name]
    pictures: dict[tuple[int, int], tuple[Stream, float]] = {}
    for page in book.pages:
        for item in drawn(page) if _has_pictures(page) else ():  # to read what a page draws takes long
            if (stream := item.stream) is not None:
                _, before = pictures.get(stream.objgen, (stream, 0.0))
                most = finest.ppi * (1 if item.photo else finest.drawing)
                pictures[stream.objgen] = (stream, max(before, min(1.0, most / item.ppi)))
    for stream, scale in pictures.values():
        _settle(stream, scale, finest, "RGB" if edition.screen else "CMYK", profile.read_bytes())


def _has_pictures(page: Page) -> bool:
    """Whether a page draws pictures, of its own or in the pattern of a background."""
    return bool(page.get_images() or page.get("/Resources", Dictionary()).get("/Pattern"))


def _settle(stream: Stream, scale: float, finest: Finest, mode: str, cmyk: bytes) -> None:
    was_jpeg = stream.get("/Filter") == Name.DCTDecode
    image, own = _read(stream)
    if was_jpeg and scale == 1 and image.mode in ("L", mode):
        return
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if scale < 1:
        image = image.resize(size, Image.Resampling.LANCZOS)
    image = _to(image, mode, own, cmyk)
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


def _is_photo(image: Image.Image) -> bool:
    """Whether a picture has so many colours that JPEG suits it better than PNG."""
    return image.resize((128, 128), Image.Resampling.NEAREST).getcolors(SHADES) is None


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


def _to(image: Image.Image, mode: str, profile: bytes | None, cmyk: bytes) -> Image.Image:
    """A picture in another colour mode; grey stays grey, which prints in black alone."""
    if image.mode == "L" or (image.mode == mode and not profile):
        return image
    fits = (
        profile is not None
        and profile[16:20].decode("latin-1").strip() == image.mode
        and profile[36:40] == b"acsp"
    )
    source = profile if profile and fits else _srgb() if image.mode == "RGB" else cmyk
    target = _srgb() if mode == "RGB" else cmyk
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
