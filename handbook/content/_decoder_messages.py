"""Catches what libtiff says of a damaged picture: it writes that to the terminal, whatever the program does."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

STDERR = 2
_ONE_AT_A_TIME = Lock()  # a process has one standard error


@contextmanager
def caught_messages() -> Iterator[list[str]]:
    """Yields a list that has the lines of decoders at the end of the block; it has none without a standard error.

    A file takes them: a decoder may say something of each row, and would wait for who reads a pipe.
    """
    lines: list[str] = []
    with _ONE_AT_A_TIME, tempfile.TemporaryFile() as caught:
        try:
            terminal = os.dup(STDERR)
        except OSError:  # a program without a terminal has closed it
            yield lines
            return
        os.dup2(caught.fileno(), STDERR)
        try:
            yield lines
        finally:
            os.dup2(terminal, STDERR)
            os.close(terminal)
            caught.seek(0)
            lines += caught.read().decode("utf-8", "replace").splitlines()
