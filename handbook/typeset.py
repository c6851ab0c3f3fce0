"""From HTML to pages: fits each section to its place, tells what does not fit, joins all to one PDF."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from weasyprint import CSS, HTML, Document, URLFetcher
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from handbook import styles
from handbook.cut import anywhere, shorten, words
from handbook.model import Edition, Fill, Overflow, Section

TOLERANCE = 0.5  # px, for what rounding may add to a line


class LayoutWarning(RuntimeError):
    """WeasyPrint left something out; a book that lacks something is never delivered."""


@dataclass(frozen=True)
class Laid:
    """A section laid out: its pages, how full they are, and the texts that do not fit."""

    section: Section
    document: Document
    fill: Fill
    overflows: tuple[Overflow, ...]


@dataclass(frozen=True)
class Reading:
    """What the lines of a layout tell, by the names in data-holds.

    ``percent`` is how full the page of each outermost holder is, ``long`` which holders their texts run
    out of, ``wide`` the words that are wider than their line.
    """

    percent: Mapping[str, int]
    long: frozenset[str]
    wide: Mapping[str, str]


class Typesetter:
    """Lays out the sections of one edition, with its fonts and style sheets read once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.fonts = FontConfiguration()
        self.steps = styles.steps()
        with _strict():
            self.sheets = [
                CSS(string=path.read_text("utf-8"), font_config=self.fonts, url_fetcher=_Fonts())
                for path in styles.sheets(edition)
            ]

    def fit(self, section: Section) -> Laid:
        """Lays a section out at the first step at which its texts fit, or at the last one."""
        for step in range(self.steps):
            document = self._lay_out(section, step)
            reading = read(document)
            if not reading.long and not reading.wide:
                break
        overflows = tuple(self._overflows(section, reading, step))
        if not overflows and section.pages not in (None, len(document.pages)):
            raise LayoutWarning(f"{section.name} takes {len(document.pages)} pages, not {section.pages}")
        return Laid(section, document, Fill(step, reading.percent), overflows)

    def join(self, parts: Sequence[Laid]) -> bytes:
        """One PDF of the pages of all parts."""
        pages = [page for part in parts for page in part.document.pages]
        for page in () if self.edition.screen else pages:
            page.links, page.bookmarks = [], []
        with _strict():
            pdf: bytes = parts[0].document.copy(pages).write_pdf(pdf_variant=self.edition.variant)
        return pdf

    def _lay_out(self, section: Section, step: int, field: str = "", cut: int = 0) -> Document:
        """A section at a fitting step, the last ``cut`` words of a field left out."""
        html = HTML(string=section.html, url_fetcher=_Fonts())
        root = html.etree_element
        root.set("class", f"{root.get('class')} fit-{step}")
        shorten(root, field, cut)
        with _strict():
            return html.render(stylesheets=self.sheets, font_config=self.fonts)

    def _overflows(self, section: Section, reading: Reading, step: int) -> Iterator[Overflow]:
        for field, word in reading.wide.items():
            yield Overflow(self.edition.name, field, section.fields[field], word=word)
        for field in sorted(reading.long - reading.wide.keys()):
            excess = self._excess(section, field, step)
            yield Overflow(self.edition.name, field, section.fields[field], words=excess)

    def _excess(self, section: Section, field: str, step: int) -> int:
        """How many words of a field have to go, wherever an author takes them out."""

        def fits(cut: int) -> bool:
            return field not in read(self._lay_out(section, step, field, cut)).long

        all_words = words(HTML(string=section.html).etree_element, field)
        return anywhere(all_words, _least(len(all_words), fits))


def read(document: Document) -> Reading:
    """Reads the laid-out lines. The only place that looks into WeasyPrint's own page boxes."""
    percent: dict[str, float] = defaultdict(float)
    pages: dict[str, set[int]] = defaultdict(set)
    long, wide = set(), {}
    for number, page in enumerate(document.pages):
        area = page._page_box
        filled: dict[str, float] = {}
        for holders, block, line in _lines(area, ()):
            bottom = line.position_y + line.height
            for name, box in holders:
                pages[name].add(number)
                if bottom > box.content_box_y() + box.height + TOLERANCE:
                    long.add(name)
            filled[holders[0][0]] = max(bottom, filled.get(holders[0][0], 0))
            if _right(line) > block.content_box_x() + block.width + TOLERANCE:
                wide[holders[-1][0]] = max(_text(line).split(), key=len)
        for name, bottom in filled.items():
            percent[name] += 100 * (bottom - area.content_box_y()) / area.height
    long |= {name for name, on in pages.items() if len(on) > 1}
    return Reading({name: round(share) for name, share in percent.items()}, frozenset(long), wide)


def _lines(
    box: boxes.Box, holders: tuple[tuple[str, boxes.Box], ...], block: boxes.Box | None = None
) -> Iterator[tuple[tuple[tuple[str, boxes.Box], ...], boxes.Box, boxes.LineBox]]:
    """The lines below a box that belong to a holder: its holders from the outside in, its block, the line."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.LineBox) and holders and block:
        yield holders, block, box
    if isinstance(box, boxes.MarginBox) or not isinstance(box, boxes.ParentBox):
        return
    if box.element is not None and (name := box.element.get("data-holds")):
        holders = (*holders, (name, box))
    for child in box.children:
        yield from _lines(child, holders, box if isinstance(box, boxes.BlockContainerBox) else block)


def _right(line: boxes.LineBox) -> float:
    return max(
        (box.position_x + box.width for box in line.descendants() if isinstance(box, boxes.TextBox)),
        default=0,
    )


def _text(line: boxes.LineBox) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))


def _least(most: int, enough: Callable[[int], bool]) -> int:
    """The least number from 1 to ``most`` that is enough; ``most`` where none is."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low


class _Fonts(URLFetcher):
    """Gives WeasyPrint the fonts of the style sheets, and nothing else: no file, no network."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, styles.font_file(url).read_bytes())


@contextmanager
def _strict() -> Iterator[None]:
    """Fails on what WeasyPrint merely logs."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if heard:
        raise LayoutWarning("\n".join(heard))
