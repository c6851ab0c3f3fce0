"""Checks the virtual environment: whether it is complete and has the packages of a lock file.

It is imported at every start, so it imports only modules that Python has already loaded; see ``start``.
"""

import os
import sys


def missing_packages(lock: str, folders: list[str]) -> list[str]:
    """Returns the packages of the lock that the folders lack, or have in another version, as ``name==version``."""
    installed, pinned = installed_versions(folders), pinned_versions(lock)
    return [f"{name}=={version}" for name, version in pinned.items() if installed.get(name) != version]


def pinned_versions(lock: str) -> dict[str, str]:
    """Returns the version, by name, of each package that the lock requires on this platform.

    Lines with other markers than the platform (``; python_full_version < '3.12'``) are left to pip.
    """
    versions = {}
    with open(lock, encoding="utf-8") as file:
        for line in file:
            requirement, _, marker = line.rstrip("\\\n ").partition(" ; ")
            if line[0].isalpha() and (not marker or is_for_platform(marker)):
                name, _, version = requirement.partition("==")
                versions[name] = version
    return versions


def is_for_platform(marker: str) -> bool:
    """Returns whether a marker surely applies here, since it names platforms only."""
    return f"sys_platform == '{sys.platform}'" in marker.split(" or ")


def installed_versions(folders: list[str]) -> dict[str, str]:
    """Returns the version, by name, of each installed package; of two the first, which Python would import."""
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
    """Returns whether the environment is complete and has the packages of the lock."""
    if not is_complete(venv):
        return False
    lib = os.path.join(venv, "lib")
    folders = [os.path.join(lib, name, "site-packages") for name in os.listdir(lib)]
    return not missing_packages(lock, [*folders, os.path.join(lib, "site-packages")])  # the last on Windows


def is_complete(venv: str) -> bool:
    """Returns whether the environment was completed for this minor version of Python, which can start in it."""
    python = interpreter_path(venv)
    settings = _text(os.path.join(venv, "pyvenv.cfg"))  # which Python reads before any line of this program
    return (
        _text(stamp_path(venv)) == stamp_text()
        and "home" in settings
        and os.path.isdir(os.path.join(venv, "lib"))
        and os.path.isfile(python)
        and os.access(python, os.X_OK)
    )


def _text(path: str) -> str:
    """Returns what is in a small file; nothing where it is none, or is damaged."""
    try:
        with open(path, encoding="utf-8", opener=_without_waiting) as file:
            return file.read()
    except (OSError, ValueError):
        return ""


def _without_waiting(path: str, flags: int) -> int:
    """Opens a file; a pipe of its name, to which nobody writes, is empty."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_active(venv: str) -> bool:
    """Returns whether this process runs in the environment."""
    return os.path.realpath(sys.prefix) == os.path.realpath(venv)


def stamp_path(venv: str) -> str:
    """Returns the file that is written when the installation is finished."""
    return os.path.join(venv, "whole")


def stamp_text() -> str:
    """Returns the content of that file: the implementation and version of Python, such as ``cpython-311``."""
    return str(sys.implementation.cache_tag)


def interpreter_path(venv: str) -> str:
    """Returns the interpreter of the environment."""
    return os.path.join(venv, *(("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")))
