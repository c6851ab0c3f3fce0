"""Makes the build run where all it needs is there: here, or in ``.venv``.

This runs at every start, often in the system's Python only to leave for ``.venv``. So it only looks, and
does so without imports: pathlib alone takes as long as Python takes to start. For the same reason packages
are read from the names of their ``.dist-info`` folders; ``importlib.metadata`` takes 60 ms. What changes
the machine is in ``provision`` and ``system``, imported where something is missing.
"""

import os
import sys

LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"
LOCKS = {"test": TEST_LOCK, "bench": "requirements-bench.lock"}  # of the commands that need more
RESTARTS = "HANDBOOK_RESTARTS"  # how often this command has started again already


class SetupFailed(Exception):
    """The machine lacks something; the message tells the user what to do."""


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
        from handbook.setup import system_packages as system

        system.ensure(testing)
        return
    if restarts > 1:  # the second may be needed, when the first finds that .venv was made by an older Python
        raise SetupFailed(
            f"{venv} still lacks {', '.join(missing)}.\n"
            "Remove that folder, see that PYTHONPATH is not set, and run the same command again."
        )
    if not is_ready(venv, lock):
        from handbook.setup import install as provision

        provision.set_up(venv, lock, testing)
    enter(venv, restarts + 1)


def missing_packages(lock: str, folders: list[str]) -> list[str]:
    """Packages of the lock that the folders hold not at all or in another version, as ``name==version``."""
    here = installed(folders)
    return [f"{name}=={version}" for name, version in pins(lock).items() if here.get(name) != version]


def pins(lock: str) -> dict[str, str]:
    """Version by name of each package that the lock asks for on every machine.

    A line with a marker (``; sys_platform == 'win32'``) is left to pip: it may not hold here.
    """
    with open(lock, encoding="utf-8") as file:
        lines = [line.rstrip("\\\n ") for line in file if line[0].isalpha() and ";" not in line]
    return dict(line.split("==") for line in lines)


def installed(folders: list[str]) -> dict[str, str]:
    """Version by name of the packages there; of two with one name the first, which Python would import."""
    found: dict[str, str] = {}
    for folder in folders:
        try:
            entries = os.listdir(folder)
        except OSError:  # sys.path may name a zip file, or what is not there
            continue
        for entry in entries:
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").partition("-")
                found.setdefault(name.lower().replace("_", "-").replace(".", "-"), version)
    return found


def is_ready(venv: str, lock: str) -> bool:
    """Whether the environment is whole and holds what the lock names."""
    if not is_whole(venv):
        return False
    lib = os.path.join(venv, "lib")
    folders = [os.path.join(lib, name, "site-packages") for name in os.listdir(lib)]
    return not missing_packages(lock, [*folders, os.path.join(lib, "site-packages")])  # the last is Windows'


def is_whole(venv: str) -> bool:
    """Whether the environment was set up to its end, for a Python like this one that is still there."""
    try:
        with open(stamp_of(venv), encoding="utf-8") as file:
            return file.read() == stamp() and os.path.exists(python_of(venv))
    except OSError:
        return False


def is_running(venv: str) -> bool:
    """Whether this very interpreter is that of the environment."""
    return os.path.realpath(sys.prefix) == os.path.realpath(venv)


def stamp_of(venv: str) -> str:
    """The file that is written when all is installed."""
    return os.path.join(venv, "whole")


def stamp() -> str:
    """What that file says: the kind of Python, say ``cpython-311``."""
    return str(sys.implementation.cache_tag)


def python_of(venv: str) -> str:
    """The interpreter of the environment."""
    return os.path.join(venv, *(("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")))


def enter(venv: str, restarts: int) -> None:
    """Start the same command again in the environment; does not return."""
    command = [python_of(venv), *sys.orig_argv[1:]]
    os.environ[RESTARTS] = str(restarts)
    if sys.platform == "win32":  # where whoever waits for execv goes on before the program has ended
        import subprocess

        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)
