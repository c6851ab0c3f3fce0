"""The kinds of field that a content file can have, each with its limits. Frozen data, no I/O.

A class of the model annotates every attribute that is a field of a file with its kind:

    role: Annotated[Text, Line("What the person does, printed after the name.", example="beleidsmedewerker")]

That is the one declaration of a field. Derived from it: how the field is read (``read_fields``), its JSON schema
(``json_schema``), its row in the documentation (``field_docs``), its lines in the file of a new case and its
input in the form of the preview (``authoring``), and whether its characters and typing are checked
(``printed_texts``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import cache
from typing import ClassVar, get_type_hints

LONGEST_LINE, LONGEST_TEXT = 1000, 10_000  # characters; a page holds 1,600
MOST_ITEMS = 1000  # of a list


@dataclass(frozen=True)
class Field:
    """A field of a group; the subclasses are the kinds.

    ``explanation`` is for an editor who has never seen the project. ``example`` is a value as written in a file.
    ``form_label`` names the field in the form of the preview, by language, and ``form_hint`` says there how to
    fill it in, where the label does not; a field without a label is in no form. ``form_part`` is the part of the
    form of the book that it is in; ``in_details`` hides it until "More" is opened. ``printed`` says that the book
    prints the texts of this field. ``name`` is its name in a file, where that is not the attribute's.
    ``synonyms`` are words that editors write for it, for a suggestion.
    """

    explanation: str
    _: KW_ONLY
    required: bool = False
    printed: bool = True
    name: str = ""
    example: str = "…"
    form_label: Mapping[str, str] = field(default_factory=dict)
    form_hint: Mapping[str, str] = field(default_factory=dict)
    form_part: str = ""
    in_details: bool = False
    synonyms: Sequence[str] = ()


@dataclass(frozen=True)
class Line(Field):
    """A text of one line, of at most ``longest`` characters; its input in the form has ``form_rows`` lines."""

    _: KW_ONLY
    longest: int = LONGEST_LINE
    default: str = ""
    form_rows: int = 1


@dataclass(frozen=True)
class MarkdownText(Field):
    """A long text in Markdown; with ``keeps_lines`` each line of a paragraph stays one."""

    _: KW_ONLY
    keeps_lines: bool = False
    form_rows: int = 6


@dataclass(frozen=True)
class LineList(Field):
    """A list of at most ``most`` texts of one line, of at most ``longest`` characters each."""

    _: KW_ONLY
    most: int = MOST_ITEMS
    longest: int = LONGEST_LINE
    form_rows: int = 3


@dataclass(frozen=True)
class ThemeList(LineList):
    """A list of names of the handbook's themes, from which the form offers a choice."""


@dataclass(frozen=True)
class CaseOrder(LineList):
    """A list of all cases, which are moved where they are shown."""


@dataclass(frozen=True)
class YesNo(Field):
    """Yes or no; ``default`` when it is missing."""

    _: KW_ONLY
    default: bool = False
    example: str = "yes"


@dataclass(frozen=True)
class Choice(Field):
    """One of ``names``, which ``form_options`` says in words for the form, by language and in the same order."""

    names: Sequence[str]
    _: KW_ONLY
    default: str = ""
    form_options: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class LanguageCode(Field):
    """A language for which there are labels in templates/."""

    _: KW_ONLY
    example: str = "en"
    default: str = ""


@dataclass(frozen=True)
class Number(Field):
    """A number with a decimal point or comma, from ``least`` to ``most``; a unit may follow it and is ignored.

    ``default`` stands for a number that is missing.
    """

    _: KW_ONLY
    least: float
    most: float
    default: float
    unit: str = ""


@dataclass(frozen=True)
class PaperName(Field):
    """A paper of the table ``stocks``, or a weight in g/m2, from ``lightest`` to ``heaviest``."""

    _: KW_ONLY
    lightest: float
    heaviest: float


@dataclass(frozen=True)
class Date(Field):
    """A month or a day, as YYYY-MM or YYYY-MM-DD."""

    PATTERN: ClassVar[str] = r"\d{4}-\d\d(-\d\d)?"

    _: KW_ONLY
    example: str = "2026-11"


@dataclass(frozen=True)
class PageSize(Field):
    """The width and height of a page in mm, each from that of ``smallest`` to that of ``largest``."""

    PATTERN: ClassVar[str] = r"(\d{3}) ?(?:mm)? ?[x×] ?(\d{3}) ?(?:mm)?"

    _: KW_ONLY
    smallest: tuple[float, float]
    largest: tuple[float, float]


@dataclass(frozen=True)
class FocalPoint(Field):
    """A point of a picture, in percent from the left and from the top."""

    PATTERN: ClassVar[str] = r"(\d{1,2}|100) (\d{1,2}|100)"

    _: KW_ONLY
    default: tuple[int, int]


@dataclass(frozen=True)
class ProfileFile(Field):
    """The file of a colour profile for CMYK, in the content folder."""


@dataclass(frozen=True)
class InkTable(Field):
    """Colours in sRGB, each with the four inks that print it, in percent."""

    PATTERN: ClassVar[str] = r"#[0-9a-fA-F]{6}"


@dataclass(frozen=True)
class ColourList(Field):
    """A colour or a list of at most ``most``: in sRGB, four inks in percent, or the name of one of the palette."""

    HEX: ClassVar[str] = InkTable.PATTERN
    NAME: ClassVar[str] = r"[a-zA-Z-]+"

    _: KW_ONLY
    most: int


@dataclass(frozen=True)
class Group(Field):
    """A group of fields, declared by the class ``group`` of the model."""

    group: type


@dataclass(frozen=True)
class GroupList(Field):
    """A list of groups of fields, each declared by the class ``group`` of the model."""

    group: type


@dataclass(frozen=True)
class LabelGroup(Field):
    """Labels that the book prints, by their names in templates/labels/."""

    _: KW_ONLY
    example: str = "contents: …"


@cache
def fields_by_attribute(group: type) -> Mapping[str, Field]:
    """Returns the fields that a class of the model declares, by its attributes, in the order of a file."""
    hints = get_type_hints(group, include_extras=True)
    kinds = {name: getattr(hint, "__metadata__", (None,))[0] for name, hint in hints.items()}
    return {name: kind for name, kind in kinds.items() if isinstance(kind, Field)}


@cache
def fields_by_name(group: type) -> Mapping[str, Field]:
    """Returns the fields that a class of the model declares, by their names in a file, in the order of a file."""
    return {kind.name or attribute: kind for attribute, kind in fields_by_attribute(group).items()}
