"""Runs the command again and again, each time in a process of its own, and measures what that costs.

``python -m tests.command_server`` is that server: it has loaded all modules once, and forks for each command.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.books import ROOT

PATIENCE = 600  # seconds after which a command hangs, on a machine that does much else
MOST_SECONDS = 60  # of processor time a process
MOST_ADDRESSES = 6_000_000_000  # bytes a process, for the sake of the machine; far above what is asserted


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (negative: the signal), what it printed, and what it cost.

    ``megabytes`` is the most memory of any of its processes, ``seconds`` the processor time of all of them.
    """

    code: int
    printed: str
    seconds: float
    megabytes: float


class CommandServer:
    """A process that runs commands one by one."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def run(self, *arguments: str) -> Ended:
        """Runs a command and waits until it has ended."""
        assert self.process.stdin and self.process.stdout
        print(json.dumps(arguments), file=self.process.stdin, flush=True)
        return Ended(**json.loads(self.process.stdout.readline()))


@contextmanager
def command_server(cache: Path) -> Iterator[CommandServer]:
    """Starts a server whose commands keep laid-out sections in the folder ``cache``."""
    environment = {**os.environ, "HANDBOOK_CACHE": str(cache), "PYTHONFAULTHANDLER": ""}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.command_server"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield CommandServer(process)
        assert process.stdin
        process.stdin.close()


def _serve() -> None:
    from handbook.cli import commands  # noqa: F401, loaded before the forks
    from handbook.layout.worker import preload_typesetter
    from handbook.pdf import assemble, editions, finalize  # noqa: F401, they too are loaded before the forks

    preload_typesetter()
    for line in sys.stdin:
        print(json.dumps(asdict(_run(json.loads(line)))), flush=True)


def _run(arguments: Sequence[str]) -> Ended:
    with tempfile.TemporaryFile() as printed:
        if (process := os.fork()) == 0:
            _become_command(arguments, printed.fileno())
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(process, signal.SIGKILL))
        signal.alarm(PATIENCE)
        _, status, cost = os.wait4(process, 0)
        signal.alarm(0)
        printed.seek(0)
        text = printed.read().decode("utf-8", "backslashreplace")
    return Ended(os.waitstatus_to_exitcode(status), text, cost.ru_utime + cost.ru_stime, cost.ru_maxrss / 1000)


def _become_command(arguments: Sequence[str], output: int) -> None:
    """Runs the command in this forked process, which then ends."""
    code = 99
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        from handbook.cli.commands import main

        code = main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except SystemExit as ended:  # of argparse
        code = ended.code if isinstance(ended.code, int) else 98
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()
