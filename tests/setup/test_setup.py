"""One command prepares a machine, repairs an interrupted set-up, and says what only the user can do."""

import ast
import os
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

import build
from handbook.setup import install, libraries, shell, start, system_packages, venv
from handbook.setup.errors import SetupFailed

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
            python = Path(venv.interpreter_path(str(self.venv)))
            python.parent.mkdir(parents=True, exist_ok=True)
            python.unlink(missing_ok=True)
            python.touch()
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
            os.environ.pop(start.RESTARTS)
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

    def restart(path: str, command: list[str]) -> None:
        raise Restarted

    monkeypatch.setattr(os, "execv", restart)
    monkeypatch.setattr(shell, "run_quietly", machine.run)
    monkeypatch.setattr(libraries, "missing_libraries", list)
    monkeypatch.setattr(system_packages, "missing_programs", list)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    return machine


def pretend_system(monkeypatch: pytest.MonkeyPatch, platform: str, manager: str = "", root: bool = False) -> None:
    """Make the code see another platform, package manager and user."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("shutil.which", lambda name: name if name == manager else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)


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


@pytest.mark.parametrize("damage", ["killed in pip", "other Python", "Python is gone"])
def test_a_damaged_environment_is_created_again(machine: Machine, damage: str) -> None:
    machine.build()
    machine.steps()
    stamp, python = Path(venv.stamp_path(str(machine.venv))), Path(venv.interpreter_path(str(machine.venv)))
    if damage == "killed in pip":
        stamp.unlink()
    elif damage == "other Python":
        stamp.write_text("cpython-39", encoding="utf-8")
    else:
        python.unlink()
    assert machine.build() == "restarted"
    assert machine.steps() == ["venv", "pip"]


def test_a_failed_installation_says_what_to_do_and_is_tried_again(machine: Machine) -> None:
    machine.failing = ("pip",)
    with pytest.raises(SetupFailed, match=r"did not work\n\n.*internet"):
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
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, lock = str(machine.venv), str(machine.root / start.LOCK)
    with install.exclusive_lock(f"{folder}.lock"):
        second = threading.Thread(target=install.set_up, args=(folder, lock, False))
        second.start()
        install.create_environment(folder)
        install.install_packages(folder, lock)
        while "Waiting" not in capsys.readouterr().err and second.is_alive():
            pass
    second.join()
    assert machine.steps() == ["venv", "pip"]


@pytest.mark.parametrize(
    ("platform", "manager", "command"),
    [
        ("linux", "apt-get", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("linux", "dnf", "sudo dnf install pango harfbuzz"),
        ("linux", "zypper", "sudo zypper install libpango-1_0-0 libharfbuzz-subset0"),
        ("linux", "pacman", "sudo pacman -S pango harfbuzz"),
        ("darwin", "brew", "brew install pango"),
        ("win32", "", r"C:\msys64\usr\bin\pacman -S mingw-w64-ucrt-x86_64-pango"),
        ("linux", "", "Install Pango 1.44 or newer"),
    ],
)
def test_other_users_than_root_read_the_exact_command(
    monkeypatch: pytest.MonkeyPatch, platform: str, manager: str, command: str
) -> None:
    pretend_system(monkeypatch, platform, manager)
    with pytest.raises(SetupFailed, match=re.escape(command)):
        system_packages.install_or_explain(["pango"])


def test_all_that_is_missing_is_reported_at_once_before_anything_is_installed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_system(monkeypatch, "linux", "apt-get")
    monkeypatch.setattr(libraries, "missing_libraries", lambda: ["pango"])
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SetupFailed, match=r"libharfbuzz-subset0 python3\.\d+-venv\n"):
        machine.build()
    assert machine.steps() == []


def test_packages_are_installed_for_root_on_debian(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_system(monkeypatch, "linux", "apt-get", root=True)
    system_packages.install_or_explain(["pango", "pdftotext"])
    [command] = machine.steps()
    assert command.startswith("apt-get install -y")
    assert command.endswith("libharfbuzz-subset0 poppler-utils")


def test_old_package_lists_are_renewed_once(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_system(monkeypatch, "linux", "apt-get", root=True)
    machine.failing = ("install",)
    with pytest.raises(SetupFailed, match=r"E: it did not work\n\nThat did not work\. To install"):
        system_packages.install_or_explain(["pdftotext"])
    assert [step.split()[1] for step in machine.steps()] == ["install", "update", "install"]


def test_programs_for_the_tests_are_installed_for_root_and_named_for_others(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "missing_programs", lambda: ["pdftotext"])
    pretend_system(monkeypatch, "linux", "apt-get")
    system_packages.ensure(testing=True)
    lines = capsys.readouterr().err.splitlines()
    assert "Tests that need one of these will be skipped: pdftotext." in lines
    assert "To run them: sudo apt-get install poppler-utils" in lines
    pretend_system(monkeypatch, "linux", "apt-get", root=True)
    machine.failing = ("apt-get",)
    with pytest.raises(SetupFailed, match="poppler-utils"):
        system_packages.ensure(testing=True)


def test_the_errors_of_a_failed_command_are_shown() -> None:
    assert shell.run_quietly([sys.executable, "-c", "print('all well')"]) == ""
    code = "print('WARNING: Retrying\\nERROR: no network'); raise SystemExit(1)"
    assert shell.run_quietly([sys.executable, "-c", code]) == "ERROR: no network"
    assert "ended with 3" in shell.run_quietly([sys.executable, "-c", "raise SystemExit(3)"])


def test_homebrew_is_searched_after_the_users_own_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("DYLD_FALLBACK_LIBRARY_PATH", "/own")
    for _ in range(2):
        libraries.add_library_folders()
        assert os.environ["DYLD_FALLBACK_LIBRARY_PATH"] == f"/own:{libraries.MAC_FOLDERS}"


LOADED = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(arguments[0]) if event == "subprocess.Popen" else None)
from handbook.layout.worker import preload_typesetter
preload_typesetter()
import weasyprint
print(started)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="on other platforms the libraries have to be searched")
def test_loading_weasyprint_starts_no_program() -> None:
    """Searching the libraries with ldconfig and a compiler took half as long as loading them all."""
    process = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert process.stdout == "[]\n"


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
    assert {"weasyprint", "pikepdf", "fontpkg-source-serif-4"} <= build_pins.keys()
