"""Why the system refused a file, as a sentence of the catalogue."""

import errno

from handbook.support.messages import Message, message

REASONS = {
    errno.ENOENT: "system.no-file",
    errno.EACCES: "system.no-permission",
    errno.EPERM: "system.not-permitted",
    errno.ENOSPC: "system.disk-full",
    errno.EROFS: "system.read-only",
    errno.EISDIR: "system.is-folder",
    errno.ENOTDIR: "system.not-folder",
    errno.ENAMETOOLONG: "system.name-too-long",
    errno.EEXIST: "system.exists",
    errno.ELOOP: "system.link",
    errno.ENXIO: "outside-file.not-ordinary",  # a socket
}


def reason(error: OSError) -> str:
    """Returns why the system refused; in the words of the system, which are English, where it is a rare reason.

    A refusal of this program, which has a sentence of its own, keeps that.
    """
    said: str = error.strerror or str(error)
    key = REASONS.get(error.errno or 0)
    return said if isinstance(said, Message) or key is None else message(key)
