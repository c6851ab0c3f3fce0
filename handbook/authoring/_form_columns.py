"""Reads tables that hold several cases: one on each row below the labels, or one in each column beside them."""

from collections.abc import Sequence

from handbook.authoring._form_cells import (
    CASE_COLUMNS,
    Cell,
    Form,
    Key,
    add,
    as_one,
    has_letters,
    number_of,
    read_key,
)
from handbook.authoring._label_finder import OTHER, LabelFinder
from handbook.authoring._label_text import comparable
from handbook.authoring._paragraphs import Table
from handbook.authoring._person_line import read_person_line
from handbook.content.case_model import PAGE_TEXTS


def cases_in_rows(table: Table, labels: LabelFinder) -> list[Form]:
    """Reads a table with its labels in the first row, and a case on each of the others."""
    keys = [read_key(cell, labels) for cell in table.rows[0]]
    names = [key.name if key else OTHER for key in keys]
    if len(table.rows) < 2 or not {*PAGE_TEXTS} & {*names} or sum(key is not None for key in keys) < 2:
        return []
    if any(key and key.rest for key in keys) or any(len(row) != len(names) for row in table.rows):
        return []
    forms: list[Form] = []
    for row in table.rows[1:]:
        if not any(row):
            continue
        if not forms or {*CASE_COLUMNS} & {*names}:
            forms.append(Form(number_of(row, table)))
        for name, cell in zip(names, row, strict=True):
            if name != OTHER or has_letters(cell):
                add(forms[-1], name, cell)
    return _noted(forms, keys)


def cases_in_columns(table: Table, labels: LabelFinder) -> list[Form]:
    """Reads a table with its labels in the first column, and a case in each of two or more others."""
    width = max((len(row) for row in table.rows), default=0)
    whole = [row for row in table.rows if len(row) == width]
    first = next((index for index in range(width) if any(has_letters(row[index]) for row in whole)), 0)
    rows = [row[first:] for row in whole]  # without a column of numbers
    if any(_is_heading(cell, labels) for row in rows for cell in row[1:]):
        return []
    keys = [read_key(row[0], labels) for row in rows]
    names = _names(rows, keys)
    columns = list(zip(*(row[1:] for row in rows), strict=True))
    filled = [column for column in columns if _is_filled(column, names)]
    cases = [column for column in filled if _is_case(column, names)]  # the others have advice
    if len(filled) < 2 or not cases:
        return []
    forms = [Form(number_of(column, table)) for column in cases]
    for form, column in zip(forms, cases, strict=True):
        for row, name, cell in zip(rows, names, column, strict=True):
            if cell:
                add(form, name, [as_one([*row[0], *cell])] if name == OTHER else cell)
    others = [cell for column in columns if column not in cases for cell in column]
    others += [cell for row in table.rows if len(row) < width for cell in row]
    forms[0].unread += [as_one(cell) for cell in [*others, *(key.rest for key in keys if key)] if cell]
    return _noted(forms, keys)


def _noted(forms: list[Form], keys: Sequence[Key | None]) -> list[Form]:
    """Returns forms that share their labels; what is to be said of these is said at the first."""
    for form in forms[:1]:
        form.note(keys)
    for form in forms[1:]:
        form.languages = forms[0].languages
    return forms


def _names(rows: Sequence[Sequence[Cell]], keys: Sequence[Key | None]) -> list[str]:
    """Returns the field of each row; one that has no label goes on with the row above it, the first is a head."""
    missing = [name for name in CASE_COLUMNS if name not in {key.name for key in keys if key}]
    names: list[str] = []
    for row, key in zip(rows, keys, strict=True):
        if key:
            names.append(key.name)
        elif row[0]:
            names.append(OTHER)
        elif names:
            names.append(names[-1])
        else:
            is_head = missing[:1] == ["title"] or (missing and all(map(_is_person, row[1:])))
            names.append(missing[0] if is_head else OTHER)
    return names


def _is_filled(column: Sequence[Cell], names: Sequence[str]) -> bool:
    """Returns whether a column has a text, and a title or a person."""
    filled = {name for name, cell in zip(names, column, strict=True) if cell}
    return not filled.isdisjoint(PAGE_TEXTS) and not filled.isdisjoint(CASE_COLUMNS)


def _is_case(column: Sequence[Cell], names: Sequence[str]) -> bool:
    """Returns whether what a column has for a person is one."""
    return all(_is_person(cell) for name, cell in zip(names, column, strict=True) if cell and name == "person")


def _is_person(cell: Cell) -> bool:
    return bool(cell) and read_person_line(as_one(cell).text, is_certain=True) is not None


def _is_heading(cell: Cell, labels: LabelFinder) -> bool:
    return bool(cell) and comparable(cell[0].text) in labels.headings
