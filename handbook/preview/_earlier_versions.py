"""Keeps earlier versions of the stories beside the trash, so that they can be put back."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handbook.authoring.field_values import Value
from handbook.content.case_files import TRASH
from handbook.content.case_model import Case
from handbook.content.yaml_source import Unreadable
from handbook.preview._form_files import read_form
from handbook.support.outside_files import entries

FOLDER = "versions"  # in the trash, with a folder for each story
PAUSE = timedelta(minutes=5)  # between two versions of a story that is being written
MOST, MOST_BYTES = 20, 20_000_000  # versions of a story, and bytes of all
STAMP = "%Y%m%dT%H%M%S.yaml"  # the name of a version: when it was replaced, in UTC


@dataclass(frozen=True)
class EarlierVersion:
    """A story as it was until a ``time`` (ISO 8601, UTC): its fields, as a form shows them."""

    time: str
    fields: Mapping[str, Value]


class EarlierVersions:
    """The earlier versions of the stories of a content folder."""

    def __init__(self, content: Path) -> None:
        self.trash = content / TRASH
        self.folder = self.trash / FOLDER

    def keep(self, slug: str, data: bytes, now: datetime) -> None:
        """Keeps the bytes of a story that has just been saved over, unless one was kept a short time ago.

        Where that is not possible, nothing is kept: what is being written is worth more than what it replaces.
        """
        kept = self._files(slug)
        if kept and (now - _time(kept[-1]) < PAUSE or kept[-1].read_bytes() == data):
            return
        with suppress(OSError):
            folder = self.folder / slug
            folder.mkdir(parents=True, exist_ok=True)
            if not any(path.is_symlink() for path in (self.trash, self.folder, folder)):
                (folder / now.strftime(STAMP)).write_bytes(data)
                self._clear(slug)

    def versions(self, slug: str) -> list[EarlierVersion]:
        """Returns the versions of a story that can be read, the newest first."""
        found = []
        for path in reversed(self._files(slug)):
            with suppress(Unreadable, OSError):
                found.append(EarlierVersion(_time(path).isoformat(), read_form(Case, path)))
        return found

    def _files(self, slug: str) -> list[Path]:
        return sorted(path for path in entries(self.folder / slug) if _is_version(path))

    def _clear(self, slug: str) -> None:
        """Deletes the oldest versions: those of this story beyond MOST, those of all beyond MOST_BYTES."""
        for path in self._files(slug)[:-MOST]:
            path.unlink()
        newest = sorted(
            (path for folder in entries(self.folder) for path in self._files(folder.name)),
            key=lambda path: path.name,
            reverse=True,
        )
        size = 0
        for path in newest:
            size += os.path.getsize(path)
            if size > MOST_BYTES:
                path.unlink()


def _is_version(path: Path) -> bool:
    with suppress(ValueError):
        return bool(_time(path))
    return False


def _time(path: Path) -> datetime:
    return datetime.strptime(path.name, STAMP).replace(tzinfo=UTC)
