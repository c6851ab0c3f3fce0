"""What is kept for the next build, and for how long."""

import os
from pathlib import Path

from handbook.support.cache import Store
from tests.books import ROOT


def test_what_is_of_no_use_for_longest_is_taken_away(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for number in range(5):
        store.put(f"{number}", b"x" * 968)
        os.utime(store.folder / f"{number}", (number, number))
    assert store.get("1") == b"x" * 968  # of use now
    store.trim(2000)
    assert sorted(os.listdir(store.folder)) == ["1", "4"]


def test_the_project_carries_no_cache() -> None:
    assert ".cache/" in (ROOT / ".gitignore").read_text("utf-8").split()
