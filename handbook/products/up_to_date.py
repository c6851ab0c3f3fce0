"""Tells a build that would make once more what lies there already."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from handbook import resources
from handbook.products.delivery import recorded
from handbook.products.model import Product
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest

OWN = (resources.TEMPLATES, resources.PROFILES)


@dataclass(frozen=True)
class Seal:
    """What a build goes by; ``only`` some products may be asked for, and ``ink`` to be measured."""

    cache: Cache
    content: Path
    output: Path
    only: Sequence[str]
    ink: bool

    def key(self) -> str:
        """A digest of every byte that a build goes by."""
        files = (part for folder in (self.content, *OWN) for part in _files(folder))
        date = os.environ.get("SOURCE_DATE_EPOCH", "")
        return digest(
            "seal", program_fingerprint(), date, str(self.content), json.dumps([self.only, self.ink]), *files
        )

    def told(self, key: str) -> list[str] | None:
        """What the last build said of the content if it made the products that are there; otherwise None."""
        if (kept := self.cache.get(key)) is None:
            return None
        made, told = json.loads(kept)
        if self.only or recorded(self.output) == made.keys():
            return told if all(_sum(self.output / name) == was for name, was in made.items()) else None
        return None

    def close(self, key: str, products: Sequence[Product], told: Sequence[str]) -> None:
        """Keeps for the next build what this one has made, unless the content has changed meanwhile."""
        if self.key() == key:
            made = {product.name: sha256(product.data).hexdigest() for product in products}
            self.cache.put(key, json.dumps([made, told]).encode())


def _files(folder: Path) -> Iterator[str]:
    """The name of each file of a folder, and a digest of its bytes."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix()
        yield _sum(path)


def _sum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:  # not there, or not to be read, which the build will tell
        return ""
