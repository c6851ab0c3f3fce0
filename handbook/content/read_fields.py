"""Reads the fields that a class of the model declares, each according to its kind."""

from os.path import isfile
from typing import Any

from handbook.content._brand_colours import read_colours
from handbook.content._colour_profile import check_profile
from handbook.content._ink_table import read_inks
from handbook.content._measures import read_date, read_focal_point, read_number, read_page_size
from handbook.content._paper import read_paper
from handbook.content._scalars import is_visible
from handbook.content.brand_kinds import LabelsByLanguage, LookName
from handbook.content.case_model import Picture
from handbook.content.field_kinds import (
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
    fields_by_attribute,
    fields_by_name,
)
from handbook.content.field_reader import FieldReader
from handbook.content.labels import languages, read_labels, read_labels_by_language
from handbook.content.picture_fields import FOLDER, check_picture
from handbook.content.print_settings import PROFILE, Print
from handbook.content.text import Text
from handbook.support.messages import message
from handbook.support.names import suggest
from handbook.support.outside_files import existing_path
from handbook.support.problems import problem


def read_fields(reader: FieldReader, group: type) -> dict[str, Any]:
    """Reads every field of a group, by attribute; reports those that are missing or unknown."""
    fields = fields_by_attribute(group)
    values = {attribute: read_field(reader, kind.name or attribute, kind) for attribute, kind in fields.items()}
    reader.finish({word: name for name, kind in fields_by_name(group).items() for word in kind.synonyms})
    return values


def read_field(reader: FieldReader, name: str, kind: Field) -> Any:
    """Reads the field called ``name``, of a kind."""
    match kind:
        case Line():
            return _line(reader, name, kind)
        case MarkdownText():
            return reader.prose(name, required=kind.required, keeps_lines=kind.keeps_lines)
        case LineList():
            return _lines(reader, name, kind)
        case YesNo():
            return reader.yes_no(name, default=kind.default)
        case LookName():
            return reader.line(name)  # which looks there are depends on the brand
        case Choice():
            return _choice(reader, name, kind)
        case LanguageCode():
            return _language(reader, name, kind)
        case Number():
            return read_number(reader, name, kind)
        case Date():
            return read_date(reader, name)
        case PageSize():
            return read_page_size(reader, name, kind)
        case PaperName():
            return read_paper(reader, name, kind)
        case FocalPoint():
            return read_focal_point(reader, name, kind)
        case ProfileFile():
            file = reader.line(name)
            return existing_path(reader.file.content, file) if file else PROFILE
        case InkTable():
            return read_inks(reader, name, kind)
        case ColourList():
            return read_colours(reader, name, kind)
        case LabelGroup():
            return read_labels(reader.group(name))
        case LabelsByLanguage():
            return read_labels_by_language(reader.group(name))
        case GroupList():
            return tuple(kind.group(**read_fields(item, kind.group)) for item in reader.groups(name))
        case Group():
            return _group(reader, name, kind)
    raise TypeError(f"no way to read a field of the kind {type(kind).__name__}")


def _line(reader: FieldReader, name: str, kind: Line) -> str:
    text = reader.line(name, required=kind.required)
    _check_length(reader, name, text, kind.longest)
    return text or kind.default or text


def _lines(reader: FieldReader, name: str, kind: LineList) -> tuple[Text, ...]:
    lines = reader.lines(name)
    if (count := len(lines)) > kind.most:
        reader.file.report(problem(lines[kind.most].mark, "too-long.list", name=name, count=count, most=kind.most))
    for line in lines[: kind.most]:
        _check_length(reader, name, line, kind.longest)
    return lines


def _check_length(reader: FieldReader, name: str, text: Text, most: int) -> None:
    if (count := len(text)) > most:
        reader.file.report(problem(text.mark, "too-long.line", name=name, count=count, most=most))


def _choice(reader: FieldReader, name: str, kind: Choice) -> str:
    text = reader.line(name)
    if text in kind.names:
        return text
    if text:
        remedy = suggest(text, kind.names)
        reader.file.report(problem(text.mark, "wrong-type.choice", remedy=remedy, name=name, text=text))
    return kind.default


def _language(reader: FieldReader, name: str, kind: LanguageCode) -> str:
    text, known = reader.line(name), languages()
    if text and text not in known:
        remedy = message("remedy.it-can-be", names=", ".join(known))
        reader.file.report(problem(text.mark, "unknown-language", remedy=remedy, language=text))
    return str(text) if text in known else kind.default


def _group(reader: FieldReader, name: str, kind: Group) -> Any:
    if kind.group is Picture:
        return _picture(reader, name)
    fields = reader.group(name)
    group = kind.group(**read_fields(fields, kind.group))
    if kind.group is Print:
        for mistake in check_profile(fields.texts, reader.file.content):
            reader.file.report(mistake)
    return group


def _picture(reader: FieldReader, name: str) -> Picture | None:
    """Reads a picture; None if it is missing or cannot be used: without a description it is refused by PDF/UA."""
    if reader.is_empty(name):
        return None
    picture = Picture(**read_fields(reader.group(name), Picture))
    for mistake in check_picture(picture, reader.file.content):
        reader.file.report(mistake)
    path = existing_path(reader.file.content / FOLDER, picture.file)
    return picture if picture.file and is_visible(picture.alt) and isfile(path) else None
