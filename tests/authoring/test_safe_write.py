"""A save waits for an editor that is still writing, and leaves nothing behind."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.authoring import safe_write
from handbook.authoring.safe_write import ABANDONED, MARK, read_still, write

WHOLE = b"title: Een\nperson: Twee\n"
LONG_AGO = time.time() - 2 * ABANDONED


@pytest.fixture(autouse=True)
def _as_for_an_editor(monkeypatch: pytest.MonkeyPatch, _files_stand_still: None) -> None:
    monkeypatch.setattr(safe_write, "STILL", 1.0)


def test_a_file_that_an_editor_writes_slowly_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands there half, then whole, then has not changed for a while."""
    file = tmp_path / "a.yaml"
    file.write_bytes(WHOLE[:9])
    later: list[Callable[[], object]] = [
        lambda: file.write_bytes(WHOLE),
        lambda: os.utime(file, (LONG_AGO, LONG_AGO)),
    ]
    monkeypatch.setattr(safe_write, "sleep", lambda _: later.pop(0)())
    assert read_still(file) == WHOLE and not later


def test_a_file_that_goes_on_changing_is_not_saved_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(WHOLE)
    monkeypatch.setattr(safe_write, "sleep", lambda _: file.touch())
    with pytest.raises(FileExistsError):
        read_still(file)


def test_what_this_program_has_just_written_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(WHOLE)
    write(file, WHOLE, "title: Drie\n")
    monkeypatch.setattr(safe_write, "sleep", None)
    assert read_still(file) == b"title: Drie\n"


def test_what_a_killed_save_left_is_cleared(tmp_path: Path) -> None:
    file, left, other, running = (tmp_path / name for name in ("a.yaml", f"{MARK}x", ".tmpx", f"{MARK}y"))
    for path in (file, left, other, running):
        path.write_bytes(WHOLE)
    for path in (left, other):
        os.utime(path, (LONG_AGO, LONG_AGO))
    write(file, WHOLE, "title: Drie\n")
    assert {*tmp_path.iterdir()} == {file, other, running}
