"""Says a problem in the words of the form: the label of its field, and what to do there; and finds that field."""

from collections.abc import Iterator
from dataclasses import replace

from handbook.preview._form_fields import FormFields, FormPlace, place_of
from handbook.support.messages import Message, has_message
from handbook.support.problems import Problem

FORM = "form"  # the part of the catalogue with the sentences that are others in the form
NAMES = ("name", "field")  # the values that are the name of a field, of the sentences of these problems
ABOUT_FIELDS = frozenset(
    (
        "missing-field",
        "empty-text",
        "too-long",
        "too-many",
        "wrong-type",
        "markdown",
        "no-bar",
        "placeholder",
        "subject",
    )
)
NOWHERE = FormPlace()


def in_form_words(problem: Problem, fields: FormFields, language: str, near: FormPlace = NOWHERE) -> Problem:
    """Returns a problem as the form says it, in a language; it is ``near`` a place in that form."""
    if not isinstance(problem.message, Message):
        return problem.in_language(language)
    key = problem.message.key.removesuffix(".message")
    said = _in_form(problem.message, fields, near, f"{key}.message")
    remedy = problem.remedy
    if isinstance(remedy, Message):
        remedy = _in_form(remedy, fields, near, f"{key}.remedy", remedy.key)
    translated = replace(problem, message=said, remedy=remedy).in_language(language)
    return replace(translated, message=_capitalised(translated.message), remedy=_capitalised(translated.remedy))


def _in_form(sentence: Message, fields: FormFields, near: FormPlace, *keys: str) -> Message:
    """Returns the sentence of the first of ``keys`` that the form has, or the same, with the labels of fields."""
    own = (f"{FORM}.{key}" for key in keys if has_message(f"{FORM}.{key}"))
    parts = {
        name: _in_form(part, fields, near) for name, part in sentence.values.items() if isinstance(part, Message)
    }
    labels = {name: _label(place) for name, place in _named(sentence, fields, near)}
    return Message(next(own, sentence.key), {**sentence.values, **parts, **labels})


def _named(sentence: Message, fields: FormFields, near: FormPlace) -> Iterator[tuple[str, FormPlace]]:
    """Yields the values of a sentence that are the name of a field, with the place of that field."""
    if sentence.key.partition(".")[0] in ABOUT_FIELDS:
        for value in NAMES:
            if place := place_of(str(sentence.values.get(value)), fields, near):
                yield value, place


def _label(place: FormPlace) -> str:
    named = place.part or place.field
    return named.label if named else ""


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def control_of(problem: Problem, fields: FormFields, near: FormPlace) -> str:
    """Returns the name of the input that a problem is about; empty if it is about none.

    That is the field that the problem names, or else the one in whose lines it is.
    """
    named = _named(problem.message, fields, near) if isinstance(problem.message, Message) else ()
    return next((place.control for _, place in named), near.control)


def refusal(error_problems: tuple[Problem, ...], fields: FormFields, language: str) -> list[str]:
    """Returns what the form says where what was asked of it is refused because of problems."""
    said = (in_form_words(problem, fields, language) for problem in error_problems)
    return [f"{problem.message}. {problem.remedy}" for problem in said]
