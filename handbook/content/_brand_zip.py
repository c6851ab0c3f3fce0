"""Unpacks the zip of a brand, which may come from anybody, into the cache: once for each content of the zip."""

import os
import posixpath
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISLNK
from zipfile import ZipFile, ZipInfo

from handbook.content.brand_files import BRAND_FILE
from handbook.content.leftover_files import is_leftover
from handbook.support.cache import cache_folder
from handbook.support.input_limits import BRAND, BRAND_FILES, MEGABYTE
from handbook.support.names import display_path
from handbook.support.outside_files import NotOrdinary, TooLarge, is_file, read_outside
from handbook.support.problems import Mark, Problem, Rejected, problem
from handbook.support.system_errors import reason
from handbook.support.zip_files import TooMany, Unsound, has_password, is_readable, open_archive, read_entry

OUTSIDE = re.compile(r"/|[a-zA-Z]:|(.*/)?\.\.(/|$)")
KEPT = 30 * 24 * 3600  # seconds after its last use that an unpacked brand stays
FOLDER = "brands"  # in the cache; problems name what is in it from the zip on: see display_path
DIGITS = 32  # of the digest of a zip


def unpacked(path: Path) -> Path:
    """Returns the folder with the files of a zip.

    Raises:
        Rejected: it is no zip, not sound, too large, has a file that leads elsewhere, or cannot be unpacked.
    """
    place = Mark(display_path(path))
    try:
        data = read_outside(path, BRAND)
        archive = open_archive(data, BRAND_FILES)
    except TooLarge:
        raise Rejected((problem(place, "brand-zip.too-large", most=BRAND // MEGABYTE),)) from None
    except TooMany:
        raise Rejected((problem(place, "brand-zip.too-many", most=BRAND_FILES),)) from None
    except (NotOrdinary, Unsound):
        raise Rejected((problem(place, "brand-zip.damaged"),)) from None
    except OSError as error:
        raise Rejected((problem(place, "no-file.unreadable", reason=reason(error)),)) from None
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if problems := tuple(dict.fromkeys(_entry_problems(entries, place))):
        raise Rejected(problems)
    files = [entry for entry in entries if not any(map(is_leftover, _name(entry).split("/")))]
    folder = cache_folder() / FOLDER / sha256(data).hexdigest()[:DIGITS] / path.name
    top = _top(files, place)
    if not _is_complete(folder, files):
        try:
            _unpack(archive, files, folder, place)
        except OSError as error:
            raise Rejected(
                (problem(place, "brand-zip.no-room", folder=folder.parent, reason=reason(error)),)
            ) from None
    with suppress(OSError):
        os.utime(folder.parent)  # it is in use
    return folder / top


def _name(entry: ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _entry_problems(files: Sequence[ZipInfo], place: Mark) -> Iterator[Problem]:
    """Checks what the list of files says of each."""
    seen: set[str] = set()
    for entry in files:
        name = _name(entry)
        if OUTSIDE.match(name) or "\0" in name:
            yield problem(place, "brand-zip.outside", name=name)
        elif S_ISLNK(entry.external_attr >> 16):
            yield problem(place, "brand-zip.link", name=name)
        elif has_password(entry):
            yield problem(place, "brand-zip.password", name=name)
        elif not is_readable(entry):
            yield problem(place, "brand-zip.damaged")
        elif posixpath.normpath(name).casefold() in seen:
            yield problem(place, "brand-zip.twice", name=name)
        seen.add(posixpath.normpath(name).casefold())
    if sum(entry.file_size for entry in files) > BRAND:
        yield problem(place, "brand-zip.too-large", most=BRAND // MEGABYTE)


def _top(files: Sequence[ZipInfo], place: Mark) -> str:
    """Returns the folder in a zip that has brand.yaml: the zip itself, or the one folder that was packed."""
    folders = [
        posixpath.dirname(_name(entry)) for entry in files if posixpath.basename(_name(entry)) == BRAND_FILE
    ]
    if "" in folders:
        return ""
    if len(folders) != 1 or "/" in folders[0]:
        raise Rejected((problem(place, "no-brand.not-in-zip", name=BRAND_FILE),))
    return folders[0]


def _is_complete(folder: Path, files: Sequence[ZipInfo]) -> bool:
    paths = [(folder / _name(entry), entry.file_size) for entry in files]
    return all(is_file(path) and path.stat().st_size == size for path, size in paths)


def _unpack(archive: ZipFile, files: Sequence[ZipInfo], folder: Path, place: Mark) -> None:
    """Writes the files into a new folder, which takes its name when it is complete.

    The sizes that the list states are not believed: no more is unpacked than they say.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_unused(folder.parent.parent)
    new = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        for entry in files:
            target = new / _name(entry)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_read(archive, entry, place))
        if not _is_complete(folder, files):  # another run may have made it meanwhile
            shutil.rmtree(folder, ignore_errors=True)
            os.replace(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _read(archive: ZipFile, entry: ZipInfo, place: Mark) -> bytes:
    try:
        data = read_entry(archive, entry, entry.file_size)
    except Unsound:
        data = None
    if data is None or len(data) != entry.file_size:
        raise Rejected((problem(place, "brand-zip.damaged"),))
    return data


def _remove_unused(folder: Path) -> None:
    for other in folder.iterdir():
        with suppress(OSError):  # another run has removed it
            if time.time() - other.stat().st_mtime > KEPT:
                shutil.rmtree(other, ignore_errors=True)
