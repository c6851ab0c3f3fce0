"""What the operating system has to bring: Pango and HarfBuzz for WeasyPrint, and programs for the tests.

Standard library only. Who is root has it installed; who is not reads the command that does it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from handbook.setup import libraries
from handbook.setup.errors import SetupFailed

TOOLS = ("pdftotext", "gs", "qpdf", "chromium")  # three judge a PDF, and a browser turns the preview's pages


# What a need is called by all package managers, and by some; only Debian keeps venv apart, MSYS2 has no browser.
NAMES = {"gs": "ghostscript", "qpdf": "qpdf", "chromium": "chromium", "libatomic": "libatomic1"}
PACKAGES = {
    "apt-get": {
        "pango": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "venv": f"python3.{sys.version_info.minor}-venv",
        "pdftotext": "poppler-utils",
    },
    "dnf": {"pango": "pango harfbuzz", "pdftotext": "poppler-utils", "libatomic": "libatomic"},
    "zypper": {"pango": "libpango-1_0-0 libharfbuzz-subset0", "pdftotext": "poppler-tools"},
    "pacman": {"pango": "pango harfbuzz", "pdftotext": "poppler", "libatomic": "gcc-libs"},
    "brew": {"pango": "pango", "pdftotext": "poppler"},
    "msys2": {
        "pango": "mingw-w64-ucrt-x86_64-pango",
        "pdftotext": "mingw-w64-ucrt-x86_64-poppler",
        "gs": "mingw-w64-ucrt-x86_64-ghostscript",
        "qpdf": "mingw-w64-ucrt-x86_64-qpdf",
        "chromium": "",
    },
}
TYPED = {  # as a user types it
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "zypper": "sudo zypper install",
    "pacman": "sudo pacman -S",
    "brew": "brew install",
    "msys2": r"C:\msys64\usr\bin\pacman -S",
}
QUIET = {  # as root has it done
    "apt-get": "apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300",
    "dnf": "dnf install -y -q",
}


def ensure(testing: bool) -> None:
    """See that the libraries are there and, for the tests, the programs.

    Raises:
        SetupFailed: it is not and cannot be installed without asking. A program is only missed by root, on a
            system where it could have been installed; others get their tests skipped, and are told so.
    """
    needs, tools = libraries.missing_libraries(), missing_tools() if testing else []
    provide([*needs, *tools] if may_install() else needs)
    if tools and not may_install():
        how = f" To run them: {install_command(tools)}" if install_command(tools) else ""
        tell(f"Tests that need {' or '.join(tools)} will be skipped.{how}")


def missing_tools() -> list[str]:
    """Programs for the tests that are not on the path, and the library that what drives the browser loads."""
    tools = [tool for tool in TOOLS if not shutil.which(tool)]
    return tools if libraries.has_browser_driver() else [*tools, "libatomic"]


def provide(needs: Sequence[str]) -> None:
    """Install what is needed, all in one go, or raise SetupFailed with the command that does."""
    if not needs:
        return
    if not may_install() or not packages_for(needs):
        raise SetupFailed(remedy(needs))
    tell(f"Installing {packages_for(needs)} ...")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    command = [*QUIET[manager()].split(), *packages_for(needs).split()]
    output = run(command)
    if output and manager() == "apt-get":  # its lists may be old, or not there at all
        output = run(["apt-get", "update", "-qq"]) or run(command)
    if output:
        raise SetupFailed(f"{output}\n\nThat did not work. {remedy(needs)}")


def remedy(needs: Sequence[str]) -> str:
    """What the user can do about all the needs at once."""
    if command := install_command(needs):
        where = {"brew": " with Homebrew", "msys2": " with MSYS2"}.get(manager(), "")
        return f"To install what this machine lacks{where}, type\n\n    {command}\n\nand run this again."
    if "venv" in needs:
        return "This Python lacks ensurepip and cannot make environments. Use a complete one, 3.11 or newer."
    return "Install Pango 1.44 or newer and HarfBuzz with its subset library, and run this again."


def manager() -> str:
    """The package manager of this system, or nothing."""
    if sys.platform in ("darwin", "win32"):
        return "brew" if sys.platform == "darwin" else "msys2"
    return next((name for name in ("apt-get", "dnf", "zypper", "pacman") if shutil.which(name)), "")


def packages_for(needs: Sequence[str]) -> str:
    """Names of the packages, or nothing when one of the needs has none here."""
    own = NAMES | PACKAGES[manager()] if manager() else {}
    names = [own.get(need, "") for need in needs]
    return " ".join(names) if all(names) else ""


def install_command(needs: Sequence[str]) -> str:
    """What a user types to install, or nothing where that is not known."""
    names = packages_for(needs)
    return f"{TYPED[manager()]} {names}" if names else ""


def may_install() -> bool:
    """Whether packages can be installed here without asking."""
    return sys.platform != "win32" and os.geteuid() == 0 and manager() in QUIET


def run(command: Sequence[str], keep_lock: bool = False) -> str:
    """Run it and be silent: nothing when it went well, otherwise the last lines that it printed.

    With *keep_lock* the program holds the lock of ``provision`` as long as it runs. When this process is
    killed pip goes on alone; the next build then waits for its end instead of working against it.
    """
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=not keep_lock,
        check=False,
    )
    if done.returncode == 0:
        return ""
    lines = [line for line in done.stdout.strip().splitlines() if not line.startswith("WARNING:")]
    return "\n".join(lines[-8:]) or f"{command[0]} ended with {done.returncode}."


def tell(sentence: str) -> None:
    """Say what is going on, apart from what the program prints."""
    print(sentence, file=sys.stderr, flush=True)
