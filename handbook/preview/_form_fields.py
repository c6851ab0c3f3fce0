"""The inputs of a form by their names in a content file, and which of them a line of that file belongs to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbook.authoring.content_form import FormInput

# The name of a field, or of a part of a group; a hyphen before it starts a row of a list of groups.
NAME = re.compile(r"( *)(- +)?[\"']?([\w#-]+)[\"']?:")


@dataclass(frozen=True)
class FormField:
    """An input of the form, by the ``name`` that a content file has for it, with the ``parts`` of a group."""

    name: str
    label: str
    parts: Mapping[str, "FormField"] = field(default_factory=dict, hash=False)
    has_rows: bool = False


FormFields = Mapping[str, FormField]


@dataclass(frozen=True)
class FormPlace:
    """A place in a form: a field, of a group also a part, and of a list of groups the number of a row, from 0."""

    field: FormField | None = None
    part: FormField | None = None
    row: int = 0

    @property
    def control(self) -> str:
        """The name of the input in the page; empty if there is none."""
        if self.field is None:
            return ""
        if not self.field.has_rows:
            return f"{self.field.name}.{self.part.name}" if self.part else self.field.name
        part = self.part or next(iter(self.field.parts.values()))
        return f"{self.field.name}.{self.row}.{part.name}"


def form_fields(inputs: tuple[FormInput, ...]) -> FormFields:
    """Returns the inputs of a form by their names in a file."""
    return {
        each.name: FormField(each.name, each.label, form_fields(each.parts), each.control == "groups")
        for each in inputs
    }


def place_at(lines: Sequence[str], line: int, fields: FormFields) -> FormPlace:
    """Returns the place in a form that a line of a file belongs to; ``lines`` are those of the file.

    The file may not be YAML: what counts is how far its lines are indented.
    """
    names: list[str] = []  # of the parts that the line is in
    rows, least = 0, None
    for text in reversed(lines[:line]):
        if not (match := NAME.match(text)):
            continue
        indent, hyphen, name = match.groups(default="")
        if not indent and not hyphen:
            return _place(fields.get(name), names, rows)
        rows += bool(hyphen)
        column = len(indent + hyphen)
        if least is None or column < least:
            names.append(name)
            least = column
    return FormPlace()


def _place(of_file: FormField | None, names: Sequence[str], rows: int) -> FormPlace:
    if of_file is None:
        return FormPlace()
    part = next((of_file.parts[name] for name in names if name in of_file.parts), None)
    return FormPlace(of_file, part, max(0, rows - 1))


def place_of(name: str, fields: FormFields, near: FormPlace) -> FormPlace | None:
    """Returns the place of the field that a problem calls ``name``; None if the form has none.

    Several groups can have parts of one name: ``near`` is where the problem is in the file.
    """
    if near.field and name in near.field.parts:
        return FormPlace(near.field, near.field.parts[name], near.row)
    if name in fields:
        return FormPlace(fields[name])
    groups = (group for group in fields.values() if name in group.parts)
    return next((FormPlace(group, group.parts[name]) for group in groups), None)
