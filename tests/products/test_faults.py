"""Builds are killed at any moment: the files in output/ are always whole, and the next build removes the rest.

``python3 build.py test --long`` kills 200 times instead of 20.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.products.delivery import deliver
from handbook.products.model import Product
from handbook.support.messages import message
from tests.books import ROOT, SEED, build, change, copy_seed, files, write

HIDDEN = {".lock", ".products", ".made-with"}
KILLED = -getattr(signal, "SIGKILL", -1)  # the exit code; on Windows it is 1
STOPPED = 130  # the exit code, which a shell also shows for a program that SIGINT ends

# Delivers two editions of five products in turn, for ever, and says so each time.
DELIVER = """
import itertools, sys
from pathlib import Path
from handbook.products.delivery import deliver
from handbook.products.model import Product
for turn in itertools.count():
    letter = b"AB"[turn % 2:][:1]
    products = [Product("email", f"{number}.pdf", letter * 200_000, 1, 0) for number in range(5)]
    products += [Product("email", f"only-{letter.decode()}.pdf", letter, 1, 0)]
    deliver(products, Path(sys.argv[1]), full=True)
    print(turn, flush=True)
"""


BUILD = "import sys, build; print(flush=True); sys.exit(build.main())"


def _start(code: str, *arguments: str | Path, temporary: Path | None = None) -> "subprocess.Popen[str]":
    folder = {"TMPDIR": str(temporary), "TEMP": str(temporary)} if temporary else {}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, **folder},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _kills(request: pytest.FixtureRequest) -> Iterator[float]:
    """Moments between 0 and 1, a tenth of them at whole builds, which take seconds."""
    chance = random.Random(6)
    for _ in range(180 if request.config.getoption("--long") else 16):
        yield chance.random()


def test_a_delivery_killed_at_any_moment_leaves_whole_files(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for moment in _kills(request):
        process = _start(DELIVER, tmp_path)
        assert process.stdout is not None and process.stdout.readline() == "0\n"
        time.sleep(moment * 0.1)  # any moment will do: it delivers all the time
        process.kill()
        assert process.communicate()[1] == ""
        contents = files(tmp_path)
        whole = (b"A" * 200_000, b"B" * 200_000)
        assert all(contents[f"{number}.pdf"] in whole for number in range(5))
        assert contents.keys() - HIDDEN - {"only-A.pdf", "only-B.pdf"} == {f"{number}.pdf" for number in range(5)}
    deliver([Product("email", "new.pdf", b"new", 1, 0)], tmp_path, full=True)
    assert {path.name for path in tmp_path.iterdir()} == {"new.pdf"} | HIDDEN


@pytest.mark.parametrize("way", ["killed", "stopped"])
def test_a_build_that_ends_at_any_moment_damages_nothing(
    tmp_path: Path, way: str, request: pytest.FixtureRequest
) -> None:
    if way == "stopped" and sys.platform == "win32":
        pytest.skip("Windows sends Ctrl-C to a whole window, not to one process")
    content, output = copy_seed(tmp_path / "book"), tmp_path / "output"
    assert build(content, output, "--only", "email", "--quiet") == 0
    old = files(output)
    change(content / "handbook.yaml", "Ervaringen", "Verhalen")
    start = time.monotonic()
    assert _builds(content, tmp_path / "other") == (0, "")
    takes, new = time.monotonic() - start, files(tmp_path / "other")
    chance, codes = random.Random(7), (0, KILLED) if way == "killed" else (0, STOPPED, -signal.SIGINT)
    for _ in range(10 if request.config.getoption("--long") else 2):
        process = _builder(content, output)
        time.sleep(chance.random() * takes)
        if way == "killed":
            process.kill()
        else:
            process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode in codes and said.strip() in ("", message("result.stopped"))
        found = files(output)
        assert all(found[name] in (old[name], new[name]) for name in old.keys() - HIDDEN)
    assert _builds(content, output) == (0, "")
    assert files(output).keys() == new.keys() and not (output / ".new").exists()
    assert not list(tmp_path.glob("handbook-*")) and not list(tmp_path.glob("weasyprint-*"))


def _builder(content: Path, output: Path) -> "subprocess.Popen[str]":
    """Starts a build; returns when Python itself, which can be stopped badly, has started."""
    folders: list[str | Path] = ["--content", content, "--output", output]
    process = _start(BUILD, "--only", "email", "--quiet", *folders, temporary=output.parent)
    assert process.stdout is not None and process.stdout.readline() == "\n"
    return process


def _builds(content: Path, output: Path) -> tuple[int, str]:
    process = _builder(content, output)
    _, errors = process.communicate()
    return process.returncode, errors


def test_two_builds_at_once_deliver_one_after_the_other(tmp_path: Path) -> None:
    both = [_start(DELIVER, tmp_path) for _ in range(2)]
    for turn in range(20):
        for process in both:
            assert process.stdout is not None and process.stdout.readline() == f"{turn}\n"
    for process in both:
        process.kill()
        assert process.communicate()[1] == ""
    assert all(found[:1] * len(found) == found for name, found in files(tmp_path).items() if name not in HIDDEN)


LIMITED = """
import resource, sys
from handbook.cli.commands import main
from handbook.products import delivery
def full(*arguments, then=getattr(delivery, sys.argv[3], None), **more):
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    return then(*arguments, **more)
if sys.argv[3] == "start":
    full(then=lambda: None)
