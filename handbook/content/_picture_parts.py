"""Refuses a picture of so many parts that Pillow, which reads them one by one in Python, would take very long.

A file of 50 MB has room for 12 million segments of a JPEG, chunks of a PNG or tiles of a TIFF.
"""

import re
from typing import Literal

SEGMENTS = 1_000  # of a JPEG before its first scan; 255 for a profile, one for each 64 kB of other metadata
CHUNKS = 50_000  # of a PNG; a large one of chunks of 8 kB has some 6,000
PIECES = 200_000  # strips or tiles of a TIFF; one of 40 megapixels in tiles of 16 pixels has 156,250
SCAN = 0xDA
# The next marker of a JPEG, its first byte repeated or not; Pillow skips what else may stand before it.
MARKER = re.compile(rb"[^\xff]{0,1000}\xff{1,1000}([\x01\xc0-\xfe])")
WITHOUT_CONTENT = (0x01, *range(0xD0, 0xDA))
SIZES = dict(enumerate((1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4), 1)) | {16: 8}  # of values in bytes, by type
OFFSETS = (273, 324)  # the tags of TIFF that list the strips or tiles


class TooManyParts(ValueError):
    """A picture that no program writes like this."""


def first_scan(data: bytes) -> int:
    """Returns where the first scan of a JPEG starts; its end where it has none.

    Raises:
        TooManyParts: it has more segments before that, or much else between them.
    """
    start = 2
    for _ in range(SEGMENTS):
        if start >= len(data):
            return len(data)
        found = MARKER.match(data, start)
        if found is None:
            raise TooManyParts
        marker, start = found[1][0], found.end()
        if marker == SCAN:
            return start - 2
        if marker not in WITHOUT_CONTENT:
            start += int.from_bytes(data[start : start + 2])
    raise TooManyParts


def check_chunks(data: bytes) -> None:
    """Raises TooManyParts if a PNG has more chunks than one may have."""
    start = 8
    for _ in range(CHUNKS):
        if start >= len(data):
            return
        start += 12 + int.from_bytes(data[start : start + 4])
    raise TooManyParts


def check_directory(data: bytes) -> None:
    """Raises TooManyParts if a TIFF lists more pieces than it may have, or more values than there is room for."""
    order: Literal["little", "big"] = "little" if data.startswith(b"II") else "big"

    def number(start: int, size: int) -> int:
        return int.from_bytes(data[start : start + size], order)

    first = number(4, 4)
    entries = range(first + 2, first + 2 + 12 * number(first, 2), 12)
    lengths = [number(entry + 4, 4) * SIZES.get(number(entry + 2, 2), 1) for entry in entries]
    most = max((number(entry + 4, 4) for entry in entries if number(entry, 2) in OFFSETS), default=0)
    if most > PIECES or sum(lengths) > len(data) + 4 * len(lengths):
        raise TooManyParts
