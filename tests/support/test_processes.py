"""What worker processes inherit from their parent, and what they leave to it."""

import gc
from pathlib import Path

from handbook.support.processes import worker_pool


class Garbage:
    """An object that refers to itself, and writes a file when it is finalised."""

    def __init__(self, file: Path) -> None:
        self.file, self.cycle = file, self

    def __del__(self) -> None:
        self.file.write_text("finalised")


def test_a_worker_does_not_finalise_what_it_inherits(tmp_path: Path) -> None:
    """The pool of an earlier build is such an object: in another process it would wait forever for its lock."""
    gc.disable()
    try:
        Garbage(tmp_path / "file")
        with worker_pool(gc.disable, 1) as pool:
            pool.submit(gc.collect).result()
        assert not (tmp_path / "file").exists()
    finally:
        gc.enable()
    gc.collect()
    assert (tmp_path / "file").exists()
