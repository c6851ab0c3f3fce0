"""The products depend on the content only, and not on the day or the machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.books import ROOT, build, copy_seed, write

# Builds everything that can be built, on the day that its first argument says.
BUILD = """
import sys, time_machine
from handbook.cli.commands import main
day, content, output = sys.argv[1:]
with time_machine.travel(day):
    for command in (["build"], ["mail"], ["--case", "verhaal-1"]):
        assert main([*command, "--quiet", "--content", content, "--output", output]) == 0
"""


def _built(day: str, content: Path, output: Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    done = subprocess.run(
        [sys.executable, "-c", BUILD, day, content, output],
        env={**os.environ, "PYTHONPATH": str(ROOT), "HANDBOOK_CACHE": f"{output}-cache", **environment},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in output.iterdir()}


@pytest.mark.parametrize("binding", ["saddle-stitch", "perfect"])
def test_two_days_and_two_folders_give_the_same_bytes(tmp_path: Path, binding: str) -> None:
    portrait = {"file": "a.jpg", "alt": "Iemand lacht."}
    cases = [{"portrait": portrait, "experience": "Zie [de gids](https://example.org/gids)."}] * 2 + [{}] * 2
    original = write(tmp_path / "here", cases, print={"binding": binding, "paper": 500, "bulk": 1.1})
    (original / "images").mkdir()
    Image.effect_mandelbrot((640, 480), (-2, -1, 1, 1), 80).convert("RGB").save(original / "images" / "a.jpg")
    copy = Path(shutil.copytree(original, tmp_path / "één map met spaties" / "inhoud"))
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
    here, there = {"TZ": "Europe/Amsterdam", "PYTHONHASHSEED": "1"}, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    one = _built("2026-11-24T09:00+01:00", original, tmp_path / "1", original, **here)
    from_elsewhere = Path(tmp_path.anchor)  # from where the names of files are absolute
    other = _built("2031-02-01T23:30+00:00", copy, tmp_path / "2", from_elsewhere, PYTHONHASHSEED="2", **there)
    assert one.keys() == other.keys() and len(one) >= 8
    assert [name for name in one if one[name] != other[name]] == []
    assert not any(str(tmp_path).encode() in data for data in one.values())


def test_a_date_that_is_none_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for epoch in ("yesterday", "99999999999999999999"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert build(copy_seed(tmp_path / epoch), tmp_path / "output") == 1
        assert f"SOURCE_DATE_EPOCH: error: '{epoch}' is not a date [no-date]" in capsys.readouterr().err
