"""Tells by its name a file that a system, an editor or a synchronising program leaves beside the editor's own.

The build and the watcher of the preview pass over the same names. What could be a story is never passed over.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

LEFTOVER = re.compile(
    r"""
    \.(?!.*\.icloud$).*              # hidden: .DS_Store, .~lock.x#, .x.yaml.swp, .git
    | ~\$.* | .*~                    # Word; Emacs, gedit and many others
    | \#.*\# | \#(recycle|snapshot)  # Emacs; Synology
    | 4913 | 5036 | 5159             # Vim, to see whether it may write here
    | .*\.(tmp|temp|bak|backup|orig|rej|sw[a-p]|kate-swp|save(\.\d+)?|wbk|asd)
    | .*\.(part|partial|crdownload|crswap|download|!sync)  # browsers, Resilio
    | .*\.sb-[0-9a-f]{4,8}-\w{3,8} | \(A\ Document\ Being\ Saved\ By\ .*  # TextEdit
    | .*___jb_(tmp|old)___           # JetBrains
    | thumbs\.db(:encryptable)? | ehthumbs(_vista)?\.db | desktop\.ini | \$recycle\.bin | recycler
    | system\ volume\ information | nppbackup
    | icon[\r\uf00d] | __macosx | network\ trash\ folder | temporary\ items
    | @eadir | @recycle | @recently-snapshot | lost\+found
    """,
    re.IGNORECASE | re.VERBOSE,
)
NOT_DOWNLOADED = re.compile(r"\.(.+)\.icloud")  # stands for a file that is only in iCloud

MARKED_COPY = re.compile(
    r"""
    (?P<stem>.+?)
    (
        (\ \(|\ ?\[)[^()\[\]]*(confli|konfli)[^()\[\]]*(\(\d+\))?[)\]]  # Dropbox, Nextcloud, Google Drive, Seafile
        | \.sync-conflict-\d{8}-\d{6}(-\w+)?                        # Syncthing
        | [_.]conflict-\d{8}-\d{4,6} | \.conflict\d*                  # ownCloud, Resilio
        | _[^_]+_[a-z]{3}-\d{2}-\d{6}-\d{4}_conflict                # Synology Drive
    )
    (?P<suffix>\.\w+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Only the original beside it tells these from a file of the editor: "(1)" of OneDrive and Google Drive, the 2 of
# iCloud, the name of a computer that OneDrive adds, as Windows ("PC-VAN-JAN") or a Mac ("MacBook-Pro") spells it.
UNMARKED_COPY = re.compile(
    r"(?P<stem>.+?)( \(\d{1,2}\)| \d{1,2}|-[A-Z0-9]*[A-Z][A-Z0-9-]*|-i?Mac(Book)?\b[\w’' -]*)(?P<suffix>\.\w+)"
)
# Beside the original: how systems name copies in Dutch and English, and whatever follows its name after a space,
# which a case cannot have ("x - laptop van Jan").
COPY_BY_HAND = re.compile(
    r"""
    ((kopie|copy)\ (\(\d+\)\ )?(van|of)\ )?
    (?P<stem>\S.*?)
    (\ .+ | [-_](kopie|copy)[-_]?\d*)?
    (?P<suffix>\.\w+)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Copy:
    """A copy of a file: the name of that file, and whether somebody made it, not a program in a conflict."""

    original: str
    is_by_hand: bool


def is_leftover(name: str) -> bool:
    """Returns whether a file or folder of this name is passed over."""
    return bool(LEFTOVER.fullmatch(name))


def not_downloaded(name: str) -> str:
    """Returns the name of the file in iCloud for which this one stands; empty if it stands for none."""
    match = NOT_DOWNLOADED.fullmatch(name)
    return match[1] if match else ""


def as_copy(name: str, others: Collection[str]) -> Copy | None:
    """Returns of which file this one is a copy; None if of none. ``others`` are the names in the same folder."""
    if match := MARKED_COPY.fullmatch(name):
        return Copy(match["stem"] + match["suffix"], is_by_hand=False)
    for pattern in (UNMARKED_COPY, COPY_BY_HAND):
        match = pattern.fullmatch(name)
        original = match["stem"] + match["suffix"] if match else ""
        if original != name and original in others:
            return Copy(original, is_by_hand=pattern is COPY_BY_HAND)
    return None
