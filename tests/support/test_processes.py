"""What processes take over from the one that starts them, and what they leave to it."""

import gc
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

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


def test_a_pool_that_fails_leaves_others_alone() -> None:
    with worker_pool(gc.disable, 1) as pool:
        pool.submit(os.getpid).result()
        with pytest.raises(ZeroDivisionError), worker_pool(gc.disable, 1) as other:
            other.submit(os.getpid).result()
            raise ZeroDivisionError
        pool.submit(os.getpid).result()


def test_temporary_files_of_a_pool_are_its_own_and_go_with_it() -> None:
    before = tempfile.gettempdir()
    with worker_pool(gc.disable, 1) as pool:
        file = Path(pool.submit(tempfile.mkdtemp).result())
        assert file.is_dir() and tempfile.gettempdir() == before
    assert not file.exists() and not file.parent.exists()


def test_a_program_with_threads_is_not_forked() -> None:
    """A fork keeps the locks that other threads hold, such as that of a module being imported, for ever."""
    inherited.append("something")
    try:
        assert _inherits() == (sys.platform == "linux")
        with ThreadPoolExecutor(1) as threads:
            assert not threads.submit(_inherits).result()
    finally:
        inherited.clear()


inherited: list[str] = []


def _inherits() -> bool:
    """Whether the processes of a new pool have what this one has set."""
    with worker_pool(gc.disable, 1) as pool:
        return pool.submit(_is_set).result()


def _is_set() -> bool:
    return bool(inherited)
