"""Sound pictures of every kind that a book may have, by what their files differ in."""

import random
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

SIDES = (90, 60)  # pixels
ORIENTATION, TURNED, DESCRIPTION = 0x0112, 6, 0x010E  # tags of EXIF, and an orientation


@cache
def _metadata() -> dict[str, Any]:
    exif = Image.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = TURNED, "Jan lacht."
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return {"exif": exif.tobytes(), "icc_profile": profile}


# By suffix: the format, the mode and the options of Pillow.
Kind = tuple[str, str, Mapping[str, Any]]
KINDS: Mapping[str, Sequence[Kind]] = {
    "jpg": (
        ("JPEG", "RGB", {}),
        ("JPEG", "L", {"optimize": True}),
        ("JPEG", "RGB", {"progressive": True, "comment": "Jan"}),
        ("JPEG", "CMYK", {"progressive": True, "subsampling": 0}),
        ("JPEG", "RGB", {"restart_marker_rows": 1, **_metadata()}),
        ("MPO", "RGB", {"save_all": True}),
    ),
    "png": (
        ("PNG", "RGB", {}),
        ("PNG", "RGBA", _metadata()),
        ("PNG", "P", {"transparency": 3}),
        ("PNG", "P", {"bits": 4}),
        ("PNG", "LA", {}),
        ("PNG", "L", {"transparency": 9}),
        ("PNG", "1", {}),
        ("PNG", "I;16", {}),
        ("PNG", "RGB", {"save_all": True}),
    ),
    "webp": (
        ("WEBP", "RGB", {}),
        ("WEBP", "RGBA", {"lossless": True}),
        ("WEBP", "RGBA", _metadata()),
        ("WEBP", "RGB", {"save_all": True}),
    ),
    "tif": (
        *(
            ("TIFF", "RGB", {"compression": name})
            for name in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg")
        ),
        *(("TIFF", "1", {"compression": name}) for name in ("group3", "group4")),
        ("TIFF", "RGB", {"compression": "tiff_lzw", "tiffinfo": {317: 2}}),  # the differences between pixels
        ("TIFF", "RGBA", _metadata()),
        ("TIFF", "CMYK", {}),
        ("TIFF", "P", {}),
        ("TIFF", "I;16B", {}),
        ("TIFF", "L", {"save_all": True}),
    ),
    "gif": (("GIF", "P", {}),),  # which no book may have
}


def picture(suffix: str, chance: random.Random) -> bytes:
    """Returns a picture of soft stains, of a kind that has this suffix."""
    if suffix == "svg":
        return _drawing()
    form, mode, options = chance.choice(KINDS[suffix])
    image = _stains(mode, chance)
    more = {"append_images": [_stains(mode, chance)]} if options.get("save_all") else {}
    file = BytesIO()
    image.save(file, form, **options, **more)
    return file.getvalue()


def _stains(mode: str, chance: random.Random) -> Image.Image:
    few = Image.frombytes("RGBA", (9, 6), chance.randbytes(9 * 6 * 4)).resize(SIDES)
    if mode.startswith("I;16"):
        return few.convert("L").convert("I").point(lambda value: value * 257).convert(mode)
    return few.convert("RGB" if mode == "CMYK" else mode).convert(mode)


def _drawing() -> bytes:
    shapes = '<path id="a" d="M0 0 L9 9 C1 2 3 4 5 6z" fill="#123456"/><use href="#a" transform="rotate(9)"/>'
    fill = '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
    box = '<rect x="20" y="1e1" width="30" height="30" rx="3" fill="url(#g)" stroke="#000" stroke-width="2"/>'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">{fill}<g>{shapes}</g>{box}</svg>'
    return text.encode()
