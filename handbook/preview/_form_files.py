"""Reads the fields of a content file for a form, and writes what was changed there, over no newer change."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from handbook.authoring.content_editor import change_value
from handbook.authoring.field_values import InvalidChange, Value, clean_value, form_fields, read_values
from handbook.authoring.safe_write import read_begun, read_still, write
from handbook.content.yaml_source import decode
from handbook.preview._errors import Conflict
from handbook.support.names import display_path

Changes: TypeAlias = Mapping[str, tuple[Value, Value]]  # by field, the value that was edited and the new one


def read_form(group: type, path: Path) -> dict[str, Value]:
    """Returns the fields of a file that holds a ``group``, as a form shows them.

    A file that another program has just emptied is waited for: it would look as if its texts were taken out.

    Raises:
        Unreadable: the file is not YAML.
    """
    return read_values(group, decode(read_begun(path), display_path(path)), display_path(path))


def save_form(group: type, path: Path, changes: Changes) -> dict[str, Value]:
    """Writes changed fields into a file that holds a ``group``; returns all its fields, as they were written.

    Raises:
        Unreadable: the file is not YAML.
        InvalidChange: a field does not exist, or cannot have that value.
        Conflict: a field has another value in the file than the one that was edited; nothing is written.
    """
    fields, name = form_fields(group), display_path(path)
    if not changes.keys() <= fields.keys():
        raise InvalidChange
    data = read_still(path)
    text = decode(data, name)
    current = read_values(group, text, name)
    cleaned = {field: (edited, clean_value(fields[field], new)) for field, (edited, new) in changes.items()}
    if any(current[field] not in pair for field, pair in cleaned.items()):
        raise Conflict(current)
    for field, (_, new) in cleaned.items():
        text = change_value(group, text, name, field, new)
    write(path, data, text)
    return read_values(group, text, name)  # not of the file: another program may have changed that since
