"""The sentences that the program shows to its users, from the catalogue ``en.toml`` in this folder."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).parent


class Message(str):
    """A sentence of the catalogue in English, with its values filled in.

    It knows its ``key`` and ``values``, so that it can be shown in another language.
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
    """The sentence with this key, such as "progress.unchanged", with its named placeholders filled in.

    Of a sentence with a singular and a plural form ``count`` selects one.

    Raises:
        KeyError: the catalogue has no such sentence, or a placeholder has no value.
    """
    return Message(key, values)


@cache
def _catalogue() -> Mapping[str, Any]:
    return tomllib.loads((CATALOGUES / "en.toml").read_text("utf-8"))


def _template(key: str, values: Mapping[str, object]) -> str:
    entry: Any = _catalogue()
    for part in key.split("."):
        entry = entry[part]
    if isinstance(entry, Mapping):
        entry = entry["one" if values["count"] == 1 else "other"]
    assert isinstance(entry, str), f"'{key}' is not a sentence of the catalogue"
    return entry
