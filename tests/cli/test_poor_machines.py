"""What a machine lacks is said in a sentence with a remedy, and is no mistake in the program."""

import os
import re
import sys
from pathlib import Path

import pytest

from handbook.cli import commands as cli
from handbook.layout.worker import Worker
from handbook.products.run import open_run
from handbook.setup import packages
from handbook.setup.errors import SetupFailed
from handbook.support import processes
from tests.books import SEED, build


@pytest.mark.skipif(sys.platform != "linux", reason="only a forked process has what this test changes")
@pytest.mark.usefixtures("own_cache")
def test_a_process_that_the_system_has_ended_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it does where memory runs out."""
    monkeypatch.setattr(Worker, "lay_out", lambda *_: os._exit(9))
    assert build(SEED, tmp_path / "output", "check", "--quiet") == 1
    said = capsys.readouterr().err
    assert "this machine: error: the system has ended a process of the program" in said and "Traceback" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="only a forked process has what this test changes")
def test_a_process_that_never_comes_back_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As one may that reads a damaged file in C; here it searches, in which Python cannot interrupt it either."""
    monkeypatch.setattr(processes, "MOST_SECONDS", 0.1)
    monkeypatch.setattr(Worker, "lay_out", lambda *_: re.fullmatch("(a|a)*b", "a" * 40))
    assert build(SEED, tmp_path / "output", "check", "--quiet") == 1
    said = capsys.readouterr().err
    assert "this machine: error: a process of the program was busy" in said and "Traceback" not in said


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(12, "Cannot allocate memory"),
        RuntimeError("can't start new thread"),
        OSError("libpdfium.so: failed to map segment from shared object"),
    ],
)
def test_memory_that_is_refused_is_a_problem(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setitem(cli.COMMANDS, "check", refuse)
    assert build(SEED, tmp_path / "output", "check") == 1
    assert "this machine: error: there is too little memory [no-memory]" in capsys.readouterr().err


def test_a_limit_that_leaves_too_little_memory_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (300_000_000, 300_000_000))
    assert build(SEED, tmp_path / "output", "check") == 1
    said = capsys.readouterr().err
    assert "300 MB of memory here, and this one needs 500 MB" in said and "ulimit -v" in said


def test_a_machine_without_limits_is_not_refused() -> None:
    processes.check_memory_limit()


def test_a_cache_that_cannot_be_written_is_a_warning(tmp_path: Path) -> None:
    """As one of another user, or on a disk that is full."""
    (tmp_path / "cache").write_text("a file where the folder should be", "utf-8")
    with open_run(SEED, None, tmp_path / "cache", None, lambda event: None) as run:
        (problem,) = run.problems
    assert (problem.id, problem.severity) == ("no-cache", "warning") and "HANDBOOK_CACHE" in problem.remedy
    with open_run(SEED, None, tmp_path / "other", None, lambda event: None) as run:
        assert run.problems == []


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages on the path of Python that has one which the program needs."""
    (tmp_path / "yaml").mkdir()
    (tmp_path / "yaml" / "__init__.py").write_text("x = 1", "utf-8")
    info = tmp_path / "PyYAML-6.0.dist-info"
    info.mkdir()
    (info / "RECORD").write_text("yaml/__init__.py,sha256=0,5\n../x.pyc,,\n", "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


def test_packages_that_are_whole_are_not_blamed(environment: Path) -> None:
    packages.check_packages()


@pytest.mark.parametrize("damage", ["emptied", "gone", "no list"])
def test_emptied_packages_are_named_with_what_to_do(environment: Path, damage: str) -> None:
    file = (
        next(environment.glob("*.dist-info")) / "RECORD"
        if damage == "no list"
        else environment / "yaml/__init__.py"
    )
    file.write_bytes(b"") if damage != "gone" else file.unlink()
    with pytest.raises(SetupFailed, match=r"missing or have changed: pyyaml\.\n.* anew"):
        packages.check_packages()


def test_a_failure_in_a_damaged_package_is_no_mistake_in_the_program(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise AttributeError("module 'yaml' has no attribute 'compose'")

    (environment / "yaml/__init__.py").unlink()
    monkeypatch.setitem(cli.COMMANDS, "check", fail)
    with pytest.raises(SetupFailed, match="pyyaml"):
        build(SEED, tmp_path / "output", "check")
