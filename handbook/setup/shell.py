"""Runs a program without showing its output, and prints what is going on. Standard library only."""

import os
import subprocess
import sys
from collections.abc import Sequence

from handbook import resources
from handbook.support.messages import message


def isolated(python: str, *arguments: str) -> list[str]:
    """Returns a command that runs Python without code from the current folder, the user's folder or PYTHONPATH."""
    return [python, "-I", "-X", "utf8", *arguments]


def run_quietly(command: Sequence[str], keep_lock: bool = False) -> str:
    """Runs a command in the program's folder without showing its output; returns that if it failed, else nothing.

    With ``keep_lock`` the command inherits the lock of ``install``. When this process is killed, pip continues
    alone; the next build then waits for it instead of working against it.
    """
    process = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        cwd=resources.ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},  # a program in Python would write the code page of Windows
        close_fds=not keep_lock,
        check=False,
    )
    if process.returncode == 0:
        return ""
    return process.stdout.strip() or message("setup.ended-with", program=command[0], code=process.returncode)


def last_lines(output: str) -> str:
    """Returns the end of what a failed command wrote, without warnings."""
    lines = [line for line in output.splitlines() if not line.startswith("WARNING:")]
    return "\n".join(lines[-8:])


def print_progress(sentence: str) -> None:
    """Prints a sentence for the user to standard error, apart from the output of the program."""
    print(sentence, file=sys.stderr, flush=True)
