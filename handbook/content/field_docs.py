"""Explains in words what each field is for and what it can be: for schemas, new files and docs/fields.md."""

from collections.abc import Iterator, Mapping

from handbook import resources
from handbook.content.brand import Brand
from handbook.content.brand_kinds import LabelsByLanguage, LookName
from handbook.content.case_model import WORDS_PER_PAGE, Case, Picture
from handbook.content.field_kinds import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_ITEMS,
    Choice,
    ColourList,
    Date,
    Field,
    FocalPoint,
    Group,
    GroupList,
    InkTable,
    LabelGroup,
    LanguageCode,
    Line,
    LineList,
    MarkdownText,
    Number,
    PageSize,
    PaperName,
    ProfileFile,
    YesNo,
    fields_by_name,
)
from handbook.content.labels import languages
from handbook.content.mail_settings import Mail
from handbook.content.model import Handbook, Theme
from handbook.content.print_settings import Print
from handbook.content.stocks import stock_list
from handbook.support.messages import ENGLISH, Message, message, translate

FILE = resources.ROOT / "docs" / "fields.md"
TITLES: Mapping[type, str] = {
    Case: "A case",
    Picture: "A picture",
    Handbook: "The handbook",
    Theme: "A theme",
    Print: "Print settings",
    Mail: "The mail",
    Brand: "A brand",
}
HEADING = """# All fields

The files in `content/cases/` have the fields of a case, `content/handbook.yaml` has those of the handbook, and
`brand.yaml` of a [house style](brand.md) those of a brand. This page is generated from the declarations in
`handbook/content/`; `python3 build.py test --regen` renews it.
"""


def describe(kind: Field) -> str:
    """Returns the explanation of a field, with its limits if it has any."""
    return _with_limits(kind, kind.explanation, ENGLISH)


def explain(group: type, name: str, language: str) -> str:
    """Returns the explanation of a field of a case or the handbook for an editor: ``describe`` in a language."""
    kind = fields_by_name(group)[name]
    if language == ENGLISH:
        return describe(kind)
    said = Message(f"explanation.{group.__name__.lower()}.{name}", {"words": WORDS_PER_PAGE}, language)
    return _with_limits(kind, said, language)


def _with_limits(kind: Field, explanation: str, language: str) -> str:
    if isinstance(kind, Number | PageSize) or (isinstance(kind, LineList) and kind.most < MOST_ITEMS):
        values = translate(possible_values(kind), language)
        return f"{explanation} {values[0].upper()}{values[1:]}."
    return explanation


def possible_values(kind: Field) -> str:
    """Returns the possible values of a kind of field, as the last column of a table says it."""
    match kind:
        case Line():
            return "one line" if kind.longest >= LONGEST_LINE else f"one line of at most {kind.longest} characters"
        case MarkdownText():
            return f"a text in Markdown of at most {LONGEST_TEXT:,} characters"
        case LineList() if kind.most < MOST_ITEMS:
            return message("limits.lines", most=kind.most, longest=kind.longest)
        case LineList():
            return "a list of lines"
        case YesNo():
            return "`yes` or `no`"
        case LookName(names=names):
            return f"{' or '.join(f'`{name}`' for name in names)}, or a look of the brand"
        case Choice(names=names):
            return " or ".join(f"`{name}`" for name in names)
        case LanguageCode():
            return " or ".join(f"`{code}`" for code in languages())
        case Number():
            unit = f" {kind.unit}" if kind.unit else ""
            default = f"; {kind.default:g} by default" if kind.default else ""
            return f"a number from {kind.least:g} to {kind.most:g}{unit}{default}"
        case PaperName():
            return f"{stock_list()}, or a number from {kind.lightest:g} to {kind.heaviest:g} g/m2"
        case Date():
            return "`2026-11` or `2026-11-23`"
        case PageSize():
            return f"width x height in mm, from {_size(kind.smallest)} to {_size(kind.largest)}"
        case FocalPoint():
            return "two numbers from 0 to 100"
        case ProfileFile():
            return "the name of a file"
        case Group() | GroupList():
            link = f"[{TITLES[kind.group].lower()}](#{TITLES[kind.group].lower().replace(' ', '-')})"
            return f"a list, each item {link}" if isinstance(kind, GroupList) else f"a group of fields: {link}"
        case InkTable():
            return f"a group of colours, each with four inks in percent: `{kind.example}`"
        case ColourList():
            return (
                'a colour as `"#154273"`, as four inks in percent `[100, 70, 0, 30]`, or the name of one of the '
                f"palette; or a list of at most {kind.most} of them"
            )
        case LabelGroup():
            return "a group of fields, as in `templates/labels/en.yaml`"
        case LabelsByLanguage():
            return f"a group for each language ({', '.join(languages())}), as in `templates/labels/en.yaml`"
    raise TypeError(f"no words for the kind {type(kind).__name__}")


def as_markdown() -> str:
    """Returns the page docs/fields.md: a table for each group of fields."""
    return "\n".join([HEADING, *(_table(group, title) for group, title in TITLES.items())])


def _table(group: type, title: str) -> str:
    return "\n".join([f"## {title}", "", "| field | what it is for | what it can be |", *_rows(group), ""])


def _rows(group: type) -> Iterator[str]:
    yield "| --- | --- | --- |"
    for name, kind in fields_by_name(group).items():
        required = ", required" if kind.required else ""
        yield f"| `{name}` | {kind.explanation} | {possible_values(kind)}{required} |"


def _size(size: tuple[float, float]) -> str:
    return f"{size[0]:g} x {size[1]:g}"
