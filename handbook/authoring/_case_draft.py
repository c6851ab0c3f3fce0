"""A case as a document has it: what was found of it, and the text of its file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handbook.authoring._label_finder import HEADED_FIELDS, QUESTIONS, Label
from handbook.authoring._paragraphs import Paragraph, joined_markdown
from handbook.authoring._person_finder import find_person
from handbook.authoring._plain_text import joined_lines
from handbook.authoring.case_template import filled_case
from handbook.content.case_model import PAGE_TEXTS


@dataclass
class CaseDraft:
    """A case of a document: the number of its first paragraph, and what was found of it.

    ``file`` is the document, as it was asked for.
    ``lines`` has its paragraphs by field, or its lines in a plain text. ``is_labelled`` says that a label told in
    which field they belong; ``part`` is the heading above its title and those of the cases with it. ``languages``
    are those of the labels of its texts, empty for that of the book; ``label_numbers`` has the numbers of the
    paragraphs with its labels, by field.
    """

    number: int
    title: str = ""
    person_line: str = ""
    role: str = ""
    quote: str = ""
    themes: list[str] = field(default_factory=list)
    lines: dict[str, list[Paragraph]] = field(default_factory=dict)
    is_labelled: bool = True
    part: str = ""
    languages: set[str] = field(default_factory=set)
    file: Path = Path()
    label_numbers: dict[str, int] = field(default_factory=dict)

    def add_label(self, label: Label) -> None:
        """Adds a field, whose text follows its label."""
        self.lines.setdefault(label.field, [])
        self.label_numbers[label.field] = label.paragraph.number
        if label.field in PAGE_TEXTS:
            self.languages.add(label.language)

    def forget_list(self, name: str) -> None:
        """Forgets labels without texts where that of the field ``name`` comes again: they were only a list."""
        if name in self.lines and not any(self.lines.values()):
            self.lines.clear()
            self.label_numbers.clear()

    @property
    def person(self) -> str:
        """The person that a line of its own names, or the only person of the texts; empty otherwise."""
        texts = (paragraph.text for paragraph in self.all_paragraphs)
        return self.person_line or find_person("\n\n".join((self.title, *texts)))

    @property
    def language(self) -> str:
        """The language of its texts, if their labels are not in that of the book."""
        return next(iter(self.languages)) if len(self.languages) == 1 else ""

    @property
    def all_paragraphs(self) -> Iterator[Paragraph]:
        return (paragraph for name in HEADED_FIELDS for paragraph in self.paragraphs(name))

    def paragraphs(self, name: str) -> list[Paragraph]:
        return joined_lines(self.lines.get(name, []))

    def as_file(self, folder: Path) -> str:
        """Returns the text of its file in ``folder``; a field is empty where an editor has to fill it in."""
        required = {
            "title": self.title,
            "person": self.person,
            **{name: joined_markdown(self.paragraphs(name)) for name in PAGE_TEXTS},
        }
        questions = [paragraph.text for paragraph in self.paragraphs(QUESTIONS)]
        optional = {"role": self.role, "quote": self.quote, QUESTIONS: questions, "themes": self.themes}
        optional |= {"language": self.language}
        return filled_case(folder, {**required, **{name: value for name, value in optional.items() if value}})
