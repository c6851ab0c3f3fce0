"""Detects that the products are up to date, so that a build has nothing to do."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from os.path import realpath
from pathlib import Path

from handbook import resources
from handbook.content.book_style import book_style
from handbook.products.delivery import delivered_names
from handbook.products.model import Product
from handbook.setup.fingerprint import program_fingerprint
from handbook.support.cache import Cache, digest
from handbook.support.input_limits import ANY_FILE
from handbook.support.messages import as_data, from_data
from handbook.support.names import display_path
from handbook.support.outside_files import is_file, read_outside
from handbook.support.problems import Mark, Problem, Severity


@dataclass(frozen=True)
class Request:
    """The options of a build: its content and output, all products or ``only`` some, and whether ink is measured.

    ``created`` is the date in their metadata, if it is not that of the handbook.
    """

    content: Path
    output: Path | None
    only: Collection[str]
    ink: bool
    created: datetime | None

    def key(self) -> str:
        """Returns a digest of every byte that shapes the products."""
        brand = book_style(self.content).brand
        folders = (self.content, resources.TEMPLATES, resources.PROFILES, *([brand] if brand else []))
        files = (part for folder in folders for part in _files(folder, self._not_content()))
        options = json.dumps([sorted(self.only), self.ink, str(self.created)])
        return digest("up to date", program_fingerprint(), str(self.content), options, *files)

    def _not_content(self) -> list[Path]:
        """Returns the folders in that of the book which no build reads but each build or commit changes."""
        folders = [self.content / ".git"]
        content, output = (Path(realpath(folder)) for folder in (self.content, self.output or self.content))
        if content in output.parents:
            folders.append(self.content / output.relative_to(content))
        return folders


def load(
    cache: Cache, key: str, output: Path, *, full: bool
) -> tuple[tuple[Product, ...], tuple[Problem, ...]] | None:
    """Returns the products and problems of the last build with this key, if its products still are in ``output``.

    After a ``full`` build there must be no other products.
    """
    if (record := cache.get(key)) is None:
        return None
    files, problems = json.loads(record)
    if full and delivered_names(output) != files.keys():
        return None
    products = []
    for name, (kind, pages, note, checksum) in files.items():
        if not is_file(output / name):  # a pipe would be waited for
            return None
        data = (output / name).read_bytes()
        if sha256(data).hexdigest() != checksum:
            return None
        products.append(Product(kind, name, data, pages, 0, from_data(note)))
    return tuple(products), tuple(_problem(*values) for values in problems)


def save(cache: Cache, key: str, products: Sequence[Product], problems: Sequence[Problem]) -> None:
    """Records a build for the next one with this key."""
    files = {
        product.name: (product.kind, product.pages, as_data(product.note), sha256(product.data).hexdigest())
        for product in products
    }
    cache.put(key, json.dumps([files, list(map(_values, problems))], default=str).encode())


def _values(problem: Problem) -> tuple[object, ...]:
    """Returns a problem as values for JSON."""
    place = problem.place
    texts = [as_data(text) for text in (place.file, problem.message, problem.remedy)]
    return problem.id, problem.severity, place.line, place.column, *texts


def _problem(key: str, severity: Severity, line: int, column: int, *texts: object) -> Problem:
    """Returns the problem of ``_values``."""
    file, said, remedy = map(from_data, texts)
    return Problem(Mark(file, line, column), key, said, remedy, severity)


def _files(folder: Path, leave_out: Sequence[Path]) -> Iterator[str]:
    """Yields the path of each file of a folder, and a digest of its bytes."""
    paths = (path for path in folder.rglob("*") if not any(path.is_relative_to(other) for other in leave_out))
    for path in sorted(path for path in paths if is_file(path)):
        yield display_path(path)
        yield _checksum(path)


def _checksum(path: Path) -> str:
    """Returns the digest of a file; empty if a build cannot read it either, which it will report."""
    try:
        return sha256(read_outside(path, ANY_FILE)).hexdigest()
    except OSError:
        return ""
