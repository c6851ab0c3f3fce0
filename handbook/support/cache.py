"""A cache on disk for results that later builds can use. Losing it only costs time."""

import os
from contextlib import suppress
from contextvars import ContextVar, Token
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from handbook import resources
from handbook.support.outside_files import read_outside
from handbook.support.system_errors import reason

VARIABLE = "HANDBOOK_CACHE"  # environment variable: another folder for the cache
# Bytes of a trimmed cache. A book of 100 cases takes some 11 MB, with a portrait in each 200 MB more.
MAX_BYTES = 500_000_000
PROBE = "probe"  # the file that shows whether others can be written
PROBE_SIZE = 4096  # bytes, a block of most disks
CHECKSUM_SIZE = 32  # bytes, of a sha256


_of_run: ContextVar[Path | None] = ContextVar("cache of the run", default=None)


def cache_folder() -> Path:
    """Returns the folder of the cache: that of the run, else in the program's own folder, or in the user's."""
    if in_use := _of_run.get():
        return in_use
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if not resources.INSTALLED:
        return resources.ROOT / ".cache"
    from platformdirs import user_cache_path

    return user_cache_path("handbook", appauthor=False)


def use_cache(folder: Path) -> Token[Path | None]:
    """Makes a folder that of the cache in this thread or task, until ``leave_cache`` gets what is returned."""
    return _of_run.set(folder)


def leave_cache(before: Token[Path | None]) -> None:
    """Makes the folder that of the cache that was it before."""
    _of_run.reset(before)


@dataclass(frozen=True)
class Cache:
    """Files in a folder, by key, each with a checksum of key and content; damaged or foreign ones are ignored."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Returns the cached bytes of a key, or None."""
        path = self.folder / key
        try:
            entry = read_outside(path, MAX_BYTES)
            os.utime(path)  # trim removes files by the time of their last use
        except OSError:
            return None
        data = entry[CHECKSUM_SIZE:]
        return data if entry[:CHECKSUM_SIZE] == _checksum(key, data) else None

    def put(self, key: str, data: bytes) -> None:
        """Caches bytes under a key; without effect if the disk refuses them."""
        with suppress(OSError):
            self._write(key, _checksum(key, data) + data)

    def refusal(self) -> str:
        """Returns why nothing can be cached, such as "Permission denied"; empty if something can."""
        try:
            self._write(PROBE, bytes(PROBE_SIZE))
            (self.folder / PROBE).unlink(missing_ok=True)  # another run may have removed it
        except OSError as error:
            return reason(error)
        return ""

    def _write(self, key: str, entry: bytes) -> None:
        temporary = self.folder / f"{key}.{os.getpid()}"
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(entry)
            os.replace(temporary, self.folder / key)
        except OSError:
            with suppress(OSError):
                temporary.unlink()  # half of it would take room on a disk that is full
            raise

    def trim(self, max_bytes: int = MAX_BYTES) -> None:
        """Removes the least recently used files until at most ``max_bytes`` are left."""
        room = max_bytes
        for _, size, path in sorted(self._files(), reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    os.unlink(path)

    def _files(self) -> list[tuple[float, int, str]]:
        """Returns when each file was used last, its size in bytes and its path; another run may remove some."""
        files = []
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    if entry.is_file():
                        files.append((entry.stat().st_mtime, entry.stat().st_size, entry.path))
        return files


def digest(*parts: str | bytes) -> str:
    """Returns a sha256 of several parts, as 64 hexadecimal digits. ("ab", "c") and ("a", "bc") differ."""
    result = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        result.update(len(data).to_bytes(8) + data)
    return result.hexdigest()


def _checksum(key: str, data: bytes) -> bytes:
    return sha256(key.encode() + data).digest()
