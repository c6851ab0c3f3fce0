"""Subsets a font file with HarfBuzz."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import uharfbuzz

from handbook.pdf.errors import DamagedFont, ForbiddenFont

# Tables that a PDF does not use: layout, embedded bitmaps and hints for screens.
UNUSED_TABLES = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
FLAGS = (
    uharfbuzz.SubsetFlags.RETAIN_GIDS  # the pages refer to glyphs by their numbers
    | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    | uharfbuzz.SubsetFlags.NO_HINTING
    | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
)

LICENCE_BITS = slice(8, 10)  # fsType in the table OS/2, OpenType 1.9
USAGE, RESTRICTED = 0x000F, 0x0002  # a font may allow more than one usage; restricted is the absence of others
NO_SUBSETTING, BITMAPS_ONLY = 0x0100, 0x0200

FontFiles = Mapping[str, bytes]  # by the digest of their bytes


class FontInstance(NamedTuple):
    """A face at one position on each of its variation axes.

    ``file`` is the digest of its font file and ``face_index`` its number in that file, from 0. An axis that is not
    in ``axes`` is at its default, the slant of an oblique face at its end.
    """

    file: str
    face_index: int
    axes: Mapping[str, float]
    oblique: bool


def subset(instance: FontInstance, glyphs: Iterable[int], files: FontFiles) -> bytes:
    """Makes a static font file with some glyphs, which keep their numbers.

    Raises:
        KeyError: its file is not among ``files``.
        DamagedFont: HarfBuzz cannot subset it.
    """
    face = uharfbuzz.Face(files[instance.file], instance.face_index)
    request = uharfbuzz.SubsetInput()
    request.glyph_set.update(glyphs)
    request.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in UNUSED_TABLES)
    request.flags = FLAGS
    for axis in face.axis_infos:
        slanted = axis.min_value if axis.max_value == 0 else axis.max_value
        default = slanted if axis.tag == "slnt" and instance.oblique else axis.default_value
        request.pin_axis_location(face, axis.tag, float(instance.axes.get(axis.tag, default)))
    try:
        return bytes(uharfbuzz.subset(face, request).blob.data)
    except RuntimeError as error:
        raise DamagedFont(str(error)) from error


def forbids_embedding(bits: int) -> bool:
    """Returns whether the licence bits of a font forbid to embed it, or only a part of it."""
    return bits & USAGE == RESTRICTED or bool(bits & (NO_SUBSETTING | BITMAPS_ONLY))


def check_licences(files: FontFiles) -> None:
    """Checks the licence bits of font files that are to be embedded.

    Raises:
        ForbiddenFont: they forbid to embed a file, or only a part of it.
    """
    for data in files.values():
        table = uharfbuzz.Face(data).reference_table("OS/2").data or b""
        bits = int.from_bytes(table[LICENCE_BITS])
        if forbids_embedding(bits):
            raise ForbiddenFont(f"the licence bits of a font are {bits:#06x}")
