"""The form of a text in a document: what its properties and styles say of its letters."""

import re
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class TextForm:
    """What the properties of a text or of a style say; None where they say nothing."""

    strong: bool | None = None
    emphasis: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    underlined: bool | None = None
    coloured: bool | None = None
    raised: str | None = None  # "superscript", "subscript", "baseline"
    font: str | None = None

    def over(self, other: "TextForm") -> "TextForm":
        """Returns what holds where ``other`` is the style and these are the properties of its text."""
        values = ((getattr(self, field.name), getattr(other, field.name)) for field in fields(self))
        return TextForm(*(below if own is None else own for own, below in values))


PLAIN = TextForm()


def has_hue(colour: str) -> bool:
    """Whether a text of this colour (RRGGBB) is coloured, or white; greys and what is not stated are not."""
    channels = {colour[start : start + 2].casefold() for start in (0, 2, 4)}
    return bool(re.fullmatch("[0-9a-fA-F]{6}", colour)) and (len(channels) > 1 or channels == {"ff"})
