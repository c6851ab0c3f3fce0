"""Pools of processes that work side by side on all cores of the machine."""

import gc
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from multiprocessing.synchronize import Event, Lock
from pathlib import Path
from threading import Thread

from handbook.support.temp_dir import temporary_folder

MOST = 8  # to start each takes some 20 ms and 50 MB


def cores() -> int:
    """How many processes work at once."""
    return min(MOST, os.cpu_count() or 1)


@dataclass(frozen=True)
class Gate:
    """All processes but the first wait in front of it until they are ``wanted``."""

    first: Lock
    wanted: Event

    def pass_through(self) -> None:
        if not self.first.acquire(block=False):
            self.wanted.wait()


def gate() -> Gate:
    """A closed gate for the pool that the calling thread makes next."""
    context = _context()
    return Gate(context.Lock(), context.Event())


@contextmanager
def workers(start: Callable[[], None], number: int = 0) -> Iterator[ProcessPoolExecutor]:
    """A pool of ``number`` processes, one for each core by default, that call ``start`` first.

    On Linux they are forks with all modules that are loaded here, unless this process has several threads. Their
    temporary files go to a folder of their own, and are gone at the end. An exception kills them.
    """
    with (
        temporary_folder() as folder,
        ProcessPoolExecutor(number or cores(), _context(), partial(_start, start, folder)) as pool,
    ):
        try:
            yield pool
        except BaseException:
            processes = list((pool._processes or {}).values())  # Python 3.14 has kill_workers() for this
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.kill()
            raise


def _context() -> BaseContext:
    """How processes start: by fork where that is quick and safe.

    A fork keeps the locks that other threads held at that moment, such as that of a module being imported, and
    would wait for them for ever.
    """
    forks = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if forks else "spawn")


def _start(start: Callable[[], None], folder: Path) -> None:
    """Prepares a new process: it leaves Ctrl-C to its parent, and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    tempfile.tempdir = str(folder)
    gc.disable()  # the search for garbage among the boxes of a layout takes a tenth of it; see Worker.write
    gc.freeze()  # inherited objects must not be finalised here: a pool among them would wait for its lock for ever
    start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
