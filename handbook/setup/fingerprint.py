"""What the program stands on, as one digest: with another one nothing that was cached is of use."""

import sys
import zlib
from functools import cache

from handbook import resources
from handbook.setup.libraries import library_versions
from handbook.support.cache import digest


@cache
def program_fingerprint() -> str:
    """A digest of this program and all that it stands on: packages, Python and the libraries of the system."""
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
