"""Builds that the preview runs: their lines and exit codes, also of one that is stopped or killed."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from handbook.preview import _build_process
from handbook.preview import _payloads as payloads
from handbook.preview._build_job import BuildJob
from handbook.preview._build_process import Command, build_process

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has the latter only, which ends a process as surely


@pytest.fixture(autouse=True)
def _nothing_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_build_process, "PRELOADED", ())


def run(command: Command, folder: Path, scenario: Callable[[BuildJob], Awaitable[None]]) -> None:
    """Runs a scenario with a build that calls a command."""
    with build_process(command) as connection:

        async def start() -> None:
            await scenario(BuildJob(folder, folder, connection, lambda: None))

        with ThreadPoolExecutor(1) as thread:  # in this thread, the loop of the browser may be running
            thread.submit(asyncio.run, start()).result()


async def build(job: BuildJob) -> tuple[list[str], int | None]:
    """Starts a build and waits until it has ended; returns its lines and its exit code."""
    job.start(("build",))
    assert job.task
    await job.task
    return payloads.build(job, "en", "boek")["lines"], job.exit_code


def report(count: Path, arguments: Sequence[str], *, kill: bool = False) -> int:
    """Prints on both channels and fails; with ``kill``, another program ends the process the first time."""
    again = count.exists()
    count.touch()
    print("een\ntwee", flush=True)
    if kill and not again:
        os.kill(os.getpid(), KILL)
    print("drie", file=sys.stderr)
    return 3


def wait_for_ever(started: Path, arguments: Sequence[str]) -> int:
    started.touch()
    while True:
        time.sleep(1)


def test_the_lines_and_the_exit_code_of_each_build(tmp_path: Path) -> None:
    async def scenario(job: BuildJob) -> None:
        for _ in range(2):
            assert await build(job) == (["een", "twee", "drie"], 3)

    run(partial(report, tmp_path / "count"), tmp_path, scenario)


def test_after_a_killed_build_the_next_one_runs(tmp_path: Path) -> None:
    async def scenario(job: BuildJob) -> None:
        assert await build(job) in [(["een", "twee"], -KILL), (["een", "twee"], KILL)]  # the latter on Windows
        assert await build(job) == (["een", "twee", "drie"], 3)

    run(partial(report, tmp_path / "count", kill=True), tmp_path, scenario)


def test_a_build_is_stopped(tmp_path: Path) -> None:
    async def scenario(job: BuildJob) -> None:
        started = tmp_path / "started"
        for _ in range(2):  # the one after it is a new one
            job.start(("build",))
            while not started.exists():
                await asyncio.sleep(0.01)
            await job.stop()
            assert not job.running and job.exit_code == -signal.SIGTERM
            started.unlink()
        await job.stop()  # nothing is running

    run(partial(wait_for_ever, tmp_path / "started"), tmp_path, scenario)


def test_without_the_process_that_stays_a_build_fails(tmp_path: Path) -> None:
    """It says what has happened, and what to do."""

    async def scenario(job: BuildJob) -> None:
        job.process.close()
        lines, code = await build(job)
        assert code == 1
        assert "another program has ended a process of the preview" in lines[0]

    run(partial(report, tmp_path / "count"), tmp_path, scenario)
