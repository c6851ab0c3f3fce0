"""Reads tables that are forms: labels on the left and texts on the right, or labels above columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from handbook.authoring._label_finder import HEADED_FIELDS, OTHER, Label, LabelFinder, comparable
from handbook.authoring._paragraphs import Paragraph, Table
from handbook.content.model import PAGE_TEXTS

Cell = Sequence[Paragraph]
CASE_COLUMNS = ("title", "person")  # of a table with a case on each row


@dataclass
class Form:
    """What a form says, by field; ``unread`` are the paragraphs of rows and labels that it does not know.

    ``head`` is the row above all labels; ``doubtful`` are labels that say more than the name of a field.
    """

    number: int
    entries: dict[str, list[Paragraph]] = field(default_factory=dict)
    head: list[Paragraph] = field(default_factory=list)
    unread: list[Paragraph] = field(default_factory=list)
    doubtful: list[Label] = field(default_factory=list)

    @property
    def has_texts(self) -> bool:
        return any(name in self.entries for name in PAGE_TEXTS)


@dataclass(frozen=True)
class _Key:
    """A label in a cell, and the paragraphs that follow it in that cell."""

    label: Label
    rest: Cell

    @property
    def name(self) -> str:
        return self.label.field

    @property
    def paragraph(self) -> Paragraph:
        return self.label.paragraph


def read_forms(table: Table, labels: LabelFinder) -> list[Form]:
    """Returns the forms in a table, one for each case; none if it is not a form."""
    is_frame = len(table.rows) == 1 and len(table.rows[0]) == 1
    if is_frame or any(_has_both_texts(cell, labels) for row in table.rows for cell in row):
        return []
    return _columns(table, labels) or _rows(table, labels)


def _has_both_texts(cell: Cell, labels: LabelFinder) -> bool:
    """Returns whether the labels of both texts stand in one cell: it is a frame around a whole case."""
    return {*PAGE_TEXTS} <= {labels.headings.get(comparable(paragraph.text)) for paragraph in cell}


def _columns(table: Table, labels: LabelFinder) -> list[Form]:
    """Reads a table with its labels in the first row."""
    keys = [_key(cell, labels) for cell in table.rows[0]]
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
            forms.append(Form(_number(row, table)))
        for name, cell in zip(names, row, strict=True):
            if name != OTHER or _has_letters(cell):
                _add(forms[-1], name, cell)
    if forms:
        forms[0].doubtful = [key.label for key in keys if key and not key.label.is_certain]
    return forms


def _rows(table: Table, labels: LabelFinder) -> list[Form]:
    """Reads a table with its labels on the left, or one below the other with their texts below them."""
    form = Form(_number(table.rows[0] if table.rows else (), table))
    forms = [form]
    current, is_single_column = "", all(len(row) == 1 for row in table.rows)
    for row in table.rows:
        for key, text in _pairs(row, labels):
            if key and _starts_anew(form, key):
                form = Form(_number(row, table))
                forms.append(form)
            if key:
                current = key.name
                _add_labelled(form, key, text)
            elif not current:
                (form.unread if form.head else form.head).extend(text)
            elif is_single_column or not row[0] or (len(row) == 1 and not form.entries.get(current)):
                _add(form, current, text)
            else:
                _add(form, OTHER, [_as_one(text)])
    if len(forms) > 1 and not form.has_texts:  # it was no case that started there
        forms[-2].unread += [
            *form.head,
            *(part for parts in form.entries.values() for part in parts),
            *form.unread,
        ]
        forms.pop()
    return forms if forms[0].entries else []


def _starts_anew(form: Form, key: _Key) -> bool:
    """Returns whether a label that a form has already is the first one of another case."""
    is_whole = all(name in form.entries for name in PAGE_TEXTS)
    return key.name in form.entries and form.has_texts and (is_whole or key.name in CASE_COLUMNS)


def _add_labelled(form: Form, key: _Key, text: list[Paragraph]) -> None:
    """Adds what stands beside a label, or else below it in its own cell; then what is below it explains it."""
    if key.name == OTHER:
        form.unread.append(_as_one([key.paragraph, *key.rest, *text]))
        return
    if not key.label.is_certain:
        form.doubtful.append(key.label)
    _add(form, key.name, text or key.rest)
    form.unread.extend(key.rest if text else ())


def _as_one(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Returns the paragraphs of a row as one, to name it."""
    return replace(paragraphs[0], text=" ".join(paragraph.text for paragraph in paragraphs))


def _pairs(row: Sequence[Cell], labels: LabelFinder) -> Iterator[tuple[_Key | None, list[Paragraph]]]:
    """Yields the labels of a row, each with the paragraphs beside it; those before the first label with None."""
    key: _Key | None = None
    text: list[Paragraph] = []
    is_value = False
    for cell in row:
        found = _key(cell, labels)
        if found and not (is_value and found.name not in HEADED_FIELDS):
            if key or _has_letters(text):
                yield key, text
            key, text, is_value = found, [], not found.rest
        else:
            text.extend(cell)
            is_value = False
    if key or _has_letters(text):
        yield key, text


def _has_letters(paragraphs: Cell) -> bool:
    """Returns whether there is more than a number."""
    return any(letter.isalpha() for paragraph in paragraphs for letter in paragraph.text)


def _key(cell: Cell, labels: LabelFinder) -> _Key | None:
    """Reads the label of a cell: alone, above a text, or with the text on its line."""
    if not cell:
        return None
    if name := labels.key(cell[0].text):
        return _Key(Label(name, cell[0], is_certain=labels.is_exact(cell[0].text)), cell[1:])
    found = labels.find(cell[0])
    return _Key(found, [*([found.rest] if found.rest else ()), *cell[1:]]) if found else None


def _add(form: Form, name: str, paragraphs: Sequence[Paragraph]) -> None:
    if name == OTHER:
        form.unread.extend(paragraphs)
    else:
        form.entries.setdefault(name, []).extend(paragraphs)


def _number(row: Sequence[Cell], table: Table) -> int:
    return next((cell[0].number for cell in row if cell), max(table.number, 1))
