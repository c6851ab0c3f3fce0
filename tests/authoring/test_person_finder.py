"""The person that a text is about is proposed, where it names only one."""

import json
from pathlib import Path

import pytest

from handbook.authoring._person_finder import find_person
from tests.authoring.imports import HEADS

NAMES = Path(__file__).parent / "names"


@pytest.mark.parametrize("name", sorted(json.loads((NAMES / "expected.json").read_text("utf-8"))))
def test_the_one_person_that_a_text_names_is_proposed(name: str) -> None:
    """The author of these texts did not know how names are recognised."""
    text = (NAMES / name).read_text("utf-8")
    for head in HEADS:
        text = text.replace(f"\n{head}\n", "")
    assert find_person(text) == json.loads((NAMES / "expected.json").read_text("utf-8"))[name]
