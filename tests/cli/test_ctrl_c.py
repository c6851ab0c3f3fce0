"""Ctrl-C ends a command without a trace. ``tests/products/test_faults.py`` tries a build at any moment."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.cli.ctrl_c import ctrl_c_handled
from handbook.support.messages import message
from tests.books import ROOT, write

HIDE_CURSOR, SHOW_CURSOR = b"\x1b[?25l", b"\x1b[?25h"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole window, not to one program")
@pytest.mark.usefixtures("own_cache")
def test_the_terminal_has_its_cursor_again(tmp_path: Path) -> None:
    """It is hidden while there is a bar."""
    try:
        ours, terminal = os.openpty()
    except OSError:
        pytest.skip("this machine has no devices for terminals, as a container without /dev/pts")
    content = write(tmp_path / "book", [{}] * 60)  # enough for the signal to come before its end
    process = subprocess.Popen(
        [sys.executable, ROOT / "build.py", "check", "--content", content],
        env={**os.environ, "TERM": "xterm-256color"},
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    )
    os.close(terminal)
    shown = b""
    while HIDE_CURSOR not in shown and (new := _read(ours)):
        shown += new
    os.killpg(process.pid, signal.SIGINT)
    while new := _read(ours):
        shown += new
    os.close(ours)
    assert process.wait() == 130
    assert message("result.stopped").encode() in shown and b"Traceback" not in shown
    assert shown.rindex(SHOW_CURSOR) > shown.rindex(HIDE_CURSOR)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 10_000)
    except OSError:  # nobody writes to it any more
        return b""


@pytest.mark.parametrize("handler", [signal.default_int_handler, signal.SIG_IGN])
def test_a_program_that_runs_a_command_keeps_its_own_way(handler: signal.Handlers) -> None:
    """As one that uses the library does, and a shell that runs a command in the background."""
    before = signal.signal(signal.SIGINT, handler)
    try:
        with ctrl_c_handled("build", 130, "Stopped."):
            assert signal.getsignal(signal.SIGINT) == handler
    finally:
        signal.signal(signal.SIGINT, before)
