"""A file that another program has open for a moment is tried again; one that stays open is an error."""

from itertools import count
from pathlib import Path

import pytest

from handbook.support import held_files
from handbook.support.held_files import when_released


@pytest.fixture(autouse=True)
def paused(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Makes the code see Windows, and records its pauses in place of waiting."""
    pauses: list[float] = []
    monkeypatch.setattr(held_files, "PAUSES", (1, 2))
    monkeypatch.setattr("time.sleep", pauses.append)
    return pauses


def test_a_file_that_is_released_in_time_is_no_error(paused: list[float]) -> None:
    attempts = count()

    def read() -> str:
        if next(attempts) < 2:
            raise PermissionError(13, "The process cannot access the file")
        return "text"

    assert when_released(read) == "text" and paused == [1, 2]


def test_a_file_that_stays_open_is_an_error(paused: list[float]) -> None:
    def read() -> str:
        raise PermissionError(13, "The process cannot access the file")

    with pytest.raises(PermissionError):
        when_released(read)
    assert paused == [1, 2]


def test_another_error_is_raised_at_once(paused: list[float]) -> None:
    with pytest.raises(FileNotFoundError):
        when_released(Path("there is no such file").read_bytes)
    assert paused == []
