"""What a system lacks is installed for root, downloaded for others on Debian, or named in a command to type."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from handbook import resources
from handbook.setup import debian_download, libraries, shell, system_packages
from handbook.setup.errors import SetupFailed
from tests.setup.conftest import Commands, Pretend


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("dnf", "sudo dnf install pango harfbuzz"),
        ("zypper", "sudo zypper install libpango-1_0-0 libharfbuzz-subset0"),
        ("pacman", "sudo pacman -S pango harfbuzz"),
        ("", "Install Pango 1.44 or newer"),
    ],
)
def test_other_users_than_root_read_the_exact_command(pretend: Pretend, manager: str, command: str) -> None:
    pretend("linux", manager)
    with pytest.raises(SetupFailed, match=re.escape(command)):
        system_packages.install_or_explain(["pango"])


def test_packages_are_installed_for_root_on_debian(pretend: Pretend, commands: Commands) -> None:
    pretend("linux", "apt-get", root=True)
    system_packages.install_or_explain(["pango", "pdftotext"])
    [command] = commands.lines
    assert command.startswith("apt-get install -y")
    assert command.endswith("libharfbuzz-subset0 poppler-utils")


def test_old_package_lists_are_renewed_once(pretend: Pretend, commands: Commands) -> None:
    pretend("linux", "apt-get", root=True)
    commands.failing = {"install": "E: it did not work"}
    with pytest.raises(SetupFailed, match=r"E: it did not work\n\nThat did not work\. To install"):
        system_packages.install_or_explain(["pdftotext"])
    assert [line.split()[1] for line in commands.lines] == ["install", "update", "install"]


@pytest.fixture
def downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for downloads, with those of an earlier one."""
    folder = tmp_path / ".libraries"
    (folder / "usr" / "share" / "python-wheels").mkdir(parents=True)
    (folder / "usr" / "share" / "python-wheels" / "pip-9-py3-none-any.whl").touch()
    monkeypatch.setattr(resources, "DOWNLOADED", folder)
    return folder


def test_libraries_are_downloaded_for_a_user_without_root_on_debian(
    pretend: Pretend, commands: Commands, downloaded: Path
) -> None:
    """Nothing is asked of root, and nothing of the system changes: apt-get has folders of its own."""
    assert debian_download.pip_wheel()
    pretend("linux", "apt-get")
    system_packages.install_or_explain(["pango", "venv"])
    update, install = commands.lines
    for line in (update, install):
        assert "sudo" not in line and f"Dir::State={downloaded.with_suffix('.new')}" in line
    assert "--download-only" in install and install.endswith("libharfbuzz-subset0 python3-pip-whl")
    assert downloaded.is_dir() and not debian_download.pip_wheel()
    assert [path.name for path in downloaded.parent.iterdir()] == [".libraries"]


@pytest.mark.parametrize("name", [".libraries", ".libraries.new"])
def test_a_file_in_the_place_of_a_folder_is_said(
    pretend: Pretend, commands: Commands, downloaded: Path, name: str
) -> None:
    pretend("linux", "apt-get")
    shutil.rmtree(downloaded)
    (place := downloaded.parent / name).touch()
    assert str(place) in debian_download.download()
    assert place.is_file()


def test_a_failed_download_keeps_what_is_there_and_names_the_command(
    pretend: Pretend, commands: Commands, downloaded: Path
) -> None:
    pretend("linux", "apt-get")
    commands.failing = {"update": "E: no sources"}
    with pytest.raises(SetupFailed, match=r"E: no sources\n\nThat did not work.*[\s\S]*sudo apt-get install"):
        system_packages.install_or_explain(["pango"])
    assert debian_download.pip_wheel()
    assert [path.name for path in downloaded.parent.iterdir()] == [".libraries"]


def test_programs_for_the_tests_are_installed_for_root_and_named_for_others(
    pretend: Pretend, commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "missing_libraries", list)
    monkeypatch.setattr(system_packages, "missing_programs", lambda: ["pdftotext"])
    pretend("linux", "apt-get")
    system_packages.ensure(testing=True)
    lines = capsys.readouterr().err.splitlines()
    assert "Tests that need one of these will be skipped: pdftotext." in lines
    assert "To run them: sudo apt-get install poppler-utils" in lines
    pretend("linux", "apt-get", root=True)
    commands.failing = {"install": "E: it did not work"}
    with pytest.raises(SetupFailed, match="poppler-utils"):
        system_packages.ensure(testing=True)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("WARNING: NewConnectionError: Failed\nERROR: No matching distribution", "cannot reach the internet"),
        ("E: Temporary failure resolving 'some.host'", "cannot reach the internet"),
        ("WARNING: ProxyError('Cannot connect', NewConnectionError())\nERROR: none", "proxy"),
        (
            "ERROR: OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /x.pem",
            "PIP_CERT names",
        ),
        ("WARNING: SSLError(CERTIFICATE_VERIFY_FAILED)\nERROR: No matching distribution", "certificate"),
    ],
)
def test_a_failure_of_the_network_is_one_sentence(
    pretend: Pretend, commands: Commands, downloaded: Path, output: str, sentence: str
) -> None:
    pretend("linux", "apt-get")
    commands.failing = {"update": output}
    with pytest.raises(SetupFailed, match=sentence) as failed:
        system_packages.install_or_explain(["pango"])
    assert "ERROR" not in str(failed.value) and "E:" not in str(failed.value)


def test_the_errors_of_a_failed_command_are_shown() -> None:
    assert shell.run_quietly([sys.executable, "-c", "print('all well')"]) == ""
    code = "print('WARNING: Retrying\\nERROR: ónly this'); raise SystemExit(1)"
    assert shell.last_lines(shell.run_quietly([sys.executable, "-c", code])) == "ERROR: ónly this"
    assert "ended with 3" in shell.run_quietly([sys.executable, "-c", "raise SystemExit(3)"])
