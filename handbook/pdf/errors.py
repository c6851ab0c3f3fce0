"""The errors that prevent a PDF from being finished, all about the fonts of its style sheets."""


class DamagedFont(RuntimeError):
    """A font file cannot be reduced to the glyphs that a book uses."""


class ForbiddenFont(RuntimeError):
    """The maker of a font file does not allow to embed it, or only a part of it."""


class ForeignFont(RuntimeError):
    """A font of the operating system was used because a font is missing or lacks a character."""
