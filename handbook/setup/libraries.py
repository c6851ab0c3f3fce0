"""The libraries that WeasyPrint loads, where each system keeps them. Standard library only."""

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


MAC_FOLDERS = "/opt/homebrew/lib:/usr/local/lib:/opt/local/lib:/usr/lib"


WINDOWS_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"


def missing_libraries() -> list[str]:
    """The need ``pango`` when a library that WeasyPrint loads is not to be found."""
    add_library_folders()
    return [] if all(map(has_library, libraries())) else ["pango"]


def libraries() -> list[str]:
    """The names of the libraries on this system."""
    return LIBRARIES.get(sys.platform, LIBRARIES["linux"]).split()


def library_versions() -> list[str]:
    """The versions of the libraries that shape a page: another one may set a line otherwise."""
    ask = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string", "fontconfig": "FcGetVersion"}
    found = []
    for word, function in ask.items():
        name = next(name for name in libraries() if word in name)
        call = getattr(ctypes.CDLL(ctypes.util.find_library(name) if sys.platform == "darwin" else name), function)
        call.restype = ctypes.c_char_p if function.endswith("string") else ctypes.c_int
        found.append(str(call()))
    return found


def has_library(name: str) -> bool:
    """Whether the system finds the library. Loading costs nothing, for WeasyPrint does it anyway."""
    if sys.platform == "darwin":
        return ctypes.util.find_library(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def add_library_folders() -> None:
    """Let ctypes, and WeasyPrint after it, find libraries where Homebrew, MacPorts and MSYS2 put them.

    On a Mac it is enough to change the environment of this process: what dlopen does not find under its name,
    cffi asks of ``ctypes.util.find_library``, which reads the variable anew.
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
    """While WeasyPrint loads its libraries: lets it have them by their names on Linux, and not look for others.

    It asks under the names of other systems first. For each ctypes would start ldconfig, gcc and ld: 0.2 s in all.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def has_browser_driver() -> bool:
    """Whether what drives the browser finds all that it loads."""
    return sys.platform != "linux" or has_library("libatomic.so.1")
