"""What worker processes inherit from their parent, and what they leave to it."""

import gc
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

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


def test_a_pool_that_fails_leaves_others_alone() -> None:
    with worker_pool(gc.disable, 1) as pool:
        pool.submit(os.getpid).result()
        with pytest.raises(ZeroDivisionError), worker_pool(gc.disable, 1) as other:
            other.submit(os.getpid).result()
            raise ZeroDivisionError
        pool.submit(os.getpid).result()


def test_nothing_of_a_pool_is_left_after_an_error() -> None:
    """Python writes to the pipes of the pools that run when it ends, while their threads close them."""
    for wait in (False, True):  # for the first result
        before = threading.enumerate()
        with pytest.raises(ZeroDivisionError), worker_pool(gc.disable, 2) as pool:
            results = [pool.submit(time.sleep, 0.01 if wait else 60) for _ in range(6)]
            results[-1].cancel()
            if wait:
                results[0].result()
            raise ZeroDivisionError
        assert threading.enumerate() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no timer that interrupts a program")
def test_a_pool_that_is_stopped_while_it_ends_leaves_no_process() -> None:
    """As by Ctrl-C while the last results are on their way: the build would wait for them for ever."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt), worker_pool(gc.disable, 2) as pool:
            pool.submit(time.sleep, 60)
            signal.setitimer(signal.ITIMER_REAL, 0.2)
        assert multiprocessing.active_children() == []
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


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
