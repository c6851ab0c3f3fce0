"""Runs the command in an interpreter that has all packages: this one, or that of ``.venv``.

This module runs at every start, often in the system's Python and only to switch to ``.venv``. So it only checks,
and imports next to nothing: importing pathlib takes as long as starting Python. For the same reason the
installed packages are read from the names of their ``.dist-info`` folders; ``importlib.metadata`` takes 60 ms.
``install`` and ``system_packages``, which change the machine, are imported where something is missing.
"""

import os
import sys

from handbook.setup.errors import SetupFailed
from handbook.setup.venv import interpreter_path, is_active, is_complete, is_up_to_date, missing_packages

LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"
LOCKS = {"test": TEST_LOCK, "bench": "requirements-bench.lock"}  # of commands that need more packages
RESTARTS = "HANDBOOK_RESTARTS"  # environment variable: how many times this command has been restarted
PYTHON_PATH = "PYTHONPATH"  # environment variable of Python: more folders with code
SAFE_PATH = "PYTHONSAFEPATH"  # environment variable of Python: leave out the current folder, or that of a script
NO_CURRENT_FOLDER = "NODEFAULTCURRENTDIRECTORYINEXEPATH"  # the same of Windows, for programs


def ensure(root: str, arguments: list[str]) -> None:
    """Returns if this interpreter has what the command needs; otherwise restarts the command in ``.venv``.

    The environment is created or updated first where it is missing, damaged or older than the lock file.

    Args:
        root: the folder of ``build.py`` and the lock files.
        arguments: what the user typed after ``build.py``; ``test`` and ``bench`` need more packages, and ``test``
            some programs.

    Raises:
        SetupFailed: something is missing that only the user can install.
    """
    command = arguments[0] if arguments else ""
    testing = command == "test"
    venv, lock = os.path.join(root, ".venv"), os.path.join(root, LOCKS.get(command, LOCK))
    restarts = int(os.environ.pop(RESTARTS, "0"))
    missing = missing_packages(lock, sys.path)
    if not missing and (is_complete(venv) or not is_active(venv)):
        from handbook.setup import system_packages

        system_packages.ensure(testing)
        return
    if restarts > 1:  # a second restart is needed where .venv was made by an older Python
        from handbook.support.messages import message

        raise SetupFailed(message("setup.still-missing", folder=venv, packages=", ".join(missing)))
    if not is_up_to_date(venv, lock):
        from handbook.setup import install

        install.set_up(venv, lock, testing)
    restart_in(venv, restarts + 1)


def keep_foreign_code_out() -> None:
    """Makes this process and each one that it starts take no code from the folder where the user stands.

    There a ``pickle.py`` would be run by each process that is spawned, and on Windows a ``gs.exe``. PYTHONPATH may
    lead there too, by an entry that is empty or relative.
    """
    os.environ[SAFE_PATH] = "1"
    os.environ[NO_CURRENT_FOLDER] = "1"
    if PYTHON_PATH not in os.environ:
        return
    entries = os.environ[PYTHON_PATH].split(os.pathsep)
    foreign = [os.path.abspath(entry) for entry in entries if not os.path.isabs(entry)]
    own = os.path.dirname(os.path.realpath(sys.argv[0]))
    sys.path[:] = [path for path in sys.path if path == own or os.path.abspath(path) not in foreign]
    os.environ[PYTHON_PATH] = os.pathsep.join(filter(os.path.isabs, entries))


def restart_in(venv: str, restarts: int) -> None:
    """Runs the same command in the environment, where Python heeds none of its variables. Does not return.

    Raises:
        SetupFailed: the Python of the environment is none.
    """
    command = [interpreter_path(venv), "-I", *sys.orig_argv[1:]]
    os.environ[RESTARTS] = str(restarts)
    try:
        _restart(command)
    except OSError as error:
        from handbook.support.messages import message

        raise SetupFailed(message("setup.no-start", reason=error.strerror, folder=venv)) from None


def _restart(command: list[str]) -> None:
    if sys.platform == "win32":  # there the parent process would not wait for a program started by execv
        import signal
        import subprocess

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both; the program ends itself
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)
