"""One command prepares a machine, repairs an interrupted set-up, and says what only the user can do."""

import ast
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import build
from handbook.setup import debian_download, install, libraries, shell, start, system_packages, venv
from handbook.setup.errors import SetupFailed
from tests.setup.conftest import Pretend

ROOT = Path(build.__file__).parent
LOCKS = [ROOT / start.LOCK, ROOT / start.TEST_LOCK]


class Restarted(BaseException):
    """Raised instead of replacing this process by the restarted command."""


class Machine:
    """A checkout whose lock pins two packages, and a record of the commands that would have been run in it."""

    def __init__(self, root: Path) -> None:
        self.root, self.venv = root, root / ".venv"
        self.commands: list[str] = []
        self.failing: tuple[str, ...] = ()
        self.write_lock("1.0")

    def write_lock(self, version: str) -> None:
        """Pin this version."""
        lines = f"some-thing=={version} \\\n    --hash=sha256:0\nonly-there==2 ; sys_platform == 'nowhere' \\\n"
        for name in (start.LOCK, start.TEST_LOCK):
            (self.root / name).write_text(lines, encoding="utf-8")

    def run(self, command: Sequence[str], keep_lock: bool = False) -> str:
        """Create the files that venv and pip would create."""
        self.commands.append(" ".join(command))
        if any(word in self.commands[-1] for word in self.failing):
            return "E: it did not work"
        if "venv" in command:
            shutil.rmtree(self.venv, ignore_errors=True)
            python = Path(venv.interpreter_path(str(self.venv)))
            python.parent.mkdir(parents=True)
            python.touch(0o755)
            (self.venv / "lib").mkdir()
            (self.venv / "pyvenv.cfg").write_text("home = /usr/bin\n", "utf-8")
        if "pip" in command:
            version = next(iter(venv.pinned_versions(command[-1]).values()))
            site = self.venv / "lib" / "python3" / "site-packages"
            (site / f"Some_Thing-{version}.dist-info").mkdir(parents=True, exist_ok=True)
        return ""

    def build(self, *arguments: str) -> str:
        """Return ``restarted`` if the command was restarted in the environment, ``here`` if not."""
        try:
            start.ensure(str(self.root), list(arguments))
        except Restarted:
            return "restarted"
        return "here"

    def steps(self) -> list[str]:
        """The commands since the last call, shortened."""
        short = ["venv" if "-m venv" in line else "pip" if "-m pip" in line else line for line in self.commands]
        self.commands.clear()
        return short


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine on which only the packages are missing."""
    machine = Machine(tmp_path)

    def restart(venv: str, restarts: int) -> None:
        raise Restarted

    monkeypatch.setattr(start, "restart_in", restart)
    monkeypatch.setattr(shell, "run_quietly", machine.run)
    monkeypatch.setattr(libraries, "missing_libraries", list)
    monkeypatch.setattr(libraries, "check_packaged_libraries", lambda: None)
    monkeypatch.setattr(system_packages, "missing_programs", list)
    monkeypatch.setattr(install, "has_ensurepip", lambda: True)
    return machine


def test_an_interpreter_that_has_the_packages_is_used_as_it_is(machine: Machine) -> None:
    for lock in LOCKS:
        (machine.root / lock.name).write_bytes(lock.read_bytes())
    assert machine.build("test") == "here"
    assert machine.steps() == []
    assert not machine.venv.exists()


def test_a_start_with_nothing_to_do_imports_nothing_slow() -> None:
    """Importing pathlib alone takes longer than all the rest, and a build starts two interpreters."""
    code = "import sys, handbook.setup.start; print(*sys.modules)"
    process = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert not {"pathlib", "typing", "subprocess", "ctypes", "importlib.metadata"} & set(process.stdout.split())


def test_a_missing_package_creates_an_environment_once(machine: Machine) -> None:
    assert machine.build() == "restarted"
    assert "--require-hashes" in machine.commands[1]
    assert machine.steps() == ["venv", "pip"]
    assert machine.build() == "restarted"
    assert machine.steps() == []


def test_a_newer_lock_brings_the_environment_up_to_date(machine: Machine) -> None:
    machine.build()
    machine.steps()
    machine.write_lock("2.0")
    machine.build()
    assert machine.steps() == ["pip"]


def _replace(path: Path, data: bytes | None = None) -> None:
    """Puts a file, or nothing, in the place of a file or folder."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if data is not None:
        path.write_bytes(data)


DAMAGES: Mapping[str, Callable[[Path], object]] = {
    "killed in pip": lambda venv: _replace(venv / "whole"),
    "other Python": lambda venv: _replace(venv / "whole", b"cpython-39"),
    "no stamp": lambda venv: _replace(venv / "whole", b"\xff\xfe"),
    "no Python": lambda venv: _replace(venv / "bin" / "python"),
    "empty Python": lambda venv: _replace(venv / "bin" / "python", b""),
    "no settings": lambda venv: _replace(venv / "pyvenv.cfg"),
    "damaged settings": lambda venv: _replace(venv / "pyvenv.cfg", b"home\xff"),
    "no packages": lambda venv: _replace(venv / "lib"),
    "a file for packages": lambda venv: _replace(venv / "lib", b""),
}


