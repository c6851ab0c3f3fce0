"""Checks the virtual environment: whether it is complete and has the packages of a lock file.

It is imported at every start, so it imports only modules that Python has already loaded; see ``start``.
"""

import os
import sys


def missing_packages(lock: str, folders: list[str]) -> list[str]:
    """The packages of the lock that the folders lack, or have in another version, as ``name==version``."""
    installed, pinned = installed_versions(folders), pinned_versions(lock)
    return [f"{name}=={version}" for name, version in pinned.items() if installed.get(name) != version]


def pinned_versions(lock: str) -> dict[str, str]:
    """The version, by name, of each package that the lock requires on every platform.

    A line with a marker (``; sys_platform == 'win32'``) is left to pip, since it may not apply here.
    """
    with open(lock, encoding="utf-8") as file:
        lines = [line.rstrip("\\\n ") for line in file if line[0].isalpha() and ";" not in line]
    return dict(line.split("==") for line in lines)


def installed_versions(folders: list[str]) -> dict[str, str]:
    """The version, by name, of each installed package; of two the first, which Python would import."""
    versions: dict[str, str] = {}
    for folder in folders:
        try:
            entries = os.listdir(folder)
        except OSError:  # sys.path may have a zip file, or a folder that does not exist
            continue
        for entry in entries:
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").partition("-")
                versions.setdefault(name.lower().replace("_", "-").replace(".", "-"), version)
    return versions


def is_up_to_date(venv: str, lock: str) -> bool:
    """Whether the environment is complete and has the packages of the lock."""
    if not is_complete(venv):
        return False
    lib = os.path.join(venv, "lib")
    folders = [os.path.join(lib, name, "site-packages") for name in os.listdir(lib)]
    return not missing_packages(lock, [*folders, os.path.join(lib, "site-packages")])  # the last on Windows


def is_complete(venv: str) -> bool:
    """Whether its installation was finished, with the minor version of this Python, which is still installed."""
    try:
        with open(stamp_path(venv), encoding="utf-8") as file:
            return file.read() == stamp_text() and os.path.exists(interpreter_path(venv))
    except OSError:
        return False


def is_active(venv: str) -> bool:
    """Whether this process runs in the environment."""
    return os.path.realpath(sys.prefix) == os.path.realpath(venv)


def stamp_path(venv: str) -> str:
    """The file that is written when the installation is finished."""
    return os.path.join(venv, "whole")


def stamp_text() -> str:
    """The content of that file: the implementation and version of Python, such as ``cpython-311``."""
    return str(sys.implementation.cache_tag)


def interpreter_path(venv: str) -> str:
    """The interpreter of the environment."""
    return os.path.join(venv, *(("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")))