else:
    setattr(delivery, sys.argv[3], full)
folders = ["--content", sys.argv[1], "--output", sys.argv[2]]
sys.exit(main(["--quiet", "--only", "print", *folders]))
"""
ROOM = {
    "start": "this machine: error: a file cannot be written (File too large) [no-room]",
    "deliver": "output: error: the products cannot be written (File too large) [no-output]",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not limit the size of a process's files")
@pytest.mark.parametrize("moment", ROOM)
def test_a_disk_that_is_full_from_some_moment_on_changes_nothing(tmp_path: Path, moment: str) -> None:
    content, output = write(tmp_path / "book", [{}]), tmp_path / "output"
    assert build(content, output, "--only", "print", "--quiet") == 0
    before = files(output)
    (content / "handbook.yaml").write_text("title: Proef\nsubtitle: Nieuw\n", "utf-8")
    process = _start(LIMITED, content, output, moment)
    _, said = process.communicate()
    assert process.returncode == 1 and ROOM[moment] in said
    assert files(output) == before and not (output / ".new").exists()


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that other users may enter, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bit that makes a folder read-only")
def test_a_folder_that_may_not_be_written_keeps_its_products(elsewhere: Path) -> None:
    output = elsewhere / "output"
    deliver([Product("email", "a.pdf", b"old", 1, 0)], output, full=True)
    output.chmod(0o555)
    before, me = files(output), os.geteuid()
    if me == 0:  # root may write anything
        os.seteuid(65534)
    try:
        with pytest.raises(PermissionError):
            deliver([Product("email", "a.pdf", b"new", 1, 0)], output, full=True)
    finally:
        os.seteuid(me)
    output.chmod(0o755)
    assert files(output) == before


def test_a_product_that_is_open_elsewhere_is_a_problem_and_none_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on Windows, where a file that a reader has open cannot be replaced."""
    output = tmp_path / "output"
    assert build(SEED, output, "--only", "email", "print", "--quiet") == 0
    before, replace = files(output), os.replace

    def held(source: Path, target: Path) -> None:
        if target.name == "goed-werk-print.pdf" and source.parent.name == ".new":
            raise PermissionError(13, "The process cannot access the file")
        replace(source, target)

    monkeypatch.setattr(os, "replace", held)
    content = write(tmp_path / "book", [{}], title="Goed werk")
    assert build(content, output, "--only", "email", "print", "--quiet") == 1
    assert "that no product is open in another program" in capsys.readouterr().err
    assert files(output) == before and not (output / ".new").exists()


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"TZ": "x"}]
)
def test_a_poor_terminal_still_gets_the_problems(tmp_path: Path, environment: dict[str, str]) -> None:
    content = write(tmp_path / "één map 🙂", [{"titel": "Café – naïef"}])
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "check", "--content", content],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii", **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1 and b"error: unknown field 'titel'" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not remove a folder in which a process is")
def test_a_current_folder_that_is_gone_changes_nothing(tmp_path: Path) -> None:
    cwd = tmp_path / "gone"
    cwd.mkdir()
    code = f"import os, sys; os.chdir({str(cwd)!r}); os.rmdir({str(cwd)!r}); sys.path.insert(0, {str(ROOT)!r})\n"
    code += "from handbook.cli.commands import main; sys.exit(main(['--quiet', '--only', 'email', *sys.argv[1:]]))"
    content = write(tmp_path / "book", [{}])
    done = subprocess.run(
        [sys.executable, "-c", code, "--content", content, "--output", tmp_path / "output"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "output" / "proef-email.pdf").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux lists the processes there")
def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
    """Its worker processes end with it, if it is killed during layout."""
    content = write(tmp_path / "book", [{}] * 6)
    command = [sys.executable, ROOT / "build.py", "--quiet", "--content", content, "--output", tmp_path / "out"]
    build = subprocess.Popen([str(part) for part in command], start_new_session=True)
    helpers: list[int] = []
    while not helpers and build.poll() is None:
        helpers = children(build.pid)
        time.sleep(0.01)
    build.kill()
    build.wait()
    assert helpers
    end = time.monotonic() + 20
    while any(map(alive, helpers)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(alive, helpers))


def children(process: int) -> list[int]:
    """The processes that a process started; of Linux alone, which is where this is tried."""
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in path.read_text().split()] if path.exists() else []


def alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
