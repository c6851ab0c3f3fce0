"""Products that the tests of several modules look at: each book of samples.py is built once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.books import SEED, build
from tests.products.samples import SAMPLES


@dataclass(frozen=True)
class Made:
    """The content of a handbook and the folder with all its products."""

    content: Path
    output: Path

    def file(self, product: str) -> Path:
        """The PDF of a product."""
        return next(self.output.glob(f"*-{product}.pdf"))


Built = Callable[[str], Made]


@pytest.fixture(scope="session")
def built(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A function that builds one of SAMPLES, once."""

    @cache
    def build_once(name: str) -> Made:
        folder = tmp_path_factory.mktemp(name)
        content = SAMPLES[name].write(folder / "book")
        output = seed if content == SEED else folder / "output"
        if content != SEED:
            assert build(content, output, "--quiet") == 0
        return Made(content, output)

    return build_once
