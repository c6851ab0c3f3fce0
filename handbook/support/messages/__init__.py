"""The sentences that the program shows to its users, from the catalogues in this folder: one for each language.

A sentence is made where something happens, in English, and is translated where it is shown: only there is it known
who reads it.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, reduce
from pathlib import Path
from string import Formatter
from typing import Any

CATALOGUES = Path(__file__).parent
ENGLISH = "en"


class Message(str):
    """A sentence of the catalogue of a ``language``, with its values filled in.

    It knows its ``key`` and ``values``, so that ``translate`` can show it in another language.
    """

    key: str
    values: Mapping[str, object]
    language: str

    def __new__(cls, key: str, values: Mapping[str, object], language: str = ENGLISH) -> "Message":
        text = super().__new__(cls, _filled_in(_template(key, values, language), values, language))
        text.key, text.values, text.language = key, values, language
        return text

    def __reduce__(self) -> tuple[type["Message"], tuple[str, Mapping[str, object], str]]:  # to be pickled
        return Message, (self.key, self.values, self.language)


def message(key: str, /, **values: object) -> Message:
    """Returns the sentence with this key, such as "progress.unchanged", with its named placeholders filled in.

    Of a sentence with a singular and a plural form ``count`` selects one.

    Raises:
        KeyError: the catalogue has no such sentence, or a placeholder has no value.
    """
    return Message(key, values)


def listed(texts: Sequence[str]) -> str:
    """Returns texts in one line; those of the catalogue can still be shown in another language."""
    return reduce(lambda before, text: message("list.more", listed=before, text=text), texts) if texts else ""


def languages() -> list[str]:
    """Returns the languages that have a catalogue."""
    return sorted(path.stem for path in CATALOGUES.glob("*.toml"))


def catalogue_language(language: str) -> str:
    """Returns the language in which sentences for readers of ``language`` are: that one, or English."""
    return language if (CATALOGUES / f"{language}.toml").exists() else ENGLISH


def translate(text: str, language: str) -> str:
    """Returns a text in another language, with the sentences in it, if it is a sentence; otherwise as it is."""
    if not isinstance(text, Message):
        return text
    values = {
        name: translate(value, language) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return Message(text.key, values, language)


def has_message(key: str) -> bool:
    """Returns whether the catalogue has a sentence with this key, alone or as a singular and a plural."""
    entry: Any = _catalogue(ENGLISH)
    for part in key.split("."):
        entry = entry.get(part) if isinstance(entry, Mapping) else None
    return isinstance(entry, str) or (isinstance(entry, Mapping) and "other" in entry)


def as_data(text: str) -> object:
    """Returns a text as values for JSON: a sentence as its key and its values."""
    if not isinstance(text, Message):
        return str(text)
    values = {name: as_data(value) if isinstance(value, str) else value for name, value in text.values.items()}
    return {"key": text.key, "values": values}


def from_data(data: Any) -> str:
    """Returns the text of ``as_data``, after JSON has carried it."""
    if not isinstance(data, Mapping):
        return str(data)
    values = {
        name: from_data(value) if isinstance(value, str | Mapping) else value
        for name, value in data["values"].items()
    }
    return Message(data["key"], values)


def _filled_in(template: str, values: Mapping[str, object], language: str) -> str:
    decimal = str(_catalogue(language).get("decimal", "."))
    if decimal == "." or not any(isinstance(value, float) for value in values.values()):
        return template.format_map(values)  # ten times as fast
    return _Formatter(decimal).vformat(template, (), values)


class _Formatter(Formatter):
    """Fills in placeholders, with the decimal mark of a language."""

    def __init__(self, decimal: str) -> None:
        self.decimal = decimal

    def format_field(self, value: object, format_spec: str) -> str:
        text = format(value, format_spec)
        return text.replace(".", self.decimal) if isinstance(value, float) else text


@cache
def _catalogue(language: str) -> Mapping[str, Any]:
    return tomllib.loads((CATALOGUES / f"{catalogue_language(language)}.toml").read_text("utf-8"))


def _template(key: str, values: Mapping[str, object], language: str) -> str:
    entry: Any = _catalogue(language)
    for part in key.split("."):
        entry = entry[part]
    if isinstance(entry, Mapping):
        entry = entry["one" if values["count"] == 1 else "other"]
    assert isinstance(entry, str), f"'{key}' is not a sentence of the catalogue"
    return entry
