"""What the tests of the set-up share: another system, and a record of the commands that would have been run."""

import os
import sys
from collections.abc import Callable, Sequence

import pytest

from handbook.setup import shell, start

Pretend = Callable[..., None]


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    """Makes the code see another platform, package manager and user."""

    def system(platform: str, manager: str = "", *, root: bool = False) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr("shutil.which", lambda name: name if name == manager else None)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)

    return system


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps what the program sets for the processes that it starts from those of later tests."""
    for name in (start.SAFE_PATH, start.NO_CURRENT_FOLDER):
        monkeypatch.setenv(name, "")


class Commands:
    """Records commands in place of running them; those with one of the ``failing`` words fail."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.failing: dict[str, str] = {}  # what the command writes, by the word

    def run(self, command: Sequence[str], keep_lock: bool = False) -> str:
        self.lines.append(" ".join(command))
        return next((output for word, output in self.failing.items() if word in command), "")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    recorder = Commands()
    monkeypatch.setattr(shell, "run_quietly", recorder.run)
    return recorder
