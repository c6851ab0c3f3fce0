"""What is kept for the next build, and for how long."""

import os
from pathlib import Path

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


def test_the_project_carries_no_cache() -> None:
    assert ".cache/" in (ROOT / ".gitignore").read_text("utf-8").split()
