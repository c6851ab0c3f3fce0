"""From HTML to pages: fits each section to its place, tells what does not fit, and writes it as a PDF."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

import pydyf
from PIL import Image
from weasyprint import CSS, HTML, Document, URLFetcher
from weasyprint.document import Page
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from handbook.content.model import WORDS_PER_PAGE
from handbook.content.yaml_source import Unreadable, decode
from handbook.layout._image_input import upright
from handbook.layout._trimming import anywhere, shorten, words
from handbook.layout.engine.boxes import Reading, ladders, link_text, read, room
from handbook.layout.engine.font_features import mend
from handbook.layout.engine.fonts import Faces, left_out
from handbook.layout.engine.memory import Memory
from handbook.layout.engine.tags import take
from handbook.layout.engine.warnings import strict
from handbook.layout.model import Bookmark, Fill, Kid, Overflow, Piece
from handbook.layout.section_cache import Written
from handbook.pages.assets import BASE_URL, Unavailable, asset_path, is_picture
from handbook.pages.model import INTERNAL_LINK, Edition, Section
from handbook.pages.pagination import SHORT_PART
from handbook.pages.stylesheets import StyleSheets
from handbook.support.names import display_path
from handbook.support.problems import Mark, Problem, Rejected
from handbook.support.units import PT_PER_PX

Link = tuple[str, str, object, object]  # WeasyPrint's: kind, target, place and box
TITLES = ("", "small-title", "smaller-title")  # classes of the style sheets, tried in this order
ROOM = "Leave more room: a smaller --line or type, or less --top and --bottom."
PAGES = ("experience", "good_work")  # the texts that have a page of their own
FEW, USUAL = 20, 5.3  # words, and the letters that one has on average with its punctuation, in Dutch and English
NO_CUTS: Mapping[str, int] = {}
STRICTNESS = ("stricter", "strictest")  # classes of templates/css/print.css, for a paragraph with a ladder


@dataclass(frozen=True)
class Laid:
    """A section laid out: its pages, how full they are, and the texts that do not fit."""

    section: Section
    document: Document
    fill: Fill
    overflows: tuple[Overflow, ...]


class Typesetter:
    """Lays out the sections of one edition, with its fonts and style sheets read once."""

    def __init__(self, edition: Edition, styles: StyleSheets) -> None:
        mend()
        self.edition = edition
        self.fonts = FontConfiguration()
        self.faces: Faces = {}
        self.memory = Memory(styles=not styles.uses_viewport_units)
        self.steps = styles.fitting_steps
        self.house = display_path(styles.house_style[0]) if styles.house_style else ""
        self.files = _Files(styles.content)
        self.sheets = [self._sheet(path, own=path in styles.house_style) for path in styles.paths(edition)]
        self.read = dict(self.files.read)  # the style sheets and their fonts

    def _sheet(self, path: Path, *, own: bool) -> CSS:
        """A style sheet parsed; ``own`` is the organisation's."""
        try:
            text = decode(self.files.of(path), display_path(path))
        except Unreadable as error:
            raise Rejected(error.problems) from None
        with strict(self.house if own else ""):
            return CSS(
                string=text,
                base_url=BASE_URL,
                font_config=self.fonts,
                url_fetcher=self.files,
            )

    def fit(self, section: Section) -> Laid:
        """Lays a section out in the largest sizes in which its texts fit, or in the smallest there are."""
        title = step = 0
        lay_out = cache(partial(self._lay_out, section))
        if section.pages is None:
            step = self._saving(lay_out) if section.step is None else section.step
        while True:
            sizes = f"{TITLES[title]} fit-{step}"
            document = lay_out(sizes)
            reading = read(document)
            if section.pages is None:
                reading = replace(reading, long=frozenset())  # it takes the pages that it needs
            tight = reading.long | reading.wide.keys()
            if "title" in tight and title + 1 < len(TITLES):
                title += 1
            elif tight - {"title"} and step + 1 < self.steps:
                step += 1
            else:
                break
        overflows = tuple(self._overflows(section, reading, sizes))
        if not overflows and section.pages not in (None, len(document.pages)):
            message = f"{section.name} takes {len(document.pages)} pages, not {section.pages}"
            if self.house:
                raise Rejected((Problem(Mark(self.house), "style", message, ROOM),))
            raise RuntimeError(message)
        return Laid(section, document, Fill(step, reading.percent), overflows)

    def _saving(self, lay_out: Callable[[str], Document]) -> int:
        """The first step that saves a page of a short section that takes as many as it needs; 0 if none does."""

        def pages(step: int) -> int:
            return len(lay_out(f" fit-{step}").pages)

        most, last = pages(0), self.steps - 1
        if most == 1 or most > SHORT_PART or not last or pages(last) == most:
            return 0
        return _least(last, lambda step: pages(step) < most)

    def write(self, section: Section) -> Written:
        """A section fitted to its place, as a PDF that names its fonts and does not hold them."""
        self.files.read = dict(self.read)
        fonts: dict[str, bytes] = {}
        laid = self.fit(section)
        pages = [copy(page) for page in laid.document.pages]
        said = [[link_text(box.element, target) for _, target, _, box in page.links] for page in pages]
        bookmarks = tuple(_bookmarks(pages)) if self.edition.screen else ()
        for page in pages:
            page.links = [_open(link) for link in page.links] if self.edition.screen else []
            page.bookmarks = []
        tags: list[Kid] = []

        def take_tags(_: Document, pdf: pydyf.PDF) -> None:
            if self.edition.screen:
                tags.extend(take(pdf, section.name, said))

        with strict(self.house), left_out(fonts, self.faces):
            whole = laid.document.copy(pages)
            pdf: bytes = whole.write_pdf(pdf_variant=self.edition.pdf_variant, finisher=take_tags)
        piece = Piece(section, pdf, len(pages), laid.fill, laid.overflows, bookmarks, tuple(tags))
        return Written(piece, fonts, self.files.read)

    def room(self, section: Section) -> Mapping[str, int]:
        """About how many words each text that fills a page can have more, in the smallest sizes there are."""
        letters = room(self._lay_out(section, f"{TITLES[-1]} fit-{self.steps - 1}"))
        texts = {field: section.fields[field].split() for field in PAGES if field in section.fields}
        return {
            field: round(letters[field] / _length(own)) if own and field in letters else WORDS_PER_PAGE
            for field, own in texts.items()
        }

    def _lay_out(self, section: Section, sizes: str, cuts: Mapping[str, int] = NO_CUTS) -> Document:
        """A section in the sizes of some classes, without the last words of some fields.

        A paragraph that comes out with a ladder of hyphens is set again, ever more strictly.
        """
        html = HTML(string=section.html, base_url=BASE_URL, url_fetcher=self.files)
        root = html.etree_element
        root.set("class", f"{root.get('class')} {sizes}")
        for field, number in cuts.items():
            shorten(root, field, number)
        document = self._render(html)
        for strictness in () if self.edition.screen else STRICTNESS:
            if not (found := ladders(document)):
                break
            for element in found:
                element.set("class", strictness)
            document = self._render(html)
        return document

    def _render(self, html: HTML) -> Document:
        with self.memory.used(), strict(self.house):
            return html.render(stylesheets=self.sheets, font_config=self.fonts)

    def _overflows(self, section: Section, reading: Reading, sizes: str) -> Iterator[Overflow]:
        for field, word in reading.wide.items():
            yield Overflow(self.edition.name, field, section.fields[field], word=word)
        long = sorted(reading.long - reading.wide.keys())
        excess = {field: self._excess(section, field, sizes, reading.long - {field}) for field in long}
        if long and not any(excess.values()):  # each would fit without the others: all are to blame
            excess = {field: self._excess(section, field, sizes, ()) for field in long}
        for field, number in excess.items():
            if number:
                yield Overflow(self.edition.name, field, section.fields[field], words=number)

    def _excess(self, section: Section, field: str, sizes: str, others: Collection[str]) -> int:
        """How many words of a field have to go, wherever they stand; 0 if ``others`` are to blame."""
        root = HTML(string=section.html).etree_element
        cuts = {other: len(words(root, other)) for other in others}
        own = words(root, field)

        def fits(cut: int) -> bool:
            return field not in read(self._lay_out(section, sizes, {**cuts, field: cut})).long

        return 0 if cuts and fits(0) else anywhere(own, _least(len(own), fits))


