"""Packs the folder of a brand as a zip: the same files make the same bytes."""

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from handbook.content.brand_files import file_names, is_part
from handbook.content.brand_path import brand_folder
from handbook.support.input_limits import ANY_FILE
from handbook.support.names import composed, display_path
from handbook.support.outside_files import read_checked
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.system_errors import reason

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can have
UNIX, READABLE = 3, 0o100644 << 16  # as which all systems write it


def pack(path: Path, file: Path) -> Path:
    """Writes the zip of the brand in a folder to ``file``, whole or not at all; returns that.

    Raises:
        Rejected: there is no brand, or the file cannot be written.
    """
    place, zipped = Mark(display_path(path)), BytesIO()
    folder = brand_folder(path, place)
    with ZipFile(zipped, "w") as archive:
        for name in filter(is_part, file_names(folder)):
            entry = ZipInfo(composed(name), EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, UNIX, READABLE
            archive.writestr(entry, read_checked(folder / name, ANY_FILE))
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        new.write_bytes(zipped.getvalue())
        os.replace(new, file)
    except OSError as error:
        new.unlink(missing_ok=True)
        place = Mark(display_path(file))
        raise Rejected((problem(place, "no-output.brand", reason=reason(error)),)) from None
    return file
