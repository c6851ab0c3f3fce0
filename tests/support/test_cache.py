"""What is kept for the next build, and for how long."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handbook.support.cache import Cache
from tests.books import ROOT


def test_what_is_of_no_use_for_longest_is_taken_away(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "store")
    for number in range(5):
        cache.put(f"{number}", b"x" * 968)
        os.utime(cache.folder / f"{number}", (number, number))
    assert cache.get("1") == b"x" * 968  # of use now
    cache.trim(2000)
    assert sorted(os.listdir(cache.folder)) == ["1", "4"]


def test_a_file_that_another_run_takes_away_first_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "store")
    for number in range(4):
        cache.put(f"{number}", b"x")
    list_files = os.scandir

    @contextmanager
    def listed_late(folder: Path) -> Iterator[Iterator["os.DirEntry[str]"]]:
        with list_files(folder) as entries:
            found = list(entries)
        os.unlink(found[1].path)
        yield iter(found)

    monkeypatch.setattr("handbook.support.cache.os.scandir", listed_late)
    cache.trim(0)
    assert os.listdir(cache.folder) == []


def test_the_project_carries_no_cache() -> None:
    assert ".cache/" in (ROOT / ".gitignore").read_text("utf-8").split()
