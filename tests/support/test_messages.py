"""Every sentence that the code uses is in the catalogue, with the placeholders that the code fills in."""

import ast
import pickle
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from handbook import resources
from handbook.support.messages import CATALOGUES, Message, message

# Functions, and the position of their argument with the key.
CALLS = {"message": 0, "problem": 1, "finding": 1, "file_finding": 0}


def _sentences(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield f"{prefix}{name}", value
        else:
            yield from _sentences(value, f"{prefix}{name}.")


SENTENCES = dict(_sentences(tomllib.loads((CATALOGUES / "en.toml").read_text("utf-8"))))
CODE = {path: path.read_text("utf-8") for path in sorted(resources.PROGRAM.rglob("*.py"))}


def test_every_sentence_is_used_somewhere() -> None:
    """The key of a problem uses its message and its remedy."""
    literals = {
        node.value
        for text in CODE.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    names = {key: {key, key.rpartition(".")[0], key.rpartition(".")[0].rpartition(".")[0]} for key in SENTENCES}
    assert [key for key in SENTENCES if not names[key] & literals] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: Path(path).relative_to(resources.PROGRAM).as_posix())
def test_every_call_names_a_sentence_of_the_catalogue(path: Path) -> None:
    for node in ast.walk(ast.parse(CODE[path])):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        key = node.args[CALLS[name]] if name in CALLS and len(node.args) > CALLS[name] else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            matches = [name for name in SENTENCES if name == key.value or name.startswith(f"{key.value}.")]
            assert matches, f"{path.name}:{node.lineno}: no sentence '{key.value}'"


@pytest.mark.parametrize("key", SENTENCES)
def test_every_placeholder_has_a_name(key: str) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(SENTENCES[key]) if name is not None]
    assert all(name.isidentifier() for name in names)


def test_a_sentence_reaches_another_process_with_its_values() -> None:
    sent = message("remedy.did-you-mean", name="title")
    received = pickle.loads(pickle.dumps(sent))
    assert isinstance(received, Message)
    assert (received, received.key, received.values) == (sent, "remedy.did-you-mean", {"name": "title"})


def test_a_sentence_without_its_values_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        message("remedy.did-you-mean")
