"""What Ctrl-C does while a command runs."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

# Ctrl-C may end these at any moment: they write only what a kill leaves whole. Others have something to finish.
AT_ONCE = ("build", "check", "mail")
SHOW_CURSOR = b"\x1b[?25h"  # which a bar hides


@contextmanager
def ctrl_c_handled(command: str, code: int, stopped: str) -> Iterator[None]:
    """Makes Ctrl-C end the process at once with an exit code, or interrupt a command that has something to finish.

    In the first case ``stopped`` is printed.

    A ``KeyboardInterrupt`` can come anywhere, and ends badly where a module in C is being imported, which aborts,
    or an object is finalised, which prints a traceback and goes on. Only ``build.py`` gives the process away, with
    the handler of the system; in any other program the handler stays as it is.
    """

    def end(*_: object) -> None:
        try:  # straight to the terminal, as a line may just be being printed
            if os.isatty(1):
                os.write(1, SHOW_CURSOR)
            os.write(2, f"\n{stopped}\n".encode())
        finally:
            os._exit(code)

    before = signal.getsignal(signal.SIGINT)
    if before != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGINT, end if command in AT_ONCE else signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
