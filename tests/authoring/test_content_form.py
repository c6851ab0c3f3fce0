"""The form of a case: every field has an input, named in every language."""

import pytest

from handbook import resources
from handbook.authoring.content_form import PARTS, FormInput, book_form, case_form, labels
from handbook.content.case_model import Case, Picture
from handbook.content.field_kinds import Choice, fields_by_name
from handbook.content.mail_settings import Mail
from handbook.content.model import Handbook, Theme
from handbook.content.print_settings import Print

LANGUAGES = sorted(path.stem for path in resources.LABELS.glob("*.yaml"))


def inputs(language: str) -> dict[str, FormInput]:
    return {each.name: each for each in case_form(language)}


def test_every_field_of_a_case_has_an_input_in_the_order_of_a_file() -> None:
    form = inputs("nl")
    assert list(form) == list(fields_by_name(Case))
    assert [part.name for part in form["portrait"].parts] == list(fields_by_name(Picture))
    assert {name for name, each in form.items() if each.required} == {"title", "person", "experience", "good_work"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name_in_every_language(language: str) -> None:
    kinds = [*fields_by_name(Case).values(), *fields_by_name(Picture).values()]
    assert all(kind.form_label.get(language) for kind in kinds)
    form = case_form(language)
    assert len(set(labels(form).values())) == len(form)


def test_the_form_of_the_book_has_everything_that_an_editor_decides() -> None:
    """The order of the stories has no input: it leads to where they are moved."""
    form = {each.name: each for each in book_form("nl")}
    assert list(form) == list(fields_by_name(Handbook)) and form["order"].control == "order"
    assert {each.part for each in form.values()} == set(PARTS)
    assert [part.name for part in form["print"].parts] == list(fields_by_name(Print))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_of_the_book_is_in_every_language(language: str) -> None:
    for kinds in map(fields_by_name, (Handbook, Print, Theme, Mail)):
        for kind in kinds.values():
            assert not kind.form_label or kind.form_label[language]
            assert not kind.form_hint or kind.form_hint[language]
            assert not isinstance(kind, Choice) or len({*kind.form_options.get(language, kind.names)}) == len(
                kind.names
            )
