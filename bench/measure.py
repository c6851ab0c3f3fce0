"""Measures the time of whole processes, and the memory of process trees."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import psutil

INTERVAL = 0.05  # seconds between two samples of the memory


@dataclass(frozen=True)
class Measured:
    """The median time of a command in seconds, and the peak memory of it and its children in MB."""

    seconds: float
    memory: float


@dataclass(frozen=True)
class Task:
    """A command, and its preparation, which is not timed."""

    command: Sequence[str]
    prepare: Callable[[], None]


def measure(tasks: Mapping[str, Task], runs: int) -> dict[str, Measured]:
    """Runs the commands in turn, ``runs`` times, so that a slow minute affects all alike; once more for memory.

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
    """The peak memory of a task in MB. Shared memory counts once: each process has its proportional part."""
    most = 0
    task.prepare()
    process = psutil.Popen(task.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, sum(map(_memory, [process, *_children(process)])))
        time.sleep(INTERVAL)
    return most / 1e6


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _memory(process: psutil.Process) -> int:
    try:
        memory = process.memory_full_info()
        return int(getattr(memory, "pss", 0) or memory.rss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
