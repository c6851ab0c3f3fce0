"""Makes JSON schemas of the content files, for editors that complete and check YAML during typing."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handbook import resources
from handbook.content.brand import Brand
from handbook.content.brand_kinds import LabelsByLanguage, LookName
from handbook.content.case_model import Case
from handbook.content.field_docs import describe
from handbook.content.field_kinds import (
    LONGEST_LINE,
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
    Number,
    PageSize,
    PaperName,
    YesNo,
    fields_by_name,
)
from handbook.content.labels import default_labels, languages
from handbook.content.model import Handbook
from handbook.content.stocks import stocks

SCHEMAS: Mapping[type, Path] = {
    Case: resources.SCHEMAS / "case.json",
    Handbook: resources.SCHEMAS / "handbook.json",
    Brand: resources.SCHEMAS / "brand.json",
}

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "number"]}  # `title: 2026` is a title
INKS: Schema = {
    "type": "array",
    "minItems": 4,
    "maxItems": 4,
    "items": {**TEXT, "minimum": 0, "maximum": 100},
}
YES_NO: Schema = {"enum": [True, False, "yes", "no", "ja", "nee"]}


def schema(group: type) -> Schema:
    """Returns the schema of a file that holds a Case, a Handbook or a Brand."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": group.__name__}
    return {**head, **_group(group)}


def schema_line(folder: Path, group: type) -> str:
    """Returns the first line of a file in ``folder``, which tells an editor where the schema of its group is."""
    target = os.path.realpath(SCHEMAS[group])
    try:
        address = Path(os.path.relpath(target, os.path.realpath(folder))).as_posix()
    except ValueError:  # on another disk of Windows
        address = Path(target).as_uri()
    return f"# yaml-language-server: $schema={address}\n"


def _group(group: type) -> Schema:
    fields = fields_by_name(group)
    required = [name for name, kind in fields.items() if kind.required]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {name: {**_value(kind), "description": describe(kind)} for name, kind in fields.items()},
    }


def _value(kind: Field) -> Schema:
    """Returns the schema of the values that a kind of field can have."""
    match kind:
        case Line():
            return _line(kind.longest)
        case LineList():
            most = {"maxItems": kind.most} if kind.most < MOST_ITEMS else {}
            return {"type": "array", **most, "items": _line(kind.longest)}
        case YesNo():
            return YES_NO
        case LookName():  # a brand may have more
            return {"anyOf": [{"enum": list(kind.names)}, {"type": "string", "pattern": "^[\\w-]+$"}]}
        case Choice():
            return {"enum": list(kind.names)}
        case LanguageCode():
            return {"enum": languages()}
        case Number():
            return {**TEXT, "minimum": kind.least, "maximum": kind.most}
        case PaperName():
            return {"anyOf": [{"enum": [*stocks()]}, TEXT]}
        case Date() | PageSize() | FocalPoint():
            return {"type": "string", "pattern": f"^{kind.PATTERN}$"}
        case GroupList():
            return {"type": "array", "items": _group(kind.group)}
        case Group():
            return _group(kind.group)
        case InkTable():
            return {
                "type": "object",
                "additionalProperties": False,
                "patternProperties": {f"^{kind.PATTERN}$": INKS},
            }
        case ColourList():
            return _colours(kind)
        case LabelGroup():
            return _labels()
        case LabelsByLanguage():
            groups = {language: _labels() for language in languages()}
            return {"type": "object", "additionalProperties": False, "properties": groups}
    return TEXT


def _line(longest: int) -> Schema:
    return {**TEXT, "maxLength": longest} if longest < LONGEST_LINE else TEXT


def _colours(kind: ColourList) -> Schema:
    colours = [{"type": "string", "pattern": f"^({kind.HEX}|{kind.NAME})$"}, INKS]
    return {"anyOf": [*colours, {"type": "array", "maxItems": kind.most, "items": {"anyOf": colours}}]}


def _labels() -> Schema:
    labels = {
        name: {**TEXT, "description": f"Instead of “{label}”."} for name, label in default_labels("en").items()
    }
    return {"type": "object", "additionalProperties": False, "properties": labels}
