"""Takes out of a JPEG file what does not shape the picture, without decoding it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

START, END = b"\xff\xd8", b"\xff\xd9"
MARKER = re.compile(rb"\xff+([\xc0-\xfe])")
# After a scan: no escaped 0xFF, no restart marker. Of a row of 0xFF the first is looked at only.
NEXT_MARKER = re.compile(rb"(?<!\xff)\xff+[^\x00\xff\xd0-\xd7]")
MOST = 10_000  # segments; a file with more is written anew
END_MARKER, SCAN, COMMENT = 0xD9, 0xDA, 0xFE
FRAMES = (0xC0, 0xC1, 0xC2)  # Huffman-coded, sequential or progressive: those that PDF knows
OTHER_FRAMES = (0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))
METADATA = range(0xE0, 0xF0)
JFIF, ICC, ADOBE = (0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")  # metadata that may stay
ADOBE_CMYK = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"  # inverted CMYK, and not as YCCK


class _Unclear(ValueError):
    """The file is not as the standard has it, or its readers could differ about it."""


class _Segment(NamedTuple):
    """A segment: its marker, its content, and all its bytes; of a scan with its data."""

    marker: int
    content: bytes
    data: bytes

    def is_a(self, kind: tuple[int, bytes]) -> bool:
        marker, name = kind
        return self.marker == marker and self.content.startswith(name)


def without_metadata(data: bytes) -> bytes | None:
    """Returns a JPEG without EXIF and other metadata, and without the pictures after the first.

    CMYK without Adobe's marker gets one, as Pillow reads both in the same way. None if readers of PDF could decode
    the picture in another way than Pillow.
    """
    try:
        segments = list(_segments(data))
        is_unmarked_cmyk = _channels(segments) == 4 and not any(segment.is_a(ADOBE) for segment in segments)
    except _Unclear:
        return None
    kept = b"".join(segment.data for segment in segments if _shapes_the_picture(segment))
    return START + (ADOBE_CMYK if is_unmarked_cmyk else b"") + kept + END


def _segments(data: bytes) -> Iterator[_Segment]:
    """Yields the segments of the first picture.

    Raises:
        _Unclear: there is something between them, they are too many, or the file ends too early.
    """
    end, has_scan, number = len(START), False, 0
    while match := MARKER.match(data, end):
        number += 1
        marker, start = match[1][0], match.end()
        if marker == END_MARKER:
            return
        end = start + int.from_bytes(data[start : start + 2])
        content = data[start + 2 : end]
        if end > len(data) or end < start + 2 or number > MOST:
            raise _Unclear
        if marker == SCAN:
            has_scan = True
            following = NEXT_MARKER.search(data, end)
            end = following.start() if following else len(data)
        yield _Segment(marker, content, data[match.start() : end])
    if end < len(data) or not has_scan:
        raise _Unclear


def _channels(segments: list[_Segment]) -> int:
    """Returns the number of channels: 1, 3 or 4.

    Raises:
        _Unclear: the frame is not one that PDF knows, or its channels could be taken for other colours.
    """
    frames = [segment for segment in segments if segment.marker in (*FRAMES, *OTHER_FRAMES)]
    transforms = [segment.content[11:12] for segment in segments if segment.is_a(ADOBE)]
    if len(frames) != 1 or frames[0].marker not in FRAMES or len(transforms) > 1:
        raise _Unclear
    content, has_jfif = frames[0].content, any(segment.is_a(JFIF) for segment in segments)
    names = content[6::3]
    clear = {
        1: True,
        3: transforms == [b"\1"]
        or (transforms == [b"\0"] and not has_jfif)
        or (not transforms and names != b"RGB"),
        4: transforms in ([], [b"\0"], [b"\2"]),
    }
    if content[:1] != b"\x08" or not clear.get(len(names)):
        raise _Unclear
    return len(names)


def _shapes_the_picture(segment: _Segment) -> bool:
    if segment.marker in METADATA:
        return any(segment.is_a(kind) for kind in (JFIF, ICC, ADOBE))
    return segment.marker != COMMENT
