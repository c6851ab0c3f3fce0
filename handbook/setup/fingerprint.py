"""Identifies the version of the program and of all that it depends on; results are cached for one version."""

import sys
import zlib
from functools import cache

from handbook import resources
from handbook.setup.libraries import library_versions
from handbook.setup.venv import installed_versions, pinned_versions
from handbook.support.cache import digest


@cache
def program_fingerprint() -> str:
    """Returns a digest of the program's code, its packages, Python, the platform and the system's libraries."""
    files = (path for path in sorted(resources.PROGRAM.rglob("*")) if path.suffix in (".py", ".toml", ".yaml"))
    code = [path.read_bytes() for path in files]
    installed = installed_versions(sys.path)
    packages = [f"{name}=={installed.get(name)}" for name in pinned_versions(str(resources.LOCK))]
    return digest(
        *code,
        *packages,
        sys.version,
        sys.platform,
        zlib.ZLIB_RUNTIME_VERSION,
        *library_versions(),
    )
