"""JSON schemas of the content's files, for editors that complete and check YAML while one types."""

import os
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from handbook import resources
from handbook.content._print_settings import BINDINGS, FLIPS
from handbook.content.field_docs import FIELDS, REQUIRED
from handbook.content.model import Case, Handbook, Prose, Text

SCHEMAS: Mapping[type, Path] = {
    Case: resources.SCHEMAS / "case.json",
    Handbook: resources.SCHEMAS / "handbook.json",
}

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "number"]}  # `title: 2026` is a title
YES: Schema = {"enum": [True, False, "yes", "no", "ja", "nee"]}
PATTERNS: Mapping[str, str] = {
    "date": r"^\d{4}-\d\d(-\d\d)?$",
    "focus": r"^\d{1,3} \d{1,3}$",
    "trim": r"^\d{3} ?[x×] ?\d{3}$",
}


def schema(kind: type) -> Schema:
    """The schema of a file that holds a Case or a Handbook."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": kind.__name__}
    return {**head, **_group(kind)}


def line(folder: Path) -> str:
    """The first line of a case in ``folder``, by which an editor finds the schema."""
    target = SCHEMAS[Case].resolve()
    try:
        way = Path(os.path.relpath(target, folder.resolve())).as_posix()
    except ValueError:  # on another disk of Windows
        way = target.as_uri()
    return f"# yaml-language-server: $schema={way}\n"


def _group(kind: type) -> Schema:
    # Fields that the model has under another name, or not as a field: the cases stand there in their order.
    hints = get_type_hints(kind) | {"order": tuple[Text, ...], "spine": float}
    fields = {name: {**_value(name, hints[name]), "description": says} for name, says in FIELDS[kind].items()}
    required = {"required": list(REQUIRED[kind])} if kind in REQUIRED else {}
    return {"type": "object", "additionalProperties": False, **required, "properties": fields}


def _value(name: str, hint: Any) -> Schema:
    """The schema of a field, after the type that it has in the model."""
    choices = {"language": _languages(), "binding": list(BINDINGS), "flip": list(FLIPS)}
    if name in choices:
        return {"enum": choices[name]}
    if name in PATTERNS:
        return {"type": "string", "pattern": PATTERNS[name]}
    if name == "labels":
        labels = yaml.safe_load((resources.LABELS / "en.yaml").read_text("utf-8"))
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                label: {**TEXT, "description": f"Instead of “{said}”."} for label, said in labels.items()
            },
        }
    if get_origin(hint) is types.UnionType:
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value("", get_args(hint)[0])}
    if hint is bool:
        return YES
    return TEXT if hint in (Text, Prose, str, float, Path) else _group(hint)


def _languages() -> list[str]:
    return sorted(path.stem for path in resources.LABELS.glob("*.yaml"))
