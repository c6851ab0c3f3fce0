"""What the cells of a form say: labels, and texts by field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from handbook.authoring._label_finder import OTHER, Label, LabelFinder
from handbook.authoring._paragraphs import Paragraph, Table
from handbook.content.case_model import PAGE_TEXTS

Cell = Sequence[Paragraph]
CASE_COLUMNS = ("title", "person")  # what tells the cases of one table apart


@dataclass
class Form:
    """What a form says, by field; ``unread`` are the paragraphs of rows and labels that it does not know.

    ``head`` is the row above all labels; ``doubtful`` are labels that say more than the name of a field,
    ``languages`` those of the labels of its texts.
    """

    number: int
    entries: dict[str, list[Paragraph]] = field(default_factory=dict)
    head: list[Paragraph] = field(default_factory=list)
    unread: list[Paragraph] = field(default_factory=list)
    doubtful: list[Label] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)

    def note(self, keys: Iterable["Key | None"]) -> None:
        """Notes which labels are in doubt, and in which language those of the texts are."""
        known = [key.label for key in keys if key and key.name != OTHER]
        self.doubtful += [label for label in known if not label.is_certain]
        self.languages |= {label.language for label in known if label.field in PAGE_TEXTS}

    @property
    def has_texts(self) -> bool:
        return any(name in self.entries for name in PAGE_TEXTS)


@dataclass(frozen=True)
class Key:
    """A label in a cell, and the paragraphs that follow it in that cell."""

    label: Label
    rest: Cell

    @property
    def name(self) -> str:
        return self.label.field

    @property
    def paragraph(self) -> Paragraph:
        return self.label.paragraph


def read_key(cell: Cell, labels: LabelFinder) -> Key | None:
    """Reads the label of a cell: alone, above a text, or with the text on its line."""
    if not cell:
        return None
    if name := labels.key(cell[0].text):
        is_exact, language = labels.is_exact(cell[0].text), labels.language(cell[0].text)
        return Key(Label(name, cell[0], is_certain=is_exact, language=language), cell[1:])
    found = labels.find(cell[0])
    return Key(found, [*([found.rest] if found.rest else ()), *cell[1:]]) if found else None


def add(form: Form, name: str, paragraphs: Sequence[Paragraph]) -> None:
    """Adds what a cell says of a field."""
    if name == OTHER:
        form.unread.extend(paragraphs)
    else:
        form.entries.setdefault(name, []).extend(paragraphs)


def has_letters(paragraphs: Cell) -> bool:
    """Returns whether there is more than a number."""
    return any(letter.isalpha() for paragraph in paragraphs for letter in paragraph.text)


def number_of(row: Sequence[Cell], table: Table) -> int:
    """Returns the number of the first paragraph in a row or a column."""
    return next((cell[0].number for cell in row if cell), max(table.number, 1))


def as_one(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Returns the paragraphs of a row as one, to name it."""
    return replace(paragraphs[0], text=" ".join(paragraph.text for paragraph in paragraphs))
