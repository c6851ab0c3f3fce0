"""Installs packages of the operating system: Pango and HarfBuzz for WeasyPrint, and programs for the tests.

Other users than root get the command that installs them; on Debian and Ubuntu what a build needs is downloaded for
them. Standard library only.
"""

import os
import shutil
import sys
from collections.abc import Sequence

from handbook.setup import debian_download, libraries, shell
from handbook.setup.errors import SetupFailed
from handbook.setup.network import explain_network
from handbook.support.messages import message

TEST_PROGRAMS = ("pdftotext", "gs", "qpdf", "chromium")  # three check PDF files, the browser tests the preview

# The packages of each need: under names that most managers share, and where they differ. Only Debian has venv in a
# package of its own. On Windows and macOS pip brings the libraries.
COMMON_PACKAGES = {"gs": "ghostscript", "qpdf": "qpdf", "chromium": "chromium", "libatomic": "libatomic1"}
PACKAGES_BY_MANAGER = {
    "apt-get": {
        "pango": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "venv": f"python3.{sys.version_info.minor}-venv",
        "pdftotext": "poppler-utils",
    },
    "dnf": {"pango": "pango harfbuzz", "pdftotext": "poppler-utils", "libatomic": "libatomic"},
    "zypper": {"pango": "libpango-1_0-0 libharfbuzz-subset0", "pdftotext": "poppler-tools"},
    "pacman": {"pango": "pango harfbuzz", "pdftotext": "poppler", "libatomic": "gcc-libs"},
    "brew": {"pdftotext": "poppler"},
}
USER_COMMANDS = {  # for a user to type
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "zypper": "sudo zypper install",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
}
ROOT_COMMANDS = {  # for this program to run as root
    "apt-get": "apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300",
    "dnf": "dnf install -y -q",
}


def ensure(testing: bool) -> None:
    """Installs the missing libraries and, for the tests, the missing programs.

    For users other than root it prints that the tests of a missing program will be skipped.

    Raises:
        SetupFailed: a library is missing and cannot be installed here; for root, also a program.
    """
    libraries.check_packaged_libraries()
    needs, programs = libraries.missing_libraries(), missing_programs() if testing else []
    install_or_explain([*needs, *programs] if can_install() else needs)
    if programs and not can_install():
        shell.print_progress(message("setup.skipped-tests", programs=", ".join(programs)))
        if command := install_command(programs):
            shell.print_progress(message("setup.to-run-them", command=command))


def check() -> None:
    """Raises SetupFailed, with what to type, if a library is missing or does not load. Changes nothing."""
    libraries.check_packaged_libraries()
    if needs := libraries.missing_libraries():
        raise SetupFailed(remedy(needs))


def missing_programs() -> list[str]:
    """Returns the needs of the tests that this machine lacks: programs, and the library of the browser driver."""
    programs = [program for program in TEST_PROGRAMS if not shutil.which(program)]
    return programs if libraries.has_browser_driver() else [*programs, "libatomic"]


def install_or_explain(needs: Sequence[str]) -> None:
    """Installs the packages of all needs with one command, or raises SetupFailed with the command for the user."""
    if not needs:
        return
    if can_install() and package_names(needs):
        shell.print_progress(message("setup.installing", packages=package_names(needs)))
        output = install_packages(package_names(needs).split())
    elif package_manager() == "apt-get":
        shell.print_progress(message("setup.downloading"))
        output = debian_download.download()
    else:
        raise SetupFailed(remedy(needs))
    if output:
        lines = shell.last_lines(output)
        raise SetupFailed(
            explain_network(output) or message("setup.not-installed", output=lines, remedy=remedy(needs))
        )


def install_packages(packages: Sequence[str]) -> str:
    """Installs packages as root; returns the last lines of a failure."""
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    command = [*ROOT_COMMANDS[package_manager()].split(), *packages]
    output = shell.run_quietly(command)
    if output and package_manager() == "apt-get":  # its package lists may be old or missing
        output = shell.run_quietly(["apt-get", "update", "-qq"]) or shell.run_quietly(command)
    return output


def remedy(needs: Sequence[str]) -> str:
    """Returns the sentence that says what the user can do, for all needs at once."""
    if command := install_command(needs):
        manager = {"brew": "Homebrew"}.get(package_manager(), package_manager())
        return message("setup.to-install", manager=manager, command=command)
    return message("setup.incomplete-python" if "venv" in needs else "setup.no-package-manager")


def package_manager() -> str:
    """Returns the package manager of this system, or an empty string."""
    if sys.platform == "win32":
        return ""
    if sys.platform == "darwin":
        return "brew"
    return next((name for name in ("apt-get", "dnf", "zypper", "pacman") if shutil.which(name)), "")


def package_names(needs: Sequence[str]) -> str:
    """Returns the packages of all needs, separated by spaces; empty where a need has no package here."""
    packages = COMMON_PACKAGES | PACKAGES_BY_MANAGER[package_manager()] if package_manager() else {}
    names = [packages.get(need, "") for need in needs]
    return " ".join(names) if all(names) else ""


def install_command(needs: Sequence[str]) -> str:
    """Returns the command that a user types to install the packages; empty where it is not known."""
    names = package_names(needs)
    return f"{USER_COMMANDS[package_manager()]} {names}" if names else ""


def can_install() -> bool:
    """Returns whether packages can be installed here without asking the user."""
    return sys.platform != "win32" and os.geteuid() == 0 and package_manager() in ROOT_COMMANDS
