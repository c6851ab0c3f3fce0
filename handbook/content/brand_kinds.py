"""The kinds of field that depend on a brand, or that only a brand has. Frozen data, no I/O."""

from dataclasses import dataclass

from handbook.content.field_kinds import Choice, Field, Line


@dataclass(frozen=True)
class BrandName(Line):
    """The folder or zip of a brand."""


@dataclass(frozen=True)
class LookName(Choice):
    """A look: one of the program, or of the brand, whose names are not among ``names``."""


@dataclass(frozen=True)
class LabelsByLanguage(Field):
    """Labels as in a ``LabelGroup``, in a group for each language."""
