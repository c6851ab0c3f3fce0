"""Finds the themes that a change of the book's form renames, and gives them their new names in a story."""

from collections.abc import Mapping

from handbook.authoring.field_values import Value
from handbook.preview._form_files import Changes


def renamed_themes(changes: Changes) -> Mapping[str, str]:
    """Returns the new names of themes by their old ones: of those that stay where they were in the list."""
    before, after = (_names(value) for value in changes.get("themes", ([], [])))
    if len(before) != len(after):  # one was added or taken out
        return {}
    pairs = zip(before, after, strict=True)
    return {old: new for old, new in pairs if old not in after and new not in before}


def _names(themes: Value) -> list[str]:
    groups = themes if isinstance(themes, list) else []
    return [str(theme.get("name", "")) for theme in groups if isinstance(theme, dict)]


def with_new_names(themes: Value, renamed: Mapping[str, str]) -> Value:
    """Returns the themes of a case, those that are renamed with their new names."""
    return [renamed.get(str(theme), theme) for theme in themes]
