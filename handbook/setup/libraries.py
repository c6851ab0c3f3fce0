"""The system libraries that WeasyPrint loads: their names, folders and versions. Standard library only."""

import contextlib
import ctypes
import ctypes.util
import os
import sys
from collections.abc import Iterator

# Under the names that WeasyPrint asks for, in weasyprint/text/ffi.py.
LIBRARIES = {
    "linux": "libgobject-2.0.so.0 libpango-1.0.so.0 libpangoft2-1.0.so.0"
    " libharfbuzz.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1",
    "darwin": "gobject-2.0 pango-1.0 pangoft2-1.0 harfbuzz harfbuzz-subset fontconfig",
    "win32": "libgobject-2.0-0.dll libpango-1.0-0.dll libpangoft2-1.0-0.dll"
    " libharfbuzz-0.dll libharfbuzz-subset-0.dll libfontconfig-1.dll",
}

# Where Homebrew and MacPorts install libraries, and MSYS2.
MAC_FOLDERS = "/opt/homebrew/lib:/usr/local/lib:/opt/local/lib:/usr/lib"
WINDOWS_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"


def missing_libraries() -> list[str]:
    """The need ``pango`` where the system lacks a library that WeasyPrint loads, else nothing."""
    add_library_folders()
    return [] if all(map(has_library, library_names())) else ["pango"]


def library_names() -> list[str]:
    """The names of the libraries on this platform."""
    return LIBRARIES.get(sys.platform, LIBRARIES["linux"]).split()


def library_versions() -> list[str]:
    """The versions of the libraries that decide how text is set; another version may break a line elsewhere."""
    functions = {
        "pango-1.0": "pango_version_string",
        "harfbuzz": "hb_version_string",
        "fontconfig": "FcGetVersion",
    }
    versions = []
    for word, function in functions.items():
        name = next(name for name in library_names() if word in name)
        call = getattr(ctypes.CDLL(ctypes.util.find_library(name) if sys.platform == "darwin" else name), function)
        call.restype = ctypes.c_char_p if function.endswith("string") else ctypes.c_int
        versions.append(str(call()))
    return versions


def has_library(name: str) -> bool:
    """Whether the system finds the library. Loading it costs nothing, since WeasyPrint loads it anyway."""
    if sys.platform == "darwin":
        return ctypes.util.find_library(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def add_library_folders() -> None:
    """Let ctypes and WeasyPrint find the libraries of Homebrew, MacPorts and MSYS2.

    On a Mac it is enough to change the environment of this process: where dlopen does not find a name, cffi calls
    ``ctypes.util.find_library``, which reads the variable each time.
    """
    if sys.platform == "darwin":
        folders = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", "").split(":") + MAC_FOLDERS.split(":")
        os.environ["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(dict.fromkeys(filter(None, folders)))
    elif sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", WINDOWS_FOLDERS).split(";"):
            with contextlib.suppress(OSError):
                os.add_dll_directory(folder)


@contextlib.contextmanager
def libraries_by_name() -> Iterator[None]:
    """In the block, WeasyPrint loads its libraries on Linux by their exact names, without a search.

    It tries the names of other platforms first. For each of them ctypes would start ldconfig, gcc and ld, which
    takes 0.2 s in all.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def has_browser_driver() -> bool:
    """Whether the library is there that Playwright's browser driver loads."""
    return sys.platform != "linux" or has_library("libatomic.so.1")
