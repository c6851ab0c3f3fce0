"""Lists the inputs of the form of a case: one for each field that a case declares, in that order."""

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.content.field_kinds import (
    Field,
    Group,
    LanguageCode,
    Line,
    LineList,
    MarkdownText,
    ThemeList,
    declared,
)
from handbook.content.model import Case

FALLBACK = "en"  # the language of a label that has no translation


@dataclass(frozen=True)
class FormInput:
    """An input of the form.

    ``control`` says what it is: "line", "text" (of several ``rows``), "lines" (one item on each), "themes" (a
    choice of several), "language" (a choice of one) or "group" (an input for each of the ``parts``). ``counted``
    inputs show their number of words; those with ``in_details`` are hidden until "More" is opened.
    """

    name: str
    label: str
    control: str
    required: bool
    in_details: bool
    counted: bool = False
    rows: int = 1
    parts: tuple["FormInput", ...] = ()


def case_form(language: str) -> tuple[FormInput, ...]:
    """Returns the inputs of a case, labelled in a language."""
    return _inputs(Case, language)


def labels(inputs: tuple[FormInput, ...]) -> Mapping[str, str]:
    """Returns the labels of inputs, by name."""
    return {each.name: each.label for each in inputs}


def _inputs(group: type, language: str) -> tuple[FormInput, ...]:
    return tuple(_input(name, kind, language) for name, kind in declared(group).items() if kind.form_label)


def _input(name: str, kind: Field, language: str) -> FormInput:
    label = kind.form_label.get(language, kind.form_label[FALLBACK])
    rows = kind.form_rows if isinstance(kind, Line | MarkdownText | LineList) else 1
    counted = isinstance(kind, MarkdownText)
    parts = _inputs(kind.group, language) if isinstance(kind, Group) else ()
    return FormInput(name, label, _control(kind), kind.required, kind.in_details, counted, rows, parts)


def _control(kind: Field) -> str:
    match kind:
        case ThemeList():
            return "themes"
        case LineList():
            return "lines"
        case MarkdownText():
            return "text"
        case Line() if kind.form_rows > 1:
            return "text"
        case LanguageCode():
            return "language"
        case Group():
            return "group"
    return "line"
