"""Reads tables that are forms: labels on the left and texts on the right, or one below the other."""

from collections.abc import Iterator, Sequence

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
from handbook.authoring._form_columns import cases_in_columns, cases_in_rows
from handbook.authoring._label_finder import HEADED_FIELDS, OTHER, LabelFinder
from handbook.authoring._label_text import comparable
from handbook.authoring._paragraphs import Paragraph, Table
from handbook.content.case_model import PAGE_TEXTS


def read_forms(table: Table, labels: LabelFinder) -> list[Form]:
    """Returns the forms in a table, one for each case; none if it is not a form."""
    is_frame = len(table.rows) == 1 and len(table.rows[0]) == 1
    if is_frame or any(_has_both_texts(cell, labels) for row in table.rows for cell in row):
        return []
    return cases_in_rows(table, labels) or cases_in_columns(table, labels) or _rows(table, labels)


def _has_both_texts(cell: Cell, labels: LabelFinder) -> bool:
    """Returns whether the labels of both texts stand in one cell: it is a frame around a whole case."""
    return {*PAGE_TEXTS} <= {labels.headings.get(comparable(paragraph.text)) for paragraph in cell}


def _rows(table: Table, labels: LabelFinder) -> list[Form]:
    """Reads a table with its labels on the left, or one below the other with their texts below them."""
    form = Form(number_of(table.rows[0] if table.rows else (), table))
    forms = [form]
    current, is_single_column = "", all(len(row) == 1 for row in table.rows)
    for row in table.rows:
        for key, text in _pairs(row, labels):
            if key and _starts_anew(form, key):
                form = Form(number_of(row, table))
                forms.append(form)
            if key:
                current = key.name
                _add_labelled(form, key, text)
            elif not current:
                (form.unread if form.head else form.head).extend(text)
            elif is_single_column or not row[0] or (len(row) == 1 and not form.entries.get(current)):
                add(form, current, text)
            else:
                add(form, OTHER, [as_one(text)])
    if len(forms) > 1 and not form.has_texts:  # it was no case that started there
        forms[-2].unread += [
            *form.head,
            *(part for parts in form.entries.values() for part in parts),
            *form.unread,
        ]
        forms.pop()
    return forms if forms[0].entries else []


def _starts_anew(form: Form, key: Key) -> bool:
    """Returns whether a label that a form has already is the first one of another case."""
    is_whole = all(name in form.entries for name in PAGE_TEXTS)
    return key.name in form.entries and form.has_texts and (is_whole or key.name in CASE_COLUMNS)


def _add_labelled(form: Form, key: Key, text: list[Paragraph]) -> None:
    """Adds what stands beside a label, or else below it in its own cell; then what is below it explains it."""
    if key.name == OTHER:
        form.unread.append(as_one([key.paragraph, *key.rest, *text]))
        return
    form.note([key])
    add(form, key.name, text or key.rest)
    form.unread.extend(key.rest if text else ())


def _pairs(row: Sequence[Cell], labels: LabelFinder) -> Iterator[tuple[Key | None, list[Paragraph]]]:
    """Yields the labels of a row, each with the paragraphs beside it; those before the first label with None."""
    key: Key | None = None
    text: list[Paragraph] = []
    is_value = False
    for cell in row:
        found = read_key(cell, labels)
        if found and not (is_value and found.name not in HEADED_FIELDS):
            if key or has_letters(text):
                yield key, text
            key, text, is_value = found, [], not found.rest
        else:
            text.extend(cell)
            is_value = False
    if key or has_letters(text):
        yield key, text
