"""A colour of the organisation, as ``colour:`` in handbook.yaml has it. Frozen data, no I/O."""

from dataclasses import dataclass

from handbook.content.text import Text


@dataclass(frozen=True)
class BrandColour:
    """A colour in sRGB, in the four inks, or of the palette of the look, whose name is then the ``text``.

    Each channel is from 0 to 1; ``rgb`` and ``cmyk`` are None where the editor has not said them. ``text`` is what
    the editor wrote.
    """

    text: Text
    rgb: tuple[float, ...] | None = None
    cmyk: tuple[float, ...] | None = None

    @property
    def is_named(self) -> bool:
        """Whether it is a colour of the palette."""
        return self.rgb is None and self.cmyk is None
