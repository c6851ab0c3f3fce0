"""Records which version of each file was loaded, so that no change is handled twice."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from handbook.support.input_limits import ANY_FILE
from handbook.support.outside_files import read_outside

Version = object  # equal for the same version of a file


class FileVersions:
    """The version of each file that was loaded last.

    The preview loads what it writes at once; the file watcher then reports the same version again. Both the time
    of modification and the content count: file systems measure time in steps of some ms, within which another
    program may write too, and a file that is saved without a change must be loaded again.
    """

    def __init__(self) -> None:
        self._loaded: dict[Path, Version] = {}

    def not_loaded(self, paths: Iterable[Path]) -> Mapping[Path, Version]:
        """Returns the files whose version on disk is not the loaded one, with their version on disk.

        Must be called before the files are loaded: a change in between is then loaded once more.
        """
        versions = {path: _version(path) for path in paths}
        return {path: version for path, version in versions.items() if self._loaded.get(path, ...) != version}

    def mark_loaded(self, versions: Mapping[Path, Version]) -> None:
        """Records that these versions have been loaded."""
        self._loaded.update(versions)


def _version(path: Path) -> Version:
    """Returns the version of a file: None without a file, a unique one if it is a folder or cannot be read."""
    try:
        return path.stat().st_mtime_ns, sha256(read_outside(path, ANY_FILE)).digest()
    except FileNotFoundError:
        return None
    except OSError:
        return object()
