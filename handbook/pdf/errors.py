"""The errors that prevent a PDF from being finished, both about the fonts of its style sheets."""


class DamagedFont(RuntimeError):
    """A font file cannot be reduced to the glyphs that a book uses."""


class ForeignFont(RuntimeError):
    """A font of the operating system was used because a font is missing or lacks a character."""
