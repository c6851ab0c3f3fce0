"""Makes ``.venv`` and keeps it in step with the lock file; standard library only."""

import contextlib
import importlib.util
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from handbook.setup import libraries, system_packages
from handbook.setup.errors import SetupFailed
from handbook.setup.venv import is_ready, is_whole, python_of, stamp, stamp_of
from handbook.support.file_lock import try_lock

PATIENCE = 900  # seconds to wait for another build that is setting up


def set_up(venv: str, lock: str, testing: bool) -> None:
    """Make the environment hold what the lock names, and get what the system lacks, in one call each.

    Raises:
        SetupFailed: with what to do; running again goes on from whatever state this left.
    """
    try:
        with exclusive(f"{venv}.lock"):
            if is_ready(venv, lock):  # another build was quicker
                return
            tools = system_packages.missing_tools() if testing and system_packages.may_install() else []
            venv_missing = [] if importlib.util.find_spec("ensurepip") else ["venv"]
            system_packages.provide([*libraries.missing_libraries(), *venv_missing, *tools])
            system_packages.tell("Setting up (once, about a minute) ...")
            if not is_whole(venv):
                make_environment(venv)
            install_packages(venv, lock)
    except OSError as error:
        raise SetupFailed(f"Cannot set up: {error}") from error
    except KeyboardInterrupt:
        raise SetupFailed("Stopped before all was set up. Run the same command again to go on.") from None


def make_environment(venv: str) -> None:
    """Make it anew, whatever stands there."""
    if output := system_packages.run([sys.executable, "-m", "venv", "--clear", venv], keep_lock=True):
        raise SetupFailed(f"{output}\n\nPython could not make {venv}. Remove it and run this again.")


def install_packages(venv: str, lock: str) -> None:
    """Let pip install the lock; the environment is not whole again until all of it is there."""
    mark = Path(stamp_of(venv))
    mark.unlink(missing_ok=True)
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes"]
    pip = [python_of(venv), "-m", "pip", "install", *options, "-r", lock]
    if output := system_packages.run(pip, keep_lock=True):
        raise SetupFailed(
            f"{output}\n\nThe Python packages could not be installed. See that this machine can reach the "
            "internet,\nwhich is needed only once, and run this again."
        )
    mark.write_text(stamp(), encoding="utf-8")


@contextlib.contextmanager
def exclusive(path: str) -> Iterator[None]:
    """Hold the file alone, so that of two builds at once one sets up and the other waits."""
    with open(path, "w") as file:
        os.set_inheritable(file.fileno(), True)  # see system_packages.run
        if not try_lock(file.fileno()):
            system_packages.tell("Waiting for another build that is setting up ...")
            wait_for(file.fileno())
        yield


def wait_for(file: int) -> None:
    """Return with the lock taken."""
    end = time.monotonic() + PATIENCE
    while not try_lock(file):
        if time.monotonic() > end:
            raise SetupFailed("Another build has been setting up for too long. End it and run this again.")
        time.sleep(0.5)
