"""Tells what kind of picture a file is by its first bytes, and what it says of its size, before it is decoded.

No decoder sees a file of another kind, nor one with which it would take too much memory or time.
"""

from collections.abc import Mapping
from typing import Any

from handbook.content._picture_parts import TooManyParts, check_chunks, check_directory, first_scan
from handbook.support.input_limits import MEGABYTE, PIXELS_OF_WEBP, SCANS

JPEG, PNG, TIFF, WEBP = "JPEG", "PNG", "TIFF", "WebP"
# The decoders of Pillow that may see a file, by its kind. MPO is a JPEG with more pictures after it.
FORMATS: Mapping[str, tuple[str, ...]] = {
    JPEG: ("JPEG", "MPO"),
    PNG: ("PNG",),
    TIFF: ("TIFF",),
    WEBP: ("WEBP",),
}
SUFFIXES: Mapping[str, str] = {
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": PNG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".webp": WEBP,
}
SIGNATURES: Mapping[bytes, str] = {
    b"\xff\xd8": JPEG,
    b"\x89PNG": PNG,
    b"II*\0": TIFF,
    b"MM\0*": TIFF,
    b"RIFF": WEBP,
}
SCAN = b"\xff\xda"  # the marker in a JPEG; within the data of a scan 0xFF is followed by 0


class UnusablePicture(ValueError):
    """A picture that cannot be used: the ``key`` of the problem in the catalogue, and its ``values``."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def kind_of(data: bytes) -> str:
    """Returns the kind of a picture, by its first bytes.

    Raises:
        UnusablePicture: it is of none that is printed.
    """
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            return kind
    raise UnusablePicture("not-a-picture.other-file")


def check_header(kind: str, data: bytes) -> None:
    """Refuses a picture that its decoder would not survive: Pillow opens a WebP before it looks at its size.

    Raises:
        UnusablePicture: it is too large, or has too many scans or other parts.
    """
    try:
        if kind == JPEG and (count := data.count(SCAN, first_scan(data))) > SCANS:
            raise UnusablePicture("not-a-picture.scans", count=count, most=SCANS)
        if kind == PNG:
            check_chunks(data)
        if kind == TIFF:
            check_directory(data)
    except TooManyParts:
        raise UnusablePicture("not-a-picture.damaged") from None
    if kind == WEBP:
        width, height = _size_of_webp(data)
        if width * height > PIXELS_OF_WEBP:
            most = PIXELS_OF_WEBP // MEGABYTE
            raise UnusablePicture("picture-size.too-large", width=width, height=height, most=most)


def _size_of_webp(data: bytes) -> tuple[int, int]:
    """Returns the width and height that a WebP states (RFC 9649, 2.5 to 2.7), in pixels."""
    chunk, header = data[12:16], data[20:30]
    if len(header) == 10 and chunk == b"VP8X":
        return int.from_bytes(header[4:7], "little") + 1, int.from_bytes(header[7:10], "little") + 1
    if len(header) == 10 and chunk == b"VP8L":
        bits = int.from_bytes(header[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if len(header) == 10 and chunk == b"VP8 ":
        sides = (int.from_bytes(header[start : start + 2], "little") & 0x3FFF for start in (6, 8))
        return next(sides), next(sides)
    raise UnusablePicture("not-a-picture.damaged")