@pytest.mark.skipif(sys.platform == "win32", reason="the folders of an environment have other names there")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_environment_is_created_again(machine: Machine, damage: str) -> None:
    machine.build()
    machine.steps()
    DAMAGES[damage](machine.venv)
    assert machine.build() == "restarted"
    assert machine.steps() == ["venv", "pip"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes as files")
def test_no_pipe_is_left_in_an_environment_that_is_created_anew(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's venv leaves it there, and waits for it."""
    machine.venv.mkdir()
    os.mkfifo(machine.venv / "pyvenv.cfg")
    monkeypatch.setattr(shell, "run_quietly", lambda *_, **__: "a pipe" if machine.venv.exists() else "")
    install.create_environment(str(machine.venv))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells programs by their suffix")
def test_a_python_that_cannot_be_started_is_said(tmp_path: Path) -> None:
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_bytes(b"\0")
    python.chmod(0o755)
    with pytest.raises(SetupFailed, match=r"cannot be started .*\n?Remove that folder"):
        start.restart_in(str(tmp_path), 0)


def test_a_failed_installation_says_what_to_do_and_is_tried_again(machine: Machine) -> None:
    machine.failing = ("pip",)
    with pytest.raises(SetupFailed, match=r"did not work\n\n.*Run this again"):
        machine.build()
    machine.steps()
    machine.failing = ()
    assert machine.build() == "restarted"
    assert machine.steps() == ["venv", "pip"]


def test_an_interrupted_installation_ends_without_a_traceback(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(command: Sequence[str], keep_lock: bool = False) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(shell, "run_quietly", stop)
    with pytest.raises(SetupFailed, match="to go on"):
        machine.build()


def test_it_does_not_restart_forever(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.build()
    monkeypatch.setenv(start.RESTARTS, "2")
    with pytest.raises(SetupFailed, match=r"lacks some-thing==1\.0"):
        machine.build()


@pytest.mark.skipif(sys.platform == "win32", reason="a lock there belongs to the process, this test has only one")
def test_of_two_builds_at_once_one_waits_for_the_other_to_set_up(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, lock = str(machine.venv), str(machine.root / start.LOCK)
    said: queue.Queue[str] = queue.Queue()
    monkeypatch.setattr("handbook.setup.shell.print_progress", said.put)
    with install.exclusive_lock(f"{folder}.lock"):
        second = threading.Thread(target=install.set_up, args=(folder, lock, False))
        second.start()
        install.create_environment(folder)
        install.install_packages(folder, lock)
        assert "Waiting" in said.get(timeout=60)
    second.join()
    assert machine.steps() == ["venv", "pip"]


def test_on_an_old_python_the_needed_version_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse(Path(build.__file__).read_text(encoding="utf-8"), feature_version=(3, 5))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert build.main() == 1
    assert capsys.readouterr().err.startswith("The handbook needs Python 3.11 or newer")


def test_a_failed_set_up_is_a_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(root: str, arguments: list[str]) -> None:
        raise SetupFailed("Do this.")

    monkeypatch.setattr(start, "ensure", fail)
    assert build.main() == 1
    assert capsys.readouterr().err == "Do this.\n"


def test_all_that_is_missing_is_reported_at_once_before_anything_is_installed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, pretend: Pretend
) -> None:
    pretend("linux", "apt-get")
    needs: list[str] = []
    monkeypatch.setattr(install, "try_lock", lambda file: True)  # that of this platform, not of Linux
    monkeypatch.setattr(libraries, "missing_libraries", lambda: ["pango"])
    monkeypatch.setattr(install, "has_ensurepip", lambda: False)
    monkeypatch.setattr(debian_download, "pip_wheel", str)
    monkeypatch.setattr(system_packages, "install_or_explain", needs.extend)
    monkeypatch.setattr(install, "create_environment", lambda venv: None)
    monkeypatch.setattr(install, "install_packages", lambda venv, lock: None)
    machine.build()
    assert needs == ["pango", "venv"] and machine.steps() == []


def test_a_python_without_pip_gets_it_from_the_download(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "has_ensurepip", lambda: False)
    monkeypatch.setattr(debian_download, "pip_wheel", lambda: "folder/pip-9.whl")
    install.create_environment(str(machine.venv))
    create, get_pip = machine.commands
    assert create.endswith("--without-pip")
    assert get_pip.endswith("folder/pip-9.whl/pip install --quiet --no-index folder/pip-9.whl")


def test_a_python_for_arm_is_refused_on_windows(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries are made for the other processor only, which such a computer can run too."""
    monkeypatch.setattr("sysconfig.get_platform", lambda: "win-arm64")
    with pytest.raises(SetupFailed, match=r"Windows\ninstaller \(64-bit\)"):
        machine.build()
    assert machine.steps() == []


@pytest.mark.parametrize(
    ("marker", "here"),
    [
        ("", True),
        (" ; sys_platform == 'darwin' or sys_platform == 'win32'", True),
        (" ; sys_platform == 'darwin'", False),
        (" ; python_full_version < '3.12' and sys_platform == 'win32'", False),
    ],
)
def test_packages_of_this_platform_have_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str, here: bool
) -> None:
    """Else a newer lock would not bring them to a computer that was set up before."""
    monkeypatch.setattr(sys, "platform", "win32")
    (tmp_path / "lock").write_text(f"some-thing==1.0{marker} \\\n    --hash=sha256:0\n")
    assert venv.pinned_versions(str(tmp_path / "lock")) == ({"some-thing": "1.0"} if here else {})


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_pin_has_a_hash_and_no_registry_is_named(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index|--extra-index|--find-links|[./])", text, re.MULTILINE)
    for pin in re.split(r"\n(?=[a-z])", text):
        assert re.fullmatch(r"[a-z0-9.-]+==\S+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n?", pin), pin


def test_the_tests_run_with_the_packages_of_the_build() -> None:
    build_pins, test_pins = (venv.pinned_versions(str(lock)) for lock in LOCKS)
    assert build_pins.items() <= test_pins.items()
    assert {"weasyprint", "pikepdf", "fontpkg-newsreader"} <= build_pins.keys()
