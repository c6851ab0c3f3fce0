"""Puts a handbook that was read into another look."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from handbook import resources
from handbook.content._content_file import open_fields
from handbook.content.labels import FOLDER, default_labels, read_labels
from handbook.content.model import Handbook


def in_look(handbook: Handbook, look: Path) -> Handbook:
    """Returns a handbook in the look of a folder, with its labels where it had those of its own look."""
    old, new = (_labels(handbook.language, folder) for folder in (handbook.look, look))
    labels = {name: new[name] if text == old.get(name) else text for name, text in handbook.labels.items()}
    return replace(handbook, look=look, labels=labels)


def _labels(language: str, look: Path) -> Mapping[str, str]:
    """Returns the labels of all looks and of one; a mistake in that of a brand is told where it is chosen."""
    if look.parent == resources.LOOKS:
        return default_labels(language, look.name)
    reader = open_fields(look / FOLDER / f"{language}.yaml", look, [])
    return {**default_labels(language), **(read_labels(reader) if reader else {})}
