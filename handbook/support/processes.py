"""Pools of worker processes, one for each core of the machine."""

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

MOST_WORKERS = 8  # each takes some 20 ms to start, and 50 MB
_CONTEXT = get_context("fork" if sys.platform == "linux" else "spawn")


def worker_count() -> int:
    """The number of processes that work at the same time."""
    return min(MOST_WORKERS, os.cpu_count() or 1)


@dataclass(frozen=True)
class WorkerGate:
    """Holds back all workers but the first until they are ``wanted``."""

    first: Lock
    wanted: Event

    def pass_through(self) -> None:
        """Returns at once in the first process that calls it, and in all others when they are wanted."""
        if not self.first.acquire(block=False):
            self.wanted.wait()


def worker_gate() -> WorkerGate:
    """A closed gate, for processes that are started after it."""
    return WorkerGate(_CONTEXT.Lock(), _CONTEXT.Event())


@contextmanager
def worker_pool(initialize: Callable[[], None], number: int = 0) -> Iterator[ProcessPoolExecutor]:
    """A pool of ``number`` processes, by default one for each core, each of which calls ``initialize`` first.

    On Linux the processes inherit all that is loaded here. An exception in the block ends them at once.
    """
    with ProcessPoolExecutor(number or worker_count(), _CONTEXT, partial(_initialize, initialize)) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.kill()
            raise


def _initialize(initialize: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is handled by the parent process
    Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # scanning the boxes of a layout takes a tenth of its time; the layout collects when it is done
    # Inherited objects must not be finalised here: a pool among them would wait forever for its lock.
    gc.freeze()
    initialize()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
