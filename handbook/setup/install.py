"""Creates ``.venv`` and installs the packages of a lock file into it. Standard library only."""

import contextlib
import importlib.util
import os
import shutil
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

from handbook.setup import debian_download, libraries, shell, system_packages
from handbook.setup.errors import SetupFailed
from handbook.setup.network import explain_network
from handbook.setup.venv import interpreter_path, is_complete, is_up_to_date, stamp_path, stamp_text
from handbook.support.file_lock import open_lock, try_lock
from handbook.support.messages import message

LOCK_TIMEOUT = 900  # seconds to wait for another build that is setting up


def set_up(venv: str, lock: str, testing: bool) -> None:
    """Installs the missing packages of the system, then those of the lock file, with one call each.

    A second run continues from whatever state an interrupted one left.

    Args:
        venv: the folder of the environment.
        lock: the lock file, as requirements for pip.
        testing: whether to install programs for the tests too, where that needs no permission.

    Raises:
        SetupFailed: something could not be installed.
    """
    try:
        with exclusive_lock(f"{venv}.lock"):
            if is_up_to_date(venv, lock):  # by another build, while this one waited for the lock
                return
            check_processor()
            programs = system_packages.missing_programs() if testing and system_packages.can_install() else []
            venv_missing = [] if has_ensurepip() or debian_download.pip_wheel() else ["venv"]
            system_packages.install_or_explain([*libraries.missing_libraries(), *venv_missing, *programs])
            shell.print_progress(message("setup.started"))
            if not is_complete(venv):
                create_environment(venv)
            install_packages(venv, lock)
    except OSError as error:
        raise SetupFailed(message("setup.failed", reason=error)) from error
    except KeyboardInterrupt:
        raise SetupFailed(message("setup.stopped")) from None


def check_processor() -> None:
    """Raises SetupFailed in a Python for Windows on ARM, for which there are no libraries."""
    if sysconfig.get_platform() == "win-arm64":
        raise SetupFailed(message("setup.arm"))


def create_environment(venv: str) -> None:
    """Creates the environment, replacing whatever is in its folder."""
    if not os.path.islink(venv):
        shutil.rmtree(venv, ignore_errors=True)  # venv leaves pipes where they are, and waits for one
    command = shell.isolated(sys.executable, "-m", "venv", "--clear", venv)
    if has_ensurepip():
        output = shell.run_quietly(command, keep_lock=True)
    else:  # a wheel of pip can install itself
        wheel = debian_download.pip_wheel()
        pip = shell.isolated(interpreter_path(venv), f"{wheel}/pip")
        install = [*pip, "install", "--quiet", "--no-index", wheel]
        output = shell.run_quietly([*command, "--without-pip"], keep_lock=True) or shell.run_quietly(install)
    if output:
        raise SetupFailed(message("setup.no-environment", output=shell.last_lines(output), folder=venv))


def has_ensurepip() -> bool:
    """Returns whether this Python can put pip into an environment. Debian has that in a package of its own."""
    return importlib.util.find_spec("ensurepip") is not None


def install_packages(venv: str, lock: str) -> None:
    """Installs the packages of the lock file with pip. The environment is complete when all are installed."""
    stamp = Path(stamp_path(venv))
    stamp.unlink(missing_ok=True)
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes"]
    pip = shell.isolated(interpreter_path(venv), "-m", "pip")
    if output := shell.run_quietly([*pip, "install", *options, "-r", lock], keep_lock=True):
        raise SetupFailed(explain_network(output) or message("setup.no-packages", output=shell.last_lines(output)))
    stamp.write_text(stamp_text(), encoding="utf-8")


@contextlib.contextmanager
def exclusive_lock(path: str) -> Iterator[None]:
    """Locks a file for the block, so that of two builds at the same time one sets up and the other waits."""
    with open_lock(path) as file:
        os.set_inheritable(file.fileno(), True)  # see shell.run_quietly
        if not try_lock(file.fileno()):
            shell.print_progress(message("setup.waiting"))
            wait_for_lock(file.fileno())
        yield


def wait_for_lock(file: int) -> None:
    """Returns when the lock is taken."""
    end = time.monotonic() + LOCK_TIMEOUT
    while not try_lock(file):
        if time.monotonic() > end:
            raise SetupFailed(message("setup.waited-too-long"))
        time.sleep(0.5)
