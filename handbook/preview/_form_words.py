"""Says a problem in the words of the form: the label of its field, and what to do there; and finds that field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handbook.authoring.content_form import FormInput
from handbook.support.messages import Message, has_message
from handbook.support.problems import Problem

FORM = "form"  # the part of the catalogue with the sentences that are others in the form
NAMES = ("name", "field")  # the values that are the name of a field, of the sentences of these problems
ABOUT_FIELDS = frozenset(
    ("missing-field", "empty-text", "too-long", "too-many", "wrong-type", "markdown", "no-bar", "subject")
)
KEY = re.compile(r"( *)([\w-]+):")  # of a field, or of a part of a group


@dataclass(frozen=True)
class FormField:
    """An input of the form, by the name that a content file has for it: ``control`` is its name in the page."""

    control: str
    label: str


def form_fields(inputs: tuple[FormInput, ...]) -> Mapping[str, FormField]:
    """Returns the inputs of a form and the parts of its groups, by their names in a file."""
    fields = {each.name: FormField(each.name, each.label) for each in inputs}
    parts = ((each, part) for each in inputs for part in each.parts)
    return fields | {part.name: FormField(f"{each.name}.{part.name}", part.label) for each, part in parts}


def in_form_words(problem: Problem, fields: Mapping[str, FormField], language: str) -> Problem:
    """Returns a problem as the form says it, in a language."""
    if not isinstance(problem.message, Message):
        return problem.in_language(language)
    key = problem.message.key.removesuffix(".message")
    said = _in_form(problem.message, fields, f"{key}.message")
    remedy = problem.remedy
    if isinstance(remedy, Message):
        remedy = _in_form(remedy, fields, f"{key}.remedy", remedy.key)
    translated = replace(problem, message=said, remedy=remedy).in_language(language)
    return replace(translated, message=_capitalised(translated.message), remedy=_capitalised(translated.remedy))


def _in_form(sentence: Message, fields: Mapping[str, FormField], *keys: str) -> Message:
    """Returns the sentence of the first of ``keys`` that the form has, or the same, with the labels of fields."""
    own = (f"{FORM}.{key}" for key in keys if has_message(f"{FORM}.{key}"))
    parts = {name: _in_form(part, fields) for name, part in sentence.values.items() if isinstance(part, Message)}
    labels = {name: field.label for name, field in _named(sentence, fields)}
    return Message(next(own, sentence.key), {**sentence.values, **parts, **labels})


def _named(sentence: Message, fields: Mapping[str, FormField]) -> Iterator[tuple[str, FormField]]:
    """Yields the values of a sentence that are the name of a field, with that field."""
    if sentence.key.partition(".")[0] in ABOUT_FIELDS:
        yield from (
            (name, fields[str(sentence.values[name])]) for name in NAMES if sentence.values.get(name) in fields
        )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def control_of(problem: Problem, lines: Sequence[str], fields: Mapping[str, FormField]) -> str:
    """Returns the name of the input that a problem of a case is about; empty if it is about none.

    ``lines`` are those of its file, which may not be YAML. The field is the one that the problem names, else the
    one in whose lines it is.
    """
    for _, field in _named(problem.message, fields) if isinstance(problem.message, Message) else ():
        return field.control
    part = ""
    for line in reversed(lines[: problem.place.line]):
        if found := KEY.match(line):
            indented, name = found.groups()
            if not indented:
                names = [field.control for field in fields.values() if field.control == f"{name}.{part}"]
                return names[0] if names else fields[name].control if name in fields else ""
            part = part or name
    return ""


def refusal(error_problems: tuple[Problem, ...], fields: Mapping[str, FormField], language: str) -> list[str]:
    """Returns what the form says where what was asked of it is refused because of problems."""
    said = (in_form_words(problem, fields, language) for problem in error_problems)
    return [f"{problem.message}. {problem.remedy}" for problem in said]