def _length(words: Sequence[str]) -> float:
    """How many letters the words of a text have that begins with these; a few words say little of it."""
    return (sum(map(len, words)) + FEW * USUAL) / (len(words) + FEW)


def _bookmarks(pages: Sequence[Page]) -> Iterator[Bookmark]:
    for number, page in enumerate(pages):
        for level, label, (x, y), _ in page.bookmarks:
            yield Bookmark(level, label, number, PT_PER_PX * x, PT_PER_PX * (page.height - y))


def _open(link: Link) -> Link:
    """A link that may lead to another section, which WeasyPrint would miss here."""
    kind, target, place, box = link
    return ("external", INTERNAL_LINK + target, place, box) if kind == "internal" else link


def _least(most: int, enough: Callable[[int], bool]) -> int:
    """The least number from 1 to ``most`` that is enough; ``most`` where none is."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low


class _Files(URLFetcher):
    """Gives WeasyPrint fonts and the pictures in the content folder, and nothing else: no network.

    ``read`` has a digest of what was in each file, by its path.
    """

    def __init__(self, content: Path) -> None:
        super().__init__()
        self.content = content.resolve()
        self.read: dict[str, str] = {}

    def of(self, path: Path) -> bytes:
        data = path.read_bytes()
        self.read[str(path)] = sha256(data).hexdigest()
        return data

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        path = asset_path(url, self.content)
        data = self.of(path)
        if not is_picture(path):
            return URLFetcherResponse(url, data)
        # Under its own address WeasyPrint would read the file again, and not take what is given here.
        try:
            return URLFetcherResponse(f"picture:{path.name}", upright(data))
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            raise Unavailable("it cannot be read as a picture") from None
