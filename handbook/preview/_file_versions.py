"""Tells whether the version of a file that is on disk has been loaded, so that no change is handled twice."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

Version = object  # equal for the same version of a file


class FileVersions:
    """Which version of each file was loaded last.

    The preview loads what it writes at once; the file watcher then reports the same version again. Both the time
    of modification and the content count: file systems measure time in steps of some ms, within which another
    program may write too, and a file that is saved without a change is to be loaded again.
    """

    def __init__(self) -> None:
        self._loaded: dict[Path, Version] = {}

    def not_loaded(self, paths: Iterable[Path]) -> Mapping[Path, Version]:
        """The files of which another version is on disk than was loaded, with that version.

        It must be called before they are loaded: a change that comes in between is then loaded once more.
        """
        versions = {path: _version(path) for path in paths}
        return {path: version for path, version in versions.items() if self._loaded.get(path, ...) != version}

    def mark_loaded(self, versions: Mapping[Path, Version]) -> None:
        """Records that these versions have been loaded."""
        self._loaded.update(versions)


def _version(path: Path) -> Version:
    """The version of a file: None without a file, a unique one if it is a folder or cannot be read."""
    try:
        return path.stat().st_mtime_ns, sha256(path.read_bytes()).digest()
    except FileNotFoundError:
        return None
    except OSError:
        return object()
