"""Ends what takes too long because of a file from outside, where the system can interrupt it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from handbook.support.problems import Problem, Rejected

MOST = 60  # seconds; a section takes a tenth of a second, and one of many pages some seconds


@contextmanager
def limited_time(too_slow: Problem | None) -> Iterator[None]:
    """Interrupts its block after a minute, in a main thread, if there is a problem to tell then.

    Raises:
        Rejected: it took too long.
    """
    can_interrupt = hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()
    if not (too_slow and can_interrupt):
        yield
        return

    def interrupt(*_: object) -> None:
        raise Rejected((too_slow,))

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, MOST, 1)  # and each second again: a callback of C swallows what is raised
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
