"""Lists the inputs of the forms of a case and of the book: one for each field that they declare, in that order."""

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.authoring.field_values import form_fields
from handbook.content.brand_kinds import LookName
from handbook.content.case_model import Case, Picture
from handbook.content.field_kinds import (
    CaseOrder,
    Choice,
    ColourList,
    Field,
    Group,
    GroupList,
    InkTable,
    LabelGroup,
    LanguageCode,
    Line,
    LineList,
    MarkdownText,
    PaperName,
    ThemeList,
    YesNo,
)
from handbook.content.labels import default_labels
from handbook.content.model import Handbook, Theme
from handbook.content.stocks import stocks

FALLBACK = "en"  # the language of a label that has no translation
PARTS = ("cover", "texts", "themes", "look", "words", "print", "mail")  # of the form of the book


@dataclass(frozen=True)
class FormInput:
    """An input of the form.

    ``control`` says what it is: "line", "text" (of several ``rows``), "lines" (one item on each), "colours",
    "order" (of the stories, which are moved elsewhere), "themes" (a choice of several), "choice" (of one of the
    ``options``, each a value and its name), "language", "look", "accent" (choices that the page knows), "yes_no",
    "group", "picture" or "label" (an input for each of the ``parts``), or "groups" (a list of groups with those
    parts). ``suggestions`` complete what is typed.
    ``counted`` inputs show their number of words, those with ``markup`` have buttons for it; those with
    ``in_details`` are hidden until "More" is opened.
    ``part`` is the part of the form of the book.
    """

    name: str
    label: str
    control: str
    required: bool = False
    in_details: bool = False
    counted: bool = False
    markup: bool = False
    rows: int = 1
    hint: str = ""
    part: str = ""
    options: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()
    parts: tuple["FormInput", ...] = ()


def case_form(language: str) -> tuple[FormInput, ...]:
    """Returns the inputs of a case, labelled in a language."""
    return _inputs(Case, language)


def book_form(language: str) -> tuple[FormInput, ...]:
    """Returns the inputs of the book, labelled in a language."""
    return _inputs(Handbook, language)


def labels(inputs: tuple[FormInput, ...]) -> Mapping[str, str]:
    """Returns the labels of inputs, by name."""
    return {each.name: each.label for each in inputs}


def _inputs(group: type, language: str) -> tuple[FormInput, ...]:
    return tuple(_input(name, kind, language, group) for name, kind in form_fields(group).items())


def _input(name: str, kind: Field, language: str, group: type) -> FormInput:
    return FormInput(
        name,
        _in_language(kind.form_label, language),
        "accent" if group is Theme and name == "accent" else _control(kind),
        kind.required,
        kind.in_details,
        counted=isinstance(kind, MarkdownText) and group is Case,
        markup=isinstance(kind, MarkdownText),
        rows=kind.form_rows if isinstance(kind, Line | MarkdownText | LineList) else 1,
        hint=_in_language(kind.form_hint, language),
        part=kind.form_part,
        options=_options(kind, language),
        suggestions=tuple(f"{name} " for name in stocks()) if isinstance(kind, PaperName) else (),
        parts=_parts(kind, language),
    )


def _parts(kind: Field, language: str) -> tuple[FormInput, ...]:
    match kind:
        case Group() | GroupList():
            return _inputs(kind.group, language)
        case LabelGroup():
            return tuple(FormInput(name, label, "line") for name, label in default_labels(language).items())
    return ()


def _options(kind: Field, language: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(kind, Choice) or isinstance(kind, LookName):
        return ()
    names = kind.form_options.get(language) or kind.form_options.get(FALLBACK) or kind.names
    return tuple(zip(kind.names, names, strict=True))


def _in_language(words: Mapping[str, str], language: str) -> str:
    return words.get(language, words.get(FALLBACK, ""))


def _control(kind: Field) -> str:
    match kind:
        case ThemeList():
            return "themes"
        case CaseOrder():
            return "order"
        case LineList():
            return "lines"
        case ColourList() | InkTable():
            return "colours"
        case MarkdownText():
            return "text"
        case Line() if kind.form_rows > 1:
            return "text"
        case LanguageCode():
            return "language"
        case LookName():
            return "look"
        case Choice():
            return "choice"
        case YesNo():
            return "yes_no"
        case Group():
            return "picture" if kind.group is Picture else "group"
        case LabelGroup():
            return "label"
        case GroupList():
            return "groups"
    return "line"
