"""The schemas say what the loader says, in words that help an editor.

``python3 build.py test --regen`` writes them again.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from handbook.content.case_model import Case, Picture
from handbook.content.field_docs import TITLES, describe
from handbook.content.field_kinds import fields_by_name
from handbook.content.json_schema import SCHEMAS, schema
from handbook.content.loader import load
from handbook.content.mail_settings import Mail
from handbook.content.model import Handbook
from handbook.content.print_settings import Print
from tests.books import SEED

BAD = Path(__file__).parent / "bad"


def _schema(kind: type) -> Any:
    return json.loads(SCHEMAS[kind].read_text("utf-8"))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schema_is_up_to_date(kind: type, request: pytest.FixtureRequest) -> None:
    fresh = json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--regen"):
        SCHEMAS[kind].parent.mkdir(exist_ok=True)
        SCHEMAS[kind].write_text(fresh, "utf-8")
    assert SCHEMAS[kind].read_text("utf-8") == fresh
    Draft7Validator.check_schema(_schema(kind))


def test_the_schema_knows_the_fields_that_the_loader_knows(tmp_path: Path) -> None:
    """The problem of an unknown field that resembles no other lists all fields."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "handbook.yaml").write_text("zzzzzzzz: x\nmail:\n  zzzzzzzz: x\nprint:\n  zzzzzzzz: x\n")
    (tmp_path / "cases" / "01-a.yaml").write_text("zzzzzzzz: x\nportrait:\n  zzzzzzzz: x\n")
    listed = {
        frozenset(problem.remedy.removeprefix("It can be: ").rstrip(".").split(", "))
        for problem in load(tmp_path).problems
        if problem.id == "unknown-field"
    }
    present = {Case: {"portrait"}, Handbook: {"mail", "print"}, Mail: set(), Print: set(), Picture: set()}
    assert listed == {frozenset(fields_by_name(kind).keys() - names) for kind, names in present.items()}


def test_the_schema_asks_for_what_the_loader_asks_for(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "handbook.yaml").write_text("register: yes\nbrand: .\nthemes:\n  - accent: moss\n")
    (tmp_path / "brand.yaml").write_text("size: M\n")
    (tmp_path / "cases" / "01-a.yaml").write_text("role: x\nportrait:\n  credit: x\n")
    missing = sorted(p.message.split("'")[1] for p in load(tmp_path).problems if p.id == "missing-field")
    assert missing == sorted(
        name for group in TITLES for name, kind in fields_by_name(group).items() if kind.required
    )


def test_good_content_is_valid_and_mistakes_are_found() -> None:
    case, handbook = Draft7Validator(_schema(Case)), Draft7Validator(_schema(Handbook))
    for path in (SEED / "cases").glob("*.yaml"):
        case.validate(yaml.safe_load(path.read_text("utf-8")))
    handbook.validate(yaml.safe_load((SEED / "handbook.yaml").read_text("utf-8")))
    for folder in ("unknown-field", "missing-field", "wrong-type-list"):
        errors = [
            error.message
            for path in (BAD / folder / "cases").glob("*.yaml")
            for error in case.iter_errors(yaml.safe_load(path.read_text("utf-8")))
        ]
        assert errors, folder


def test_every_description_is_a_sentence() -> None:
    for group in TITLES:
        for description in map(describe, fields_by_name(group).values()):
            assert description[0].isupper() or description.startswith("saddle-stitch")
            assert (len(description) > 10 and description[-1] in ".:") or description[-1].isalnum()
