"""The libraries that WeasyPrint loads: where they are, and their versions. Standard library only.

On Windows and macOS they come with the package ``gstreamer-libs``. On Linux they are the system's, or those that
``debian_download`` unpacked in the program's folder.
"""

import ctypes
import ctypes.util
import glob
import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from handbook import resources
from handbook.setup.errors import SetupFailed
from handbook.support.messages import message

# The files, by the name that WeasyPrint asks for first, in weasyprint/text/ffi.py.
FILES = {
    "libgobject-2.0-0": {
        "linux": "libgobject-2.0.so.0",
        "darwin": "libgobject-2.0.0.dylib",
        "win32": "gobject-2.0-0.dll",
    },
    "libpango-1.0-0": {
        "linux": "libpango-1.0.so.0",
        "darwin": "libpango-1.0.0.dylib",
        "win32": "pango-1.0-0.dll",
    },
    "libpangoft2-1.0-0": {
        "linux": "libpangoft2-1.0.so.0",
        "darwin": "libpangoft2-1.0.0.dylib",
        "win32": "pangoft2-1.0-0.dll",
    },
    "libharfbuzz-0": {
        "linux": "libharfbuzz.so.0",
        "darwin": "libharfbuzz.0.dylib",
        "win32": "harfbuzz.dll",
    },
    "libharfbuzz-subset-0": {
        "linux": "libharfbuzz-subset.so.0",
        "darwin": "libharfbuzz-subset.0.dylib",
        "win32": "harfbuzz-subset.dll",
    },
    "libfontconfig-1": {
        "linux": "libfontconfig.so.1",
        "darwin": "libfontconfig.1.dylib",
        "win32": "fontconfig-1.dll",
    },
}
VERSIONS = {
    "libpango-1.0-0": "pango_version_string",
    "libharfbuzz-0": "hb_version_string",
    "libfontconfig-1": "FcGetVersion",
}


PACKAGED = ("win32", "darwin")  # the platforms where a package of the lock brings the libraries


def missing_libraries() -> list[str]:
    """Returns the need ``pango`` if this Linux has no library that WeasyPrint loads, otherwise nothing."""
    return [] if sys.platform in PACKAGED or all(map(can_load, library_paths().values())) else ["pango"]


def check_packaged_libraries() -> None:
    """Loads the libraries that a package brings, which costs nothing, since WeasyPrint loads them anyway.

    Raises:
        SetupFailed: one does not load.
    """
    if sys.platform not in PACKAGED:
        return
    try:
        for path in library_paths().values():
            ctypes.CDLL(path)
    except OSError as error:
        raise SetupFailed(message("setup.unloadable", reason=error, folder=sys.prefix)) from error


def library_paths() -> dict[str, str]:
    """Returns what to load for each name that WeasyPrint asks for, and makes it loadable in this process."""
    if sys.platform in PACKAGED:
        folder = packaged_folder()
        return {name: str(folder / files[sys.platform]) for name, files in FILES.items()}
    files = {name: files["linux"] for name, files in FILES.items()}
    if not all(map(can_load, files.values())):
        load_downloaded_libraries()
    return files


@cache
def packaged_folder() -> Path:
    """Returns the folder of the libraries that a package brings. They find each other and their settings."""
    folder = package_folder("gstreamer_libs")
    os.environ.setdefault("FONTCONFIG_PATH", str(folder / "etc" / "fonts"))
    if sys.platform != "win32":
        return folder / "lib"  # where each knows its neighbours by their relative places
    for libraries in (folder / "bin", package_folder("gstreamer_ext_runtime") / "bin"):
        os.add_dll_directory(str(libraries))
    return folder / "bin"


def package_folder(name: str) -> Path:
    """Returns the folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if not spec or not spec.origin:
        raise SetupFailed(message("setup.still-missing", folder=sys.prefix, packages=name))
    return Path(spec.origin).parent


def load_downloaded_libraries() -> None:
    """Loads the libraries that were downloaded, after which the system's loader knows them by their names.

    One that needs another one loads only after it.
    """
    settings = resources.DOWNLOADED / "etc" / "fonts"
    if settings.is_dir():  # not where the system has Fontconfig
        os.environ.setdefault("FONTCONFIG_PATH", str(settings))
    waiting = glob.glob(str(resources.DOWNLOADED / "usr" / "lib" / "*" / "*.so.*"))
    while waiting:
        failed = [path for path in waiting if not can_load(path)]
        waiting = failed if len(failed) < len(waiting) else []


def can_load(library: str) -> bool:
    """Returns whether a library could be loaded, by its name or its path."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def library_versions() -> list[str]:
    """Returns the versions of the libraries that set text; another version may break a line elsewhere."""
    versions = []
    for name, function in VERSIONS.items():
        call = getattr(ctypes.CDLL(library_paths()[name]), function)
        call.restype = ctypes.c_char_p if function.endswith("string") else ctypes.c_int
        versions.append(str(call()))
    return versions


@contextmanager
def libraries_by_name() -> Iterator[None]:
    """Makes WeasyPrint load these libraries and no others in the block, without a search.

    It loads them with cffi, which asks ``ctypes.util.find_library`` where the loader of the system does not know a
    name. On Linux that would start ldconfig, gcc and ld for each name that is not there, which takes 0.2 s in all.
    """
    search, paths = ctypes.util.find_library, library_paths()
    ctypes.util.find_library = lambda name: paths.get(name)
    try:
        yield
    finally:
        ctypes.util.find_library = search


def has_browser_driver() -> bool:
    """Returns whether the system has the library that Playwright's browser driver loads."""
    return sys.platform != "linux" or can_load("libatomic.so.1")
