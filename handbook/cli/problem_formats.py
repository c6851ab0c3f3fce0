"""Writes problems for programs: as annotations for GitHub, as JSON, and as SARIF 2.1.0."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from handbook import resources
from handbook.api import Mark, Problem
from handbook.support.messages import Message

FORMATS = ("text", "github", "json", "sarif")
ROOT = "GITHUB_WORKSPACE"  # environment variable: the folder from which GitHub counts paths
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_annotation(problem: Problem) -> str:
    """Returns a problem as a workflow command of GitHub, which shows it beside the line of the file."""
    place = problem.place
    position = {"line": place.line, "col": place.column} if place.line else {}
    values = {"file": _path_from_root(place), **position, "title": problem.id}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items())
    return f"::{problem.severity} {properties}::{_escaped(_sentences(problem))}"


def as_json(problems: Sequence[Problem]) -> str:
    """Returns problems as a list of objects; ``line`` and ``column`` are null for a file as a whole."""
    return json.dumps([_fields(problem) for problem in problems], ensure_ascii=False, indent=2)


def as_sarif(problems: Sequence[Problem]) -> str:
    """Returns problems as a log in SARIF 2.1.0, which code hosts and editors read."""
    rules = [{"id": rule} for rule in sorted({problem.id for problem in problems})]
    driver = {"name": "handbook", "version": resources.VERSION, "rules": rules}
    results = [_result(problem) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _fields(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "file": _file(place),
        "line": place.line or None,
        "column": place.column or None,
        "severity": problem.severity,
        "id": problem.id,
        "message": _message(problem),
        "remedy": problem.remedy,
    }


def _result(problem: Problem) -> dict[str, object]:
    place, path = problem.place, _path_from_root(problem.place)
    address = Path(path).as_uri() if os.path.isabs(path) else quote(path)
    region = {"region": {"startLine": place.line, "startColumn": place.column}} if place.line else {}
    return {
        "ruleId": problem.id,
        "level": problem.severity,
        "message": {"text": _sentences(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": address}, **region}}],
    }


def _file(place: Mark) -> str:
    """Returns the file of a place; in a finished PDF a place is a sentence with the file in it."""
    return str(place.file.values["file"]) if isinstance(place.file, Message) else place.file


def _message(problem: Problem) -> str:
    """Returns what is wrong, with the page where that is in a PDF."""
    page = str(problem.place.file).removeprefix(_file(problem.place)).removeprefix(": ")
    return f"{page}: {problem.message}" if page else problem.message


def _sentences(problem: Problem) -> str:
    return f"{_message(problem)}\n{problem.remedy}"


def _path_from_root(place: Mark) -> str:
    """Returns the path of a file from the root of the checkout, or from the current folder, with slashes."""
    file = _file(place)
    if (root := os.environ.get(ROOT)) and os.path.exists(file):
        file = os.path.relpath(os.path.realpath(file), os.path.realpath(root))
    return Path(file).as_posix()


def _escaped(text: str, more: str = "") -> str:
    """Returns a text as GitHub wants it in a command."""
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
