"""The looks that a book can have, each a folder of templates and style sheets."""

import re
from pathlib import Path

from handbook import resources
from handbook.support.input_limits import YAML_FILE
from handbook.support.outside_files import read_outside

DEFAULT = "kalm"
SIZES = ("S", "M", "L")  # of type
LOOKS = tuple(sorted(path.name for path in resources.LOOKS.iterdir() if path.is_dir()))
# A line of a text in YAML never starts at the left.
LINE = re.compile(r"^look:[ \t]*[\"']?([\w-]+)", re.MULTILINE)


def look_of(content: Path) -> str:
    """Returns the look that the handbook in a folder asks for, if there is such a one; otherwise the default.

    Processes that lay out need the fonts of the look before the handbook has been read.
    """
    try:
        text = read_outside(content / "handbook.yaml", YAML_FILE).decode("utf-8", "replace")
    except OSError:
        return DEFAULT
    found = LINE.search(text)
    return found[1] if found and found[1] in LOOKS else DEFAULT
