"""Pools of worker processes, one for each core of the machine."""

import atexit
import faulthandler
import gc
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.synchronize import Event, Lock
from pathlib import Path
from typing import TYPE_CHECKING, cast

from handbook.support.problems import Rejected, machine, problem
from handbook.support.temp_dir import temporary_folder

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext  # Windows has no ForkContext
    from multiprocessing.process import BaseProcess

LEAST_MEMORY = 500_000_000  # bytes of addresses for a process; a small book has been laid out with 400 MB
MOST_SECONDS = 120  # for one thing; twice what a house style may take, see time_limit
STUCK = 1  # the exit code of a process that has taken longer
MOST_WORKERS = 8  # each takes some 20 ms to start, and 50 MB


def worker_count() -> int:
    """The number of processes that work at the same time."""
    return min(MOST_WORKERS, os.cpu_count() or 1)


@dataclass(frozen=True)
class WorkerGate:
    """All processes except the first wait at it until it is ``opened``."""

    first: Lock
    opened: Event

    def pass_through(self) -> None:
        """Returns at once in the first process that calls it, in the others when they are wanted."""
        if not self.first.acquire(block=False):
            self.opened.wait()


def worker_gate() -> WorkerGate:
    """Returns a closed gate, for the pool that this thread opens next."""
    context = process_context()
    return WorkerGate(context.Lock(), context.Event())


@contextmanager
def worker_pool(start: Callable[[], None], number: int = 0) -> Iterator[ProcessPoolExecutor]:
    """Opens a pool of ``number`` processes, by default one for each core, that call ``start`` first.

    Their temporary files go to a folder that is removed at the end. An exception kills them, in the body or while
    they are waited for at its end.

    Raises:
        Rejected: there is no room for temporary files, too little memory is allowed, or a process has ended: by
            the system, or because it was stuck.
    """
    check_memory_limit()
    with temporary_folder() as folder:
        pool = ProcessPoolExecutor(number or worker_count(), process_context(), partial(_start, start, folder))
        try:
            yield pool
            pool.shutdown()
        except BrokenProcessPool:
            processes = _processes(pool)
            _kill(pool)
            is_stuck = STUCK in [process.exitcode for process in processes]
            stuck = problem(machine(), "no-process.stuck", most=MOST_SECONDS)
            raise Rejected((stuck if is_stuck else problem(machine(), "no-process"),)) from None
        except BaseException:
            _kill(pool)
            raise


def check_memory_limit() -> None:
    """Raises Rejected where a process may have less memory than any book takes: libraries abort then, or wait."""
    if sys.platform == "win32":
        return
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if 0 <= limit < LEAST_MEMORY:  # infinity is negative
        allowed, least = limit // 1_000_000, LEAST_MEMORY // 1_000_000
        raise Rejected((problem(machine(), "no-memory.limit", limit=allowed, least=least),))


def _kill(pool: ProcessPoolExecutor) -> None:
    """Kills the processes of a pool, and waits until its thread has ended.

    That thread closes a pipe to which Python writes when it ends, which can fail with "Bad file descriptor".
    """
    thread = cast("threading.Thread | None", pool._executor_manager_thread)  # noqa: SLF001, no public way to it
    processes = _processes(pool)
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
    for process in processes:
        process.join()  # Python takes a thread for ended if Ctrl-C came while it waited for that
    if thread is not None:
        thread.join()


def _processes(pool: ProcessPoolExecutor) -> "list[BaseProcess]":
    return list((pool._processes or {}).values())  # noqa: SLF001, none before Python 3.14 to those of one pool


@contextmanager
def ended_if_stuck() -> Iterator[None]:
    """Ends this process if the block takes two minutes: also in C, where nothing can be interrupted."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(MOST_SECONDS, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def ctrl_c_postponed() -> Iterator[None]:
    """Holds Ctrl-C back in the block, which starts processes: these cannot leave it to their parent at once."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_ctrl_c_to_parent() -> None:
    """Makes this process ignore Ctrl-C, also if it came while the process was being started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def process_context() -> "ForkContext | SpawnContext":
    """Returns how processes start: by fork where that works, since they then inherit all loaded modules.

    Other threads may hold locks at that moment, such as that of a module being imported. In a fork they would stay
    locked for ever, so a program with several threads spawns its processes, which takes half a second.
    """
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork") if can_fork else get_context("spawn")


def _start(start: Callable[[], None], folder: Path) -> None:
    """Prepares a new process: it leaves Ctrl-C to its parent, and ends with it."""
    leave_ctrl_c_to_parent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    atexit.register(os._exit, 0)  # as a fork ends: WeasyPrint's objects fail while Python takes its modules down
    tempfile.tempdir = str(folder)
    gc.disable()  # scanning the boxes of a layout takes a tenth of its time; the layout collects them itself
    gc.freeze()  # inherited objects must not be finalised here: a pool among them would wait forever for its lock
    start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
