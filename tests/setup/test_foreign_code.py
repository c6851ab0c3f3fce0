"""Files that lie in the folder where the user stands are never run, whatever their names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.setup import shell
from tests.books import ROOT

NAMES = ("json", "pickle", "pip", "signal", "venv")  # modules that Python imports as it starts others
SPAWN = """
import gc, os, sys, threading
import build
from handbook.cli import commands
from handbook.support.processes import worker_pool

def main():
    threading.Thread(target=threading.Event().wait, daemon=True).start()  # with a thread processes are spawned
    with worker_pool(gc.disable, 1) as pool:
        return pool.submit(os.getpid).result() == os.getpid()

commands.main = main
if __name__ == "__main__":
    sys.exit(build.run())
"""


@pytest.fixture
def traps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with modules that say so when they are run."""
    folder = tmp_path / "traps"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.py").write_text("raise SystemExit('a file of the current folder was run')", "utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_processes_that_are_spawned_do_not_take_code_from_there(traps: Path, tmp_path: Path) -> None:
    script = tmp_path / "program" / "spawn.py"
    script.parent.mkdir()
    script.write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{SPAWN}", "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_program_starts_where_no_folder_but_its_own_has_code(traps: Path) -> None:
    """As it is restarted in .venv, where the variables of Python have no effect either."""
    environment = {**os.environ, "PYTHONPATH": str(traps)}
    command = [sys.executable, "-I", str(ROOT / "build.py"), "--version"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("handbook ")


@pytest.mark.parametrize("path", [":", "../traps"])
def test_a_path_of_python_that_leads_there_does_not_run_it(
    traps: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """As ``export PYTHONPATH=$PYTHONPATH:`` makes it, which many have in a file of their shell."""
    monkeypatch.setenv("PYTHONPATH", path.replace(":", os.pathsep))
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    command = [sys.executable, str(ROOT / "build.py"), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("handbook ")


def test_set_up_runs_neither_files_from_there_nor_from_pythonpath(
    traps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(traps))
    assert shell.run_quietly(shell.isolated(sys.executable, "-c", "import json, pickle, venv")) == ""
    code = f"import os; assert os.getcwd() == {str(ROOT)!r}, os.getcwd()"
    assert shell.run_quietly(shell.isolated(sys.executable, "-c", code)) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not remove a folder in which a process is")
def test_set_up_works_where_the_current_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert shell.run_quietly(shell.isolated(sys.executable, "-c", "import os; os.getcwd()")) == ""
