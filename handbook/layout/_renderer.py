"""Renders HTML with WeasyPrint, in the fonts and style sheets of one edition, and writes it as PDF."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from handbook.content.yaml_source import Unreadable, decode
from handbook.layout._file_fetcher import FileFetcher
from handbook.layout._trimming import remove_last_words
from handbook.layout.engine.font_feature_leak import fix_font_feature_leak
from handbook.layout.engine.fonts import FontReferences
from handbook.layout.engine.html_tree import element_tree
from handbook.layout.engine.hyphenation import heeding_the_hyphenation_zone
from handbook.layout.engine.line_break_cache import LineBreakCache
from handbook.layout.engine.line_end_hyphens import telling_line_end_hyphens
from handbook.layout.engine.links import link_texts, without_navigation
from handbook.layout.engine.style_cache import StyleCache
from handbook.layout.engine.tags import extract_tags
from handbook.layout.engine.warnings import fail_on_warnings
from handbook.layout.model import StructureNode
from handbook.pages.assets import BASE_URL
from handbook.pages.model import Edition
from handbook.pages.stylesheets import StyleSheets
from handbook.support.names import display_path
from handbook.support.problems import Rejected

NO_CUTS: Mapping[str, int] = {}


class WrittenPdf(NamedTuple):
    """A PDF without its fonts, the digests of these, and its structure."""

    data: bytes
    fonts: frozenset[str]
    tags: tuple[StructureNode, ...]


class Renderer:
    """WeasyPrint with the fonts and style sheets of an edition, which are read once.

    ``house_style`` is the path of the organisation's style sheet, empty if there is none.
    """

    def __init__(self, edition: Edition, styles: StyleSheets) -> None:
        fix_font_feature_leak()
        self.edition = edition
        self.house_style = display_path(styles.house_style[0]) if styles.house_style else ""
        self.line_break_cache = LineBreakCache()
        # A size in units of the page may differ from section to section.
        self.style_cache = None if styles.uses_viewport_units else StyleCache()
        self.font_references = FontReferences()
        self.fetcher = FileFetcher(styles.content)
        self._font_configuration = FontConfiguration()
        self._style_sheets = [self._parse(path, styles) for path in styles.paths(edition)]
        self._style_sheet_digests = dict(self.fetcher.digests)  # and those of their fonts

    def _parse(self, path: Path, styles: StyleSheets) -> CSS:
        try:
            text = decode(self.fetcher.read(path), display_path(path))
        except Unreadable as error:
            raise Rejected(error.problems) from None
        with fail_on_warnings(self.house_style if path in styles.house_style else ""):
            return CSS(
                string=text, base_url=BASE_URL, font_config=self._font_configuration, url_fetcher=self.fetcher
            )

    def record_dependencies(self) -> dict[str, str]:
        """Returns a new record of the files that are read, also of the style sheets: their digests, by path."""
        self.fetcher.digests = dict(self._style_sheet_digests)
        return self.fetcher.digests

    def parse(self, html: str) -> Element:
        """Returns the element tree of a section."""
        return element_tree(HTML(string=html))

    def render(self, html: str, classes: str, cuts: Mapping[str, int] = NO_CUTS) -> Document:
        """Lays HTML out with some more ``classes`` of its root, without the last words of some fields."""
        document = HTML(string=html, base_url=BASE_URL, url_fetcher=self.fetcher)
        root = element_tree(document)
        root.set("class", f"{root.get('class')} {classes}")
        for field, number in cuts.items():
            remove_last_words(root, field, number)
        with ExitStack() as stack:
            stack.enter_context(self.line_break_cache.in_use())
            stack.enter_context(heeding_the_hyphenation_zone())
            if self.style_cache:
                stack.enter_context(self.style_cache.in_use())
            stack.enter_context(fail_on_warnings(self.house_style))
            return document.render(stylesheets=self._style_sheets, font_config=self._font_configuration)

    def write(self, document: Document, section: str) -> WrittenPdf:
        """Writes a document, a ``section`` by its name, as a PDF that refers to its fonts."""
        screen = self.edition.screen
        texts = [link_texts(page) for page in document.pages]
        tags: list[StructureNode] = []

        def finish(_: Document, pdf: pydyf.PDF) -> None:
            if screen:
                tags.extend(extract_tags(pdf, section, texts))

        pages = without_navigation(document.pages, keep_links=screen)
        with ExitStack() as stack:
            stack.enter_context(fail_on_warnings(self.house_style))
            stack.enter_context(telling_line_end_hyphens(pages))
            fonts = stack.enter_context(self.font_references.replacing_fonts())
            data: bytes = document.copy(pages).write_pdf(pdf_variant=self.edition.pdf_variant, finisher=finish)
        return WrittenPdf(data, frozenset(fonts), tuple(tags))
