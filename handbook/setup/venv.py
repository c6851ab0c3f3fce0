"""The virtual environment: whether it is whole, and holds what a lock names.

This is read at every start, so it imports only what is loaded already; see ``start``.
"""

import os
import sys


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
