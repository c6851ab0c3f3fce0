"""The sentences that the program shows to its users, from the catalogues in this folder.

``en.toml`` has all of them. What a print shop and an editor read, the report
and the job sheet, is in other languages too.
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
    """A sentence of the catalogue in English, with its values filled in.

    It knows its ``key`` and ``values``, so that ``translate`` can show it in another language.
    """

    key: str
    values: Mapping[str, object]

    def __new__(cls, key: str, values: Mapping[str, object]) -> "Message":
        text = super().__new__(cls, _template(key, values).format_map(values))
        text.key, text.values = key, values
        return text

    def __reduce__(self) -> tuple[type["Message"], tuple[str, Mapping[str, object]]]:  # so that it can be pickled
        return Message, (self.key, self.values)


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


def catalogue_language(language: str) -> str:
    """Returns the language in which sentences for readers of ``language`` are: that one, or English."""
    return language if (CATALOGUES / f"{language}.toml").exists() else ENGLISH


def translate(text: str, language: str) -> str:
    """Returns a text in another language if it is a sentence that has a translation, otherwise as it is."""
    if not isinstance(text, Message):
        return text
    values = {
        name: translate(value, language) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    try:
        template = _template(text.key, values, language)
    except KeyError:
        return str(text)
    return _Formatter(str(_catalogue(language).get("decimal", "."))).vformat(template, (), values)


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


def _template(key: str, values: Mapping[str, object], language: str = ENGLISH) -> str:
    entry: Any = _catalogue(language)
    for part in key.split("."):
        entry = entry[part]
    if isinstance(entry, Mapping):
        entry = entry["one" if values["count"] == 1 else "other"]
    assert isinstance(entry, str), f"'{key}' is not a sentence of the catalogue"
    return entry
