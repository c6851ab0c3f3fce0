"""Identifies the version of the program and of all that it depends on; cached results hold for one only."""

import sys
import zlib
from functools import cache

from handbook import resources
from handbook.setup.libraries import library_versions
from handbook.support.cache import digest


@cache
def program_fingerprint() -> str:
    """A digest of the program's code, its packages, Python, the platform and the libraries of the system."""
    files = (path for path in sorted(resources.PROGRAM.rglob("*")) if path.suffix in (".py", ".toml", ".yaml"))
    code = [path.read_bytes() for path in files]
    return digest(
        *code,
        resources.LOCK.read_bytes(),
        sys.version,
        sys.platform,
        zlib.ZLIB_RUNTIME_VERSION,
        *library_versions(),
    )
