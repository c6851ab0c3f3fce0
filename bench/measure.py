"""Times whole processes in turn, and asks how much memory their trees take."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import psutil

PAUSE = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Measured:
    """The median of the seconds that a command took, and the most memory that it and its children held, in MB."""

    seconds: float
    memory: float


@dataclass(frozen=True)
class Task:
    """A command, and what has to be done before it, which is not timed."""

    command: Sequence[str]
    prepare: Callable[[], None]


def measure(tasks: Mapping[str, Task], runs: int) -> dict[str, Measured]:
    """Every command ``runs`` times, in turn, so that a slow minute hits all alike; once more for memory.

    Raises:
        CalledProcessError: a command fails.
    """
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            task.prepare()
            start = time.monotonic()
            subprocess.run(task.command, check=True, capture_output=True)
            seconds[name].append(time.monotonic() - start)
    return {name: Measured(median(seconds[name]), _peak(task)) for name, task in tasks.items()}


def _peak(task: Task) -> float:
    """Memory that processes share counts once: each has its part of it."""
    most = 0
    task.prepare()
    process = psutil.Popen(task.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, sum(map(_held, [process, *_children(process)])))
        time.sleep(PAUSE)
    return most / 1e6


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _held(process: psutil.Process) -> int:
    try:
        held = process.memory_full_info()
        return int(getattr(held, "pss", 0) or held.rss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
