"""Writes one HTML document with its own style as a PDF, beside the book and without its style sheets."""

from functools import partial
from threading import Lock
from typing import NamedTuple

import pydyf
from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration

from handbook import resources
from handbook.layout._file_fetcher import FileFetcher
from handbook.layout.engine.fonts import FontReferences
from handbook.layout.engine.text_operators import drop_zero_kerning
from handbook.layout.engine.warnings import fail_on_warnings
from handbook.pages.assets import BASE_URL, asset_path

ONE_AT_A_TIME = Lock()  # what stands in for WeasyPrint's fonts stands there for all threads of the process


class WrittenDocument(NamedTuple):
    """A tagged PDF with references in the place of its fonts, and their files by digest."""

    data: bytes
    fonts: dict[str, bytes]


def write_document(html: str) -> WrittenDocument:
    """Returns a document as a PDF; it may name the fonts of packages, and no other file."""
    references, fetcher = FontReferences(), FileFetcher(partial(asset_path, content=resources.TEMPLATES))
    with ONE_AT_A_TIME, fail_on_warnings(), references.replacing_fonts():
        document = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
        laid_out = document.render(font_config=FontConfiguration())
        data: bytes = laid_out.write_pdf(pdf_tags=True, finisher=_finish)
    return WrittenDocument(data, references.files)


def _finish(_: Document, pdf: pydyf.PDF) -> None:
    drop_zero_kerning(pdf)
