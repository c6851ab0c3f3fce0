"""Writes PDFs without their fonts: a reference in the place of each font program names the font file.

Why: WeasyPrint embeds fonts in each PDF that it writes. A section alone would carry fonts that all sections carry,
and the book would carry each of them many times. handbook.pdf.fonts embeds them once, in the whole book.
Measured: making a static instance of a variable font takes 100 ms for each PDF; joining 100 cases takes 0.25 s
instead of 3 to 5 s. Copying and digesting the font files of a spread takes 6 ms, so they are cached.
Guard: test_assemble.py.
Remove it when: WeasyPrint can write a PDF without embedding fonts, and quickly.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi, harfbuzz

OBLIQUE, ITALIC = 1, 2  # styles of Pango


class _Face(NamedTuple):
    """The digest of the font file of a HarfBuzz face, and a reference that keeps the face at its address."""

    digest: str
    reference: object


class FontReferences:
    """The font files that PDFs refer to: ``files`` holds them by the digest of their bytes."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._faces: dict[int, _Face] = {}  # by address

    @contextmanager
    def replacing_fonts(self) -> Iterator[set[str]]:
        """Makes WeasyPrint write references in place of fonts; yields the set of the digests of their files.

        A reference is the first four bytes of the font, which tell its format, and JSON: the digest of the file,
        the index of the face in it, its place on each axis, and whether it is oblique.
        """
        used: set[str] = set()
        clean, read_file = fonts.Font.clean, fonts.get_hb_object_data

        def read_file_once(face: object) -> bytes:
            address = _address(face)
            if address not in self._faces:
                data = read_file(face)
                digest = sha256(data).hexdigest()
                self.files.setdefault(digest, data)
                reference = ffi.gc(harfbuzz.hb_face_reference(face), harfbuzz.hb_face_destroy)
                self._faces[address] = _Face(digest, reference)
            return self.files[self._faces[address].digest]

        def write_reference(font: fonts.Font, to_unicode: object, hinting: object) -> None:
            digest = self._faces[_address(font.hb_face)].digest
            used.add(digest)
            italic = int(font.style == ITALIC)
            axes = {"wght": font.weight, "opsz": font.font_size, "ital": italic, **font.variations}
            reference = json.dumps([digest, font.index, axes, font.style == OBLIQUE], sort_keys=True)
            font.file_content = font.file_content[:4] + reference.encode()

        fonts.Font.clean, fonts.get_hb_object_data = write_reference, read_file_once
        try:
            yield used
        finally:
            fonts.Font.clean, fonts.get_hb_object_data = clean, read_file


def _address(face: object) -> int:
    return int(ffi.cast("uintptr_t", face))
