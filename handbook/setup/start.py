"""Makes the build run where all it needs is there: here, or in ``.venv``.

This runs at every start, often in the system's Python only to leave for ``.venv``. So it only looks, and
does so without imports: pathlib alone takes as long as Python takes to start. For the same reason packages
are read from the names of their ``.dist-info`` folders; ``importlib.metadata`` takes 60 ms. What changes
the machine is in ``install`` and ``system_packages``, imported where something is missing.
"""

import os
import sys

from handbook.setup.errors import SetupFailed
from handbook.setup.venv import is_ready, is_running, is_whole, missing_packages, python_of

LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"
LOCKS = {"test": TEST_LOCK, "bench": "requirements-bench.lock"}  # of the commands that need more
RESTARTS = "HANDBOOK_RESTARTS"  # how often this command has started again already


def ensure(root: str, arguments: list[str]) -> None:
    """Return only in an interpreter that has what the command needs.

    That may be the running one. Otherwise the same command starts again in ``.venv``, which is made first
    where it is missing, broken or behind the lock file.

    Args:
        root: the folder of ``build.py`` and the lock files.
        arguments: what the user typed after ``build.py``; ``test`` and ``bench`` need more
            packages, and ``test`` some programs.

    Raises:
        SetupFailed: something is missing and only the user can get it.
    """
    command = arguments[0] if arguments else ""
    testing = command == "test"
    venv, lock = os.path.join(root, ".venv"), os.path.join(root, LOCKS.get(command, LOCK))
    restarts = int(os.environ.pop(RESTARTS, "0"))
    missing = missing_packages(lock, sys.path)
    if not missing and (is_whole(venv) or not is_running(venv)):
        from handbook.setup import system_packages

        system_packages.ensure(testing)
        return
    if restarts > 1:  # the second may be needed, when the first finds that .venv was made by an older Python
        raise SetupFailed(
            f"{venv} still lacks {', '.join(missing)}.\n"
            "Remove that folder, see that PYTHONPATH is not set, and run the same command again."
        )
    if not is_ready(venv, lock):
        from handbook.setup import install

        install.set_up(venv, lock, testing)
    enter(venv, restarts + 1)


def enter(venv: str, restarts: int) -> None:
    """Start the same command again in the environment; does not return."""
    command = [python_of(venv), *sys.orig_argv[1:]]
    os.environ[RESTARTS] = str(restarts)
    if sys.platform == "win32":  # where whoever waits for execv goes on before the program has ended
        import subprocess

        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)
