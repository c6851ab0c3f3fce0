"""Renders HTML with WeasyPrint, in the fonts and style sheets of the book, and writes it as PDF."""

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import CSS, Document
from weasyprint.text.fonts import FontConfiguration

from handbook.content.yaml_source import Unreadable, decode
from handbook.layout._file_fetcher import FileFetcher
from handbook.layout._trimming import remove_last_words
from handbook.layout.engine.composing import Compositor
from handbook.layout.engine.font_feature_leak import fix_font_feature_leak
from handbook.layout.engine.fonts import FontReferences
from handbook.layout.engine.html_tree import xml_document
from handbook.layout.engine.image_profiles import name_image_profiles
from handbook.layout.engine.line_end_hyphens import telling_line_end_hyphens
from handbook.layout.engine.links import link_elements, without_navigation
from handbook.layout.engine.style_cache import StyleCache
from handbook.layout.engine.svg_colours import colour_svgs
from handbook.layout.engine.tags import extract_tags
from handbook.layout.engine.text_operators import drop_zero_kerning
from handbook.layout.engine.warnings import fail_on_warnings
from handbook.layout.engine.word_division import dividing_words_as_spelt
from handbook.layout.model import StructureNode
from handbook.pages.assets import BASE_URL, largest
from handbook.pages.palette import colour_problems
from handbook.pages.style_limits import limit_problems
from handbook.pages.stylesheets import StyleSheets
from handbook.support.names import display_path
from handbook.support.outside_files import is_within, read_outside
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.system_errors import reason
from handbook.support.time_limit import MOST

NO_CUTS: Mapping[str, int] = {}
NO_ROOM: Mapping[str, float] = {}


class WrittenPdf(NamedTuple):
    """A PDF without its fonts, the digests of these, and its structure."""

    data: bytes
    fonts: frozenset[str]
    tags: tuple[StructureNode, ...]


class Renderer:
    """WeasyPrint with the fonts and style sheets of the book, which are read once.

    ``house_style`` is the path of the style sheet or look that the organisation wrote, empty if there is none.
    ``too_slow`` is what is said of one with which a layout takes too long.
    """

    def __init__(self, styles: StyleSheets) -> None:
        fix_font_feature_leak()
        self.house_style = display_path(styles.house_place) if styles.house_place else ""
        slow = problem(Mark(self.house_style), "style.slow", most=MOST)
        self.too_slow = slow if self.house_style else None
        # A size in units of the page may differ from section to section.
        self.style_cache = None if styles.uses_viewport_units else StyleCache()
        self.compositor = Compositor()
        self.font_references = FontReferences()
        self.fetcher = FileFetcher(styles.asset_path)
        self._font_configuration = FontConfiguration()
        self._style_sheets = [self._sheet(path, styles) for path in styles.paths]
        palette = self._parse(styles.palette.with_codes(styles.palette_sheet), "", BASE_URL)
        self._style_sheets.insert(len(styles.before_palette), palette)
        self._font_digests = dict(self.fetcher.digests)  # and those of sheets that others import

    def _sheet(self, path: Path, styles: StyleSheets) -> CSS:
        """Returns a style sheet.

        Raises:
            Rejected: it cannot be read, or a colour in it is none.
        """
        file, is_of_house = display_path(path), path in styles.house_style
        try:
            if is_of_house and not is_within(path, path.parent):
                raise Unreadable(problem(Mark(file), "no-file.link"))
            text = decode(read_outside(path, largest(path)), file)
        except OSError as error:
            raise Rejected((problem(Mark(file), "no-file.unreadable", reason=reason(error)),)) from None
        except Unreadable as error:
            raise Rejected(error.problems) from None
        limits = limit_problems(text, file) if is_of_house else ()
        if problems := limits or colour_problems(text, file):
            raise Rejected(problems)
        return self._parse(styles.palette.with_codes(text), file if is_of_house else "", styles.address(path))

    def _parse(self, text: str, house_style: str, address: str) -> CSS:
        with fail_on_warnings(house_style):
            sheet = CSS(
                string=text, base_url=address, font_config=self._font_configuration, url_fetcher=self.fetcher
            )
            if damaged := self.fetcher.damaged_fonts:  # of which WeasyPrint would say that they cannot be loaded
                problems = (problem(Mark(house_style), "style.damaged-font-file", font=font) for font in damaged)
                raise Rejected(tuple(problems))
        return sheet

    def record_dependencies(self) -> dict[str, str]:
        """Returns a new record of what is fetched, also by the style sheets: the digests of files, by address."""
        self.fetcher.digests = dict(self._font_digests)
        self.fetcher.profiles = {}
        return self.fetcher.digests

    def parse(self, html: str) -> Element:
        """Returns the element tree of a section."""
        return xml_document(html, BASE_URL, self.fetcher)[1]

    def render(
        self, html: str, classes: str, cuts: Mapping[str, int] = NO_CUTS, room: Mapping[str, float] = NO_ROOM
    ) -> Document:
        """Lays HTML out with some more ``classes`` of its root, without the last words of some fields.

        Elements with data-room get what was measured of the room that an earlier layout left.
        """
        document, root = xml_document(html, BASE_URL, self.fetcher)
        root.set("class", f"{root.get('class')} {classes}")
        for field, number in cuts.items():
            remove_last_words(root, field, number)
        if room:
            properties = "; ".join(f"--{name}: {value:g}" for name, value in room.items())
            for element in root.iter():
                if element.get("data-room") is not None:
                    element.set("style", f"{element.get('style', '')}; {properties}".lstrip("; "))
        cached_styles = self.style_cache.in_use() if self.style_cache else nullcontext()
        with (
            cached_styles,
            self.compositor.at_work(),
            dividing_words_as_spelt(),
            fail_on_warnings(self.house_style),
        ):
            laid_out = document.render(stylesheets=self._style_sheets, font_config=self._font_configuration)
        colour_svgs(laid_out)
        return laid_out

    def write(self, document: Document, section: str) -> WrittenPdf:
        """Writes a document, a ``section`` by its name, as a PDF that refers to its fonts."""
        tags: list[StructureNode] = []

        def finish(_: Document, pdf: pydyf.PDF) -> None:
            drop_zero_kerning(pdf)
            name_image_profiles(pdf, self.fetcher.profiles)
            tags.extend(extract_tags(pdf, section, links))

        pages = without_navigation(document.pages)
        links = [link_elements(page) for page in pages]
        with (
            fail_on_warnings(self.house_style),
            telling_line_end_hyphens(pages),
            self.font_references.replacing_fonts() as fonts,
        ):
            data: bytes = document.copy(pages).write_pdf(pdf_tags=True, finisher=finish)
        return WrittenPdf(data, frozenset(fonts), tuple(tags))
