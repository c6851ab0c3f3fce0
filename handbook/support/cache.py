"""What a build keeps for the next one: bytes, by a digest of all that shaped them. To lose it costs only time."""

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

MOST = 500_000_000  # bytes kept as a build begins; 100 cases take some 11 MB, with a portrait in each 200 MB more
SUM = 32  # bytes, of a sha256


@dataclass(frozen=True)
class Cache:
    """Files in a folder, each with a checksum of its name and content: what is damaged or foreign is ignored."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """What is kept under a key, or None."""
        try:
            kept = (self.folder / key).read_bytes()
            os.utime(self.folder / key)  # it is of use, see trim
        except OSError:
            return None
        return kept[SUM:] if kept[:SUM] == _sum(key, kept[SUM:]) else None

    def put(self, key: str, data: bytes) -> None:
        """Keeps something under a key, where the disk lets it."""
        new = self.folder / f"{key}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            new.write_bytes(_sum(key, data) + data)
            os.replace(new, self.folder / key)

    def trim(self, most: int = MOST) -> None:
        """Takes away what has been of no use for longest, until no more than so many bytes are kept."""
        with suppress(OSError):
            files = [(file.stat().st_mtime, file.stat().st_size, file.path) for file in os.scandir(self.folder)]
            for _, size, path in sorted(files, reverse=True):
                most -= size
                if most < 0:
                    os.unlink(path)


def digest(*parts: str | bytes) -> str:
    """One name for all of some parts, of 64 hexadecimal digits."""
    whole = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8) + data)
    return whole.hexdigest()


def _sum(key: str, data: bytes) -> bytes:
    return sha256(key.encode() + data).digest()
