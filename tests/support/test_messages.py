"""Every sentence that the code uses is in the catalogue, with the placeholders that the code fills in."""

import ast
import pickle
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from handbook import resources
from handbook.content.case_model import Case
from handbook.content.field_docs import explain
from handbook.content.field_kinds import fields_by_name
from handbook.content.model import Handbook
from handbook.support.messages import CATALOGUES, Message, catalogue_language, listed, message, translate

GROUPS = (Case, Handbook)  # of which a new file explains the fields
# Functions, and the position of their argument with the key.
CALLS = {"message": 0, "problem": 1, "finding": 1, "file_finding": 0}


def _sentences(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield f"{prefix}{name}", value
        else:
            yield from _sentences(value, f"{prefix}{name}.")


def _catalogue(language: str) -> dict[str, str]:
    return dict(_sentences(tomllib.loads((CATALOGUES / f"{language}.toml").read_text("utf-8"))))


SENTENCES = _catalogue("en")
PROBLEMS = {key.removesuffix(".message") for key in SENTENCES if key.endswith(".message")}
OTHERS = sorted(path.stem for path in CATALOGUES.glob("*.toml") if path.stem != "en")
CODE = {path: path.read_text("utf-8") for path in sorted(resources.PROGRAM.rglob("*.py"))}


def test_every_sentence_is_used_somewhere() -> None:
    """The key of a problem uses its message and its remedy. A template may add the last part of a key."""
    templates = "".join(path.read_text("utf-8") for path in resources.TEMPLATES.glob("*.html"))
    literals = {key.rstrip(".") for key in re.findall(r"say\([\"']([\w.-]+)[\"']", templates)} | {
        node.value
        for text in CODE.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    keys = {key: key.removeprefix("form.") for key in SENTENCES}  # in the form another sentence has the same key
    names = {key: {own, _without_end(own), _without_end(_without_end(own))} for key, own in keys.items()}
    assert [key for key in SENTENCES if not names[key] & literals] == []


def _without_end(key: str) -> str:
    return key.rpartition(".")[0]


def test_what_the_form_says_in_another_way_has_no_value_that_the_terminal_lacks() -> None:
    other = {key: key.removeprefix("form.") for key in SENTENCES if key.startswith("form.")}
    # A remedy that depends on the content is made where the problem is; the form may have one of its own.
    depends = {key for key, own in other.items() if own not in SENTENCES}
    assert other and all(key.endswith(".remedy") and _without_end(other[key]) in PROBLEMS for key in depends)
    shared = {key: _placeholders(SENTENCES[own]) for key, own in other.items() if own in SENTENCES}
    assert [key for key, known in shared.items() if not _placeholders(SENTENCES[key]) <= known] == []


def test_every_call_names_a_sentence_of_the_catalogue() -> None:
    calls = [(path.name, line, key) for path, text in CODE.items() for line, key in _keys_in(text)]
    known = {*SENTENCES, *map(_without_end, SENTENCES), *(_without_end(_without_end(key)) for key in SENTENCES)}
    assert len(calls) > 300 and [call for call in calls if call[2] not in known] == []


def _keys_in(text: str) -> Iterator[tuple[int, str]]:
    """Yields the keys that the calls in a module name, each with its line."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        key = node.args[CALLS[name]] if name in CALLS and len(node.args) > CALLS[name] else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield node.lineno, key.value


def test_every_placeholder_has_a_name() -> None:
    names = [(key, name) for key, text in SENTENCES.items() for _, name, _, _ in string.Formatter().parse(text)]
    assert [(key, name) for key, name in names if name is not None and not name.isidentifier()] == []


def test_a_sentence_reaches_another_process_with_its_values() -> None:
    sentence = message("remedy.did-you-mean", name="title")
    received = pickle.loads(pickle.dumps(sentence))
    assert isinstance(received, Message)
    assert (received, received.key, received.values) == (sentence, "remedy.did-you-mean", {"name": "title"})


def test_a_sentence_without_its_values_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        message("remedy.did-you-mean")


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_in_every_language_with_the_same_placeholders(language: str) -> None:
    """Those of the form too. A sentence with a singular has one in each language, chosen by the same number."""
    translated = _catalogue(language)
    explanations = {key for key in translated if key.startswith("explanation.")}
    assert {*translated} - {"decimal"} - explanations == {*SENTENCES}
    assert [key for key in SENTENCES if _placeholders(translated[key]) != _placeholders(SENTENCES[key])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_field_of_a_new_file_is_explained_in_every_language(language: str) -> None:
    """In English the explanation is declared with the field."""
    fields = {f"{group.__name__.lower()}.{name}" for group in GROUPS for name in fields_by_name(group)}
    explanations = {key for key in _catalogue(language) if key.startswith("explanation.")}
    assert explanations == {f"explanation.{field}" for field in fields}
    assert explain(Case, "questions", "nl").endswith("Hoogstens 6 regels van hoogstens 200 tekens.")
    assert all(explain(group, name, language) for group in GROUPS for name in fields_by_name(group))


def _placeholders(sentence: str) -> set[tuple[str, str | None]]:
    """The names in braces, each with its format: a number has the same decimals in every language."""
    return {(name, spec) for _, name, spec, _ in string.Formatter().parse(sentence) if name}


def test_a_sentence_is_translated_with_the_sentences_and_numbers_in_it() -> None:
    size = message("single.size", width=148.0, height=210.5)
    found = message("single.other-size.message", size=size, wanted=message("single.size", width=1.0, height=2.0))
    assert found == "the page is 148.0 x 210.5 mm, not 1.0 x 2.0 mm"
    assert translate(found, "nl") == "de pagina is 148,0 x 210,5 mm, niet 1,0 x 2,0 mm"
    measured = listed([message("single.measured", pages=2, size=size), "PDF/X-4"])
    assert translate(measured, "nl") == "2 van 148,0 x 210,5 mm; PDF/X-4"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_language_without_a_catalogue_reads_english(language: str) -> None:
    assert translate(message("bleed.narrow.message", width=2.5), language) == "the bleed is 2.5 mm"
    assert translate("2,5", language) == "2,5" and catalogue_language(language) == "en"


def test_dutch_is_typed_as_the_program_asks_an_editor_to_type_it() -> None:
    """Curly quotation marks and apostrophes, but where a file of the content has to have straight ones."""
    straight = {key for key, text in _catalogue("nl").items() if re.search(r"\w'\w|(?<!\w)'[{\w]", text)}
    assert straight == set()
