"""Ends what takes too long because of a file from outside, on every system."""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from handbook.support.problems import Problem, Rejected

MOST = 60  # seconds; a section takes a tenth of a second, and one of many pages some seconds


class _TooSlow(Rejected):
    """What is raised in the middle of the block; it has to be made without arguments."""

    def __init__(self) -> None:
        super().__init__(())


@contextmanager
def limited_time(too_slow: Problem | None) -> Iterator[None]:
    """Interrupts its block after a minute, if there is a problem to tell then.

    Raises:
        Rejected: it took too long.
    """
    if too_slow is None:
        yield
        return
    # Plain locks: the error may be raised within anything that is written in Python, such as an Event.
    ended, gone = threading.Lock(), threading.Lock()
    ended.acquire()
    gone.acquire()
    thread = threading.get_ident()
    threading.Thread(target=_interrupt, args=(thread, ended, gone), daemon=True).start()
    try:
        try:
            yield
        finally:
            ended.release()
            gone.acquire()
            _reach_a_step()  # at which comes what was raised too late
    except _TooSlow:
        raise Rejected((too_slow,)) from None


def _interrupt(thread: int, ended: threading.Lock, gone: threading.Lock) -> None:
    """Interrupts a thread before its next step in Python, after a minute and then each second.

    Once may not be enough, as a callback of C swallows what is raised in it. It goes on until the lock ``ended``
    is free, and then releases ``gone``.
    """
    wait: float = MOST
    while not ended.acquire(timeout=wait):
        # It could also take an error back, but a traced or profiled thread of Python 3.11 hangs after that.
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_TooSlow))
        wait = 1
    gone.release()


def _reach_a_step() -> None:
    """Does nothing: what another thread raises in this one comes as a function begins, if not before."""
