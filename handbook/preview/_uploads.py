"""Receives files that the page sends in parts, until they have arrived completely."""

import re
from pathlib import Path

from handbook.preview._access import RequestTooLarge
from handbook.preview._errors import InvalidRequest

NAME = re.compile(r"[0-9a-f-]{36}")  # which the page gives to a file while it sends it


class Uploads:
    """The files that are being sent, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def append(self, upload: str, data: bytes, most: int) -> None:
        """Adds bytes to a file, which may have ``most``.

        Raises:
            InvalidRequest: ``upload`` names none.
            RequestTooLarge: the file is too large; it is deleted.
            OSError: the disk is full; the file is deleted.
        """
        path = self.path(upload)
        try:
            with path.open("ab") as file:
                file.write(data)
                size = file.tell()
        except OSError:
            path.unlink(missing_ok=True)
            raise
        if size > most:
            path.unlink()
            raise RequestTooLarge

    def path(self, upload: str) -> Path:
        """Returns where a file is collected.

        Raises:
            InvalidRequest: ``upload`` names none.
        """
        if not NAME.fullmatch(upload):
            raise InvalidRequest
        return self.folder / upload
