"""The sentences that the program says to its users, out of the catalogue ``en.toml`` beside this file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).parent


class Message(str):
    """A sentence of the catalogue with its values filled in, in English.

    ``key`` and ``values`` are what it was made of, so that it can be said in another language.
    """

    key: str
    values: Mapping[str, object]

    def __new__(cls, key: str, values: Mapping[str, object]) -> "Message":
        message = super().__new__(cls, _template(key, values).format_map(values))
        message.key, message.values = key, values
        return message

    def __reduce__(self) -> tuple[type["Message"], tuple[str, Mapping[str, object]]]:  # to reach another process
        return Message, (self.key, self.values)


def message(key: str, /, **values: object) -> Message:
    """The sentence of a ``key``, say "progress.unchanged", with its named placeholders filled in.

    A sentence that has a form for one thing and another for several takes the one that ``count`` asks for.

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
    assert isinstance(entry, str), f"'{key}' is no sentence of the catalogue"
    return entry
