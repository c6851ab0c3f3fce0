"""Reads zip files from outside, and believes nothing that they say of themselves."""

import lzma
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

ENTRY = b"PK\x01\x02"  # with which each entry of the list of files begins
PACKINGS = (ZIP_STORED, ZIP_DEFLATED)  # others unpack without a limit
# What zipfile raises for an archive that is not sound. Besides its own error: data that end too early, a way of
# packing that it does not know, a file with a password, damaged bzip2 data (OSError), impossible offsets
# (ValueError), damaged LZMA data, damaged deflated data.
ZIP_ERRORS = (BadZipFile, EOFError, RuntimeError, OSError, ValueError, lzma.LZMAError, zlib.error)


class Unsound(Exception):
    """It is no zip file, or a damaged one, or one of its files is packed in another way than usual."""


class TooMany(Exception):
    """There are more files in it than are read."""


def open_archive(data: bytes, most: int) -> ZipFile:
    """Opens a zip file of at most ``most`` files.

    Raises:
        Unsound, TooMany: see there.
    """
    if data.count(ENTRY) > most:
        raise TooMany
    try:
        return ZipFile(BytesIO(data))
    except ZIP_ERRORS:
        raise Unsound from None


def is_readable(entry: ZipInfo) -> bool:
    """Returns whether a file is packed in a way that is read."""
    return entry.compress_type in PACKINGS


def has_password(entry: ZipInfo) -> bool:
    """Returns whether a file can only be read with a password."""
    return bool(entry.flag_bits & 1)


def read_entry(archive: ZipFile, entry: ZipInfo, most: int) -> bytes:
    """Returns the bytes of a file, no more than one beyond ``most``, whatever size the archive states.

    Raises:
        Unsound: it is damaged, or packed in a way that is not read.
    """
    if not is_readable(entry):
        raise Unsound
    try:
        with archive.open(entry) as stream:
            return stream.read(most + 1)
    except ZIP_ERRORS:
        raise Unsound from None
