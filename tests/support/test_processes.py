"""What processes take over from the one that starts them, and what they leave to it."""

import gc
from pathlib import Path

from handbook.support.processes import worker_pool


class Remains:
    """Garbage that leads to itself, and leaves a file when it is found."""

    def __init__(self, file: Path) -> None:
        self.file, self.own = file, self

    def __del__(self) -> None:
        self.file.write_text("found")


def test_no_process_looks_for_the_garbage_of_another(tmp_path: Path) -> None:
    """The pool of a build that ended before is such garbage: in another process it waits for ever for its lock."""
    gc.disable()
    try:
        Remains(tmp_path / "file")
        with worker_pool(gc.disable, 1) as pool:
            pool.submit(gc.collect).result()
        assert not (tmp_path / "file").exists()
    finally:
        gc.enable()
    gc.collect()
    assert (tmp_path / "file").exists()
