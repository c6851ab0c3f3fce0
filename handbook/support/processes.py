"""Processes that work side by side, on all cores of the machine."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.synchronize import Event, Lock
from threading import Thread

MOST = 8  # to start each takes some 20 ms and 50 MB
_CONTEXT = get_context("fork" if sys.platform == "linux" else "spawn")


def worker_count() -> int:
    """How many processes work at once."""
    return min(MOST, os.cpu_count() or 1)


@dataclass(frozen=True)
class WorkerGate:
    """Before it all processes but the first wait, until they are ``wanted``."""

    first: Lock
    wanted: Event

    def pass_through(self) -> None:
        if not self.first.acquire(block=False):
            self.wanted.wait()


def worker_gate() -> WorkerGate:
    """A gate that is shut."""
    return WorkerGate(_CONTEXT.Lock(), _CONTEXT.Event())


@contextmanager
def worker_pool(start: Callable[[], None], number: int = 0) -> Iterator[ProcessPoolExecutor]:
    """Processes, one for each core or ``number``, that call ``start`` first.

    On Linux they begin with all that is loaded here.
    """
    with ProcessPoolExecutor(number or worker_count(), _CONTEXT, partial(_start, start)) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.kill()
            raise


def _start(start: Callable[[], None]) -> None:
    """What a process does first: it leaves Ctrl-C to the one that started it, and ends when that is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # to look for garbage among the boxes of a layout takes a tenth of it; see Worker.write
    gc.freeze()  # what was garbage before is not this process's: a pool among it would wait here for its lock
    start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
