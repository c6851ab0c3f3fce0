"""Fonts left out of the PDF of a section: a note in the place of each says what it is to be cut out of."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

OBLIQUE, ITALIC = 1, 2  # styles of Pango

Faces = dict[int, tuple[object, bytes, str]]  # by the address of a face: what keeps it there, its file, a digest


@contextmanager
def left_out(programs: dict[str, bytes], faces: Faces) -> Iterator[None]:
    """Has WeasyPrint write a note in the place of a font, of what it is to be cut out of; ``programs`` gets that.

    A section alone would carry fonts that all others carry too, and cutting a variable one takes 100 ms.
    ``faces`` has the files that were read for other sections: to copy and to digest those of a spread takes 6 ms.
    """
    from weasyprint.pdf import fonts  # slow to import, and not needed to bind a book
    from weasyprint.text.ffi import ffi, harfbuzz

    clean, read = fonts.Font.clean, fonts.get_hb_object_data

    def known(face: object) -> bytes:
        address = int(ffi.cast("uintptr_t", face))
        if address not in faces:
            data = read(face)
            held = ffi.gc(harfbuzz.hb_face_reference(face), harfbuzz.hb_face_destroy)  # no other gets its address
            faces[address] = held, data, sha256(data).hexdigest()
        return faces[address][1]

    def note(font: fonts.Font, used: object, hinting: object) -> None:
        _, data, digest = faces[int(ffi.cast("uintptr_t", font.hb_face))]
        programs[digest] = data
        axes = {"wght": font.weight, "opsz": font.font_size, "ital": int(font.style == ITALIC), **font.variations}
        told = json.dumps([digest, font.index, axes, font.style == OBLIQUE], sort_keys=True)
        font.file_content = font.file_content[:4] + told.encode()  # how it starts tells the kind of font

    fonts.Font.clean, fonts.get_hb_object_data = note, known
    try:
        yield
    finally:
        fonts.Font.clean, fonts.get_hb_object_data = clean, read
