"""A process that works for long keeps nothing of what it has laid out."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import Box

from handbook.layout.worker import Worker
from handbook.pages.model import Section
from handbook.pages.stylesheets import StyleSheets
from handbook.support.cache import Cache
from tests.books import SEED, section


@pytest.mark.parametrize("work", [Worker.lay_out_uncached, Worker.remaining_words], ids=lambda work: work.__name__)
def test_no_boxes_are_left_behind(tmp_path: Path, work: Callable[[Worker, Section], object]) -> None:
    """Automatic garbage collection is off in a worker process."""
    worker, spread = Worker(StyleSheets(SEED), Cache(tmp_path)), section(SEED, "spread")
    gc.disable()
    try:
        work(worker, spread)
        gc.unfreeze()  # frozen objects are not listed
        assert not [found for found in gc.get_objects() if isinstance(found, Box)]
    finally:
        gc.enable()
