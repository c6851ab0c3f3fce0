"""The form of a case: every field has an input, named in every language."""

from pathlib import Path

import pytest
import yaml

from handbook import resources
from handbook.authoring.case_form import FormInput, case_form, labels
from handbook.content.field_kinds import declared
from handbook.content.model import Case, Picture

LANGUAGES = sorted(path.stem for path in resources.LABELS.glob("*.yaml"))
WORDS = resources.PROGRAM / "preview" / "words"


def inputs(language: str) -> dict[str, FormInput]:
    return {each.name: each for each in case_form(language)}


def test_every_field_of_a_case_has_an_input_in_the_order_of_a_file() -> None:
    form = inputs("nl")
    assert list(form) == list(declared(Case))
    assert [part.name for part in form["portrait"].parts] == list(declared(Picture))
    assert {name for name, each in form.items() if each.required} == {"title", "person", "experience", "good_work"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name_in_every_language(language: str) -> None:
    kinds = [*declared(Case).values(), *declared(Picture).values()]
    assert all(kind.form_label.get(language) for kind in kinds)
    form = case_form(language)
    assert len(set(labels(form).values())) == len(form)


@pytest.mark.parametrize("path", sorted(WORDS.glob("*.yaml")), ids=lambda path: Path(path).stem)
def test_no_field_has_the_name_of_a_word_of_the_page(path: Path) -> None:
    """The page finds the label of a field among its words."""
    words = yaml.safe_load(path.read_text("utf-8"))
    assert not declared(Case).keys() & words.keys()
