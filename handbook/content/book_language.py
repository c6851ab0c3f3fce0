"""Reads in which language a handbook is, before it is read as a whole."""

import re
from pathlib import Path

from handbook.content.field_kinds import LanguageCode, fields_by_name
from handbook.content.model import Handbook
from handbook.support.input_limits import YAML_FILE
from handbook.support.outside_files import read_outside

LINE = re.compile(r"^language:[ \t]*[\"']?([a-z]+)\b", re.MULTILINE)


def book_language(content: Path) -> str:
    """Returns the language of the handbook in a folder; empty if there is none that can be read.

    Messages need it where the handbook has errors too, and where nothing is read because nothing has changed.
    """
    try:
        text = read_outside(content / "handbook.yaml", YAML_FILE).decode("utf-8", "replace")
    except OSError:
        return ""
    field = fields_by_name(Handbook)["language"]
    assert isinstance(field, LanguageCode)
    found = LINE.search(text)
    return found[1] if found else field.default
