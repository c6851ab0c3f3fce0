"""Takes in pictures that are dropped on the page, and shows those that there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from os import link
from pathlib import Path

from PIL import Image

from handbook.content.leftover_files import is_leftover
from handbook.content.picture_fields import FOLDER
from handbook.content.picture_file import read_picture
from handbook.content.picture_kind import SUFFIXES, UnusablePicture, kind_of
from handbook.content.vector_file import SUFFIX, is_drawing, read_drawing
from handbook.preview._access import RequestTooLarge
from handbook.preview._errors import NotFound, RefusedPicture
from handbook.preview._uploads import Uploads
from handbook.support.input_limits import PICTURE
from handbook.support.names import composed, slug_of
from handbook.support.outside_files import is_within, read_outside

HEIC = re.compile(rb".{4}ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)", re.DOTALL)
SMALL = 640  # pixels of the longest side of a picture in the page
CODES = {  # what the page says of a picture that cannot be used, by the start of the key of the problem
    "picture-size": "pixels",
    "not-a-picture.damaged": "damaged",
    "vector": "drawing",
}


@dataclass(frozen=True)
class StoredPicture:
    """A picture in the content: its name, and its size in pixels, 0 of a drawing, which has none."""

    file: str
    columns: int
    rows: int


class PictureStore:
    """The pictures of a content folder."""

    def __init__(self, content: Path, uploads: Uploads) -> None:
        self.folder, self.uploads = content / FOLDER, uploads

    def append(self, upload: str, data: bytes) -> None:
        """Adds bytes to a file that is being sent.

        Raises:
            InvalidRequest: ``upload`` names none.
            RefusedPicture: the file is too large.
            OSError: the disk is full.
        """
        try:
            self.uploads.append(upload, data, PICTURE)
        except RequestTooLarge:
            raise RefusedPicture("large") from None

    def keep(self, upload: str, name: str) -> StoredPicture:
        """Moves a file that has arrived to the pictures, under a name like its own that no other file has.

        A picture that is there already is not stored twice.

        Raises:
            InvalidRequest: ``upload`` names none.
            RefusedPicture: it is no picture that can be printed.
            OSError: it cannot be stored.
        """
        path = self.uploads.path(upload)
        try:
            data = path.read_bytes() if path.exists() else b""
            suffix = _checked_suffix(data, name)
            self.folder.mkdir(exist_ok=True)
            return _described(self._stored(data, Path(name).stem, suffix), self.folder)
        finally:
            path.unlink(missing_ok=True)

    def pictures(self) -> list[StoredPicture]:
        """Returns all pictures that can be used."""
        paths = sorted(self.folder.rglob("*")) if self.folder.is_dir() else []
        usable = [
            path for path in paths if path.suffix.lower() in (*SUFFIXES, ".svg") and not is_leftover(path.name)
        ]
        return [_described(path, self.folder) for path in usable if path.is_file()]

    def small(self, name: str) -> tuple[bytes, str]:
        """Returns a picture small enough for the page, and its media type.

        Raises:
            NotFound: there is no such picture, or it cannot be read.
        """
        path = self.folder / name
        if not is_within(path, self.folder) or not path.is_file():
            raise NotFound
        if is_drawing(path):
            return read_outside(path, PICTURE), "image/svg+xml"
        try:
            return _small(path, path.stat().st_mtime_ns), "image/jpeg"
        except UnusablePicture:
            raise NotFound from None

    def _stored(self, data: bytes, stem: str, suffix: str) -> Path:
        """Returns the path of a picture with these bytes, which is written unless it is there."""
        for path in self._paths(slug_of(composed(stem)) or "foto", suffix):
            if not path.exists():
                temporary = self.folder / f".{path.name}.part"
                try:
                    temporary.write_bytes(data)
                    link(temporary, path)  # unlike a move, it never replaces another file
                except FileExistsError:
                    pass
                finally:
                    temporary.unlink(missing_ok=True)
            if path.read_bytes() == data:
                return path
        raise AssertionError("there is always another number")

    def _paths(self, stem: str, suffix: str) -> Iterator[Path]:
        yield self.folder / f"{stem}{suffix}"
        number = 2
        while True:
            yield self.folder / f"{stem}-{number}{suffix}"
            number += 1


def _checked_suffix(data: bytes, name: str) -> str:
    """Returns the suffix for the name of a picture: its own, unless that is of another kind.

    Raises:
        RefusedPicture: it cannot be printed.
    """
    if HEIC.match(data):
        raise RefusedPicture("heic")
    suffix = Path(name).suffix.lower()
    try:
        if suffix == SUFFIX:
            read_drawing(data)
            return suffix
        read_picture(data)
        kind = kind_of(data)
    except UnusablePicture as error:
        codes = (code for start, code in CODES.items() if error.key.startswith(start))
        raise RefusedPicture(next(codes, "other")) from None
    return suffix if SUFFIXES.get(suffix) == kind else next(each for each in SUFFIXES if SUFFIXES[each] == kind)


def _described(path: Path, folder: Path) -> StoredPicture:
    name = path.relative_to(folder).as_posix()
    try:
        with Image.open(path) as image:
            columns, rows = image.size
            if image.getexif().get(0x0112, 1) >= 5:  # it lies on its side
                columns, rows = rows, columns
    except Exception:  # a drawing; or a picture that is damaged, which Pillow says in many ways, and a problem
        return StoredPicture(name, 0, 0)
    return StoredPicture(name, columns, rows)


@lru_cache(maxsize=64)
def _small(path: Path, _: int) -> bytes:
    """Returns a picture as a small JPEG; the second value is the version of the file."""
    image = read_picture(read_outside(path, PICTURE)).decode().convert("RGB")
    image.thumbnail((SMALL, SMALL))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
