"""Lays out a document beside the book, such as a job sheet. WeasyPrint is imported at its first use."""

from typing import TYPE_CHECKING

from handbook.layout.engine.lazy_fonttools import fonttools_on_use
from handbook.setup.libraries import libraries_by_name

if TYPE_CHECKING:
    from handbook.layout._document_writer import WrittenDocument


def preload_writer() -> None:
    """Imports what ``lay_out_document`` needs, for a process that has nothing else to do before that."""
    with libraries_by_name(), fonttools_on_use():
        from handbook.layout import _document_writer  # noqa: F401, it is imported to be loaded


def lay_out_document(html: str) -> "WrittenDocument":
    """Returns an HTML document with its own style as a PDF, and the files of its fonts.

    The PDF has references in the place of the fonts, as that of a section; ``embed_fonts`` replaces them.
    """
    preload_writer()
    from handbook.layout._document_writer import write_document

    return write_document(html)
