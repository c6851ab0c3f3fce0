"""A cache on disk for results that later builds can use. Losing it only costs time."""

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

# Bytes that trim leaves. A book of 100 cases takes some 11 MB, with a portrait in each 200 MB more.
MOST_BYTES = 500_000_000
CHECKSUM_SIZE = 32  # bytes, of a sha256


@dataclass(frozen=True)
class Cache:
    """Files in a folder, by key, each with a checksum of key and content; damaged or foreign ones are ignored."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The cached bytes of a key, or None."""
        path = self.folder / key
        try:
            stored = path.read_bytes()
            os.utime(path)  # trim removes files by the time of their last use
        except OSError:
            return None
        data = stored[CHECKSUM_SIZE:]
        return data if stored[:CHECKSUM_SIZE] == _checksum(key, data) else None

    def put(self, key: str, data: bytes) -> None:
        """Stores bytes under a key; without effect where the disk refuses them."""
        temporary = self.folder / f"{key}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_checksum(key, data) + data)
            os.replace(temporary, self.folder / key)

    def trim(self, most_bytes: int = MOST_BYTES) -> None:
        """Removes the least recently used files until at most ``most_bytes`` are left."""
        left = most_bytes
        with suppress(OSError):
            files = [(file.stat().st_mtime, file.stat().st_size, file.path) for file in os.scandir(self.folder)]
            for _, size, path in sorted(files, reverse=True):
                left -= size
                if left < 0:
                    os.unlink(path)


def digest(*parts: str | bytes) -> str:
    """A sha256 of several parts, as 64 hexadecimal digits. It tells ("ab", "c") from ("a", "bc")."""
    result = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        result.update(len(data).to_bytes(8) + data)
    return result.hexdigest()


def _checksum(key: str, data: bytes) -> bytes:
    return sha256(key.encode() + data).digest()
