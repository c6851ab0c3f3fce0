"""Why a PDF cannot be finished: something is wrong with the fonts of its style sheets."""


class DamagedFont(RuntimeError):
    """A font file cannot be reduced to the glyphs that a book uses."""


class ForeignFont(RuntimeError):
    """A font of the operating system was used because a font is missing or lacks a character."""
