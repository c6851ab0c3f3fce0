"""Fits each section to its pages, finds the texts that do not fit, and writes it as a PDF."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from weasyprint import Document, Page

from handbook.content.case_model import PAGE_TEXTS, WORDS_PER_PAGE
from handbook.content.line_ends import without_marks
from handbook.layout._excess_words import Cuts, cuts_by_field, excess_words, least_sufficient
from handbook.layout._filled_room import Room, fill_room, measure
from handbook.layout._last_fit import LastFit, refit
from handbook.layout._renderer import NO_ROOM, Renderer
from handbook.layout._trimming import words_of
from handbook.layout.engine.boxes import TextFit, free_letters, measure_fit
from handbook.layout.engine.regions import find_regions
from handbook.layout.engine.room import measure_lines
from handbook.layout.model import Bookmark, Fill, LaidOutSection, Overflow
from handbook.pages.model import Section
from handbook.pages.pagination import SHORT_PART
from handbook.pages.stylesheets import StyleSheets
from handbook.support.problems import Mark, Rejected, problem
from handbook.support.time_limit import limited_time
from handbook.support.units import PT_PER_PX

# Classes of the style sheets, tried in this order.
TITLE_SIZES = ("", "small-title", "smaller-title", "smallest-title")
LETTERS_PER_WORD = 5.3  # with punctuation, on average in Dutch and English
SMALL_SAMPLE = 20  # words of average length that are added to a text to estimate the length of its words


@dataclass(frozen=True)
class FittedDocument:
    """A section in the largest sizes that fit: WeasyPrint's pages, and the texts that do not fit.

    Of those the pages have no more than what fits, so that none stands on the page of another text.
    """

    section: Section
    document: Document
    fill: Fill
    overflows: tuple[Overflow, ...] = ()


class Typesetter:
    """Lays out sections, with the fonts and style sheets of the book read once."""

    def __init__(self, styles: StyleSheets) -> None:
        self.steps = styles.fitting_steps
        self.renderer = Renderer(styles)
        self.last_fit: LastFit | None = None

    @property
    def fonts(self) -> Mapping[str, bytes]:
        """The font files that the sections written so far refer to, by the digest of their bytes."""
        return self.renderer.font_references.files

    def write(self, section: Section) -> LaidOutSection:
        """Fits a section and writes it.

        Raises:
            Rejected: the house style has a mistake, or leaves too little room.
        """
        dependencies = self.renderer.record_dependencies()
        with limited_time(self.renderer.too_slow):
            return self._written(self.fit(section), dependencies)

    def rewrite(self, section: Section) -> LaidOutSection | None:
        """Writes a section in the sizes and the room of the last one, which may not be the best for it any more.

        Returns None where another than that has to be found: see ``refit``.

        Raises:
            Rejected: see ``write``.
        """
        dependencies = self.renderer.record_dependencies()
        with limited_time(self.renderer.too_slow):
            if self.last_fit is None or (refitted := refit(self.renderer, section, self.last_fit)) is None:
                return None
            document, self.last_fit = refitted
            return self._written(FittedDocument(section, document, self.last_fit.fill), dependencies)

    def _written(self, fitted: FittedDocument, dependencies: Mapping[str, str]) -> LaidOutSection:
        section, pages = fitted.section, fitted.document.pages
        pdf = self.renderer.write(fitted.document, section.name)
        return LaidOutSection(
            section,
            pdf.data,
            len(pages),
            fitted.fill,
            fitted.overflows,
            tuple(_bookmarks(pages)),
            pdf.tags,
            find_regions(fitted.document),
            pdf.fonts,
            dependencies,
        )

    def fit(self, section: Section) -> FittedDocument:
        """Lays a section out in the largest sizes in which its texts fit, or in the smallest.

        Raises:
            Rejected: see ``write``.
        """
        classes, step, document, room, fit = self._fit_sizes(section)
        overflows = tuple(self._overflows(section, fit, classes))
        if not overflows:
            self._check_pages(section, len(document.pages))
        elif cuts := {each.field: each.words for each in overflows if each.words}:
            document = self.renderer.render(section.html, classes, cuts)
        fill = Fill(step, fit.percent)
        lines, pages = measure_lines(document), len(document.pages)
        self.last_fit = None if overflows else LastFit(section, classes, room, lines, pages, fill)
        return FittedDocument(section, document, fill, overflows)

    def _fit_sizes(self, section: Section) -> tuple[str, int, Document, Room, TextFit]:
        """Returns the classes and the step of the sizes, and the layout in them with its room and its fit."""
        title = step = 0
        render = cache(partial(self.renderer.render, section.html))
        if section.pages is None:
            step = self._step_that_saves_a_page(render) if section.step is None else section.step
        while True:
            classes = _classes(title, step)
            document = render(classes)
            fit = measure(section, document)
            tight = fit.too_long | fit.too_wide.keys()
            if "title" in tight and title + 1 < len(TITLE_SIZES):
                title += 1
            elif tight - {"title"} and step + 1 < self.steps:
                step += 1
            elif not tight and (filled := fill_room(self.renderer, section, classes, document)):
                return classes, step, *filled, fit
            elif not tight and step + 1 < self.steps:
                step += 1
            else:
                return classes, step, document, NO_ROOM, fit

    def remaining_words(self, section: Section) -> Mapping[str, int]:
        """Estimates for each text with a page of its own how many more words fit, in the smallest sizes."""
        letters = free_letters(self.renderer.render(section.html, _classes(len(TITLE_SIZES) - 1, self.steps - 1)))
        words = {field: section.fields[field].split() for field in PAGE_TEXTS if field in section.fields}
        return {
            field: round(letters[field] / _letters_per_word(words[field]))
            if words[field] and field in letters
            else WORDS_PER_PAGE
            for field in words
        }

    def _step_that_saves_a_page(self, render: Callable[[str], Document]) -> int:
        """Returns the first fitting step that saves a page of a short section of any length; 0 if none does."""

        def pages(step: int) -> int:
            return len(render(_classes(0, step)).pages)

        most, last = pages(0), self.steps - 1
        if most == 1 or most > SHORT_PART or not last or pages(last) == most:
            return 0
        return least_sufficient(last, lambda step: pages(step) < most)

    def _overflows(self, section: Section, fit: TextFit, classes: str) -> Iterator[Overflow]:
        for holder, word in fit.too_wide.items():
            field = next((name for name in holder.split() if word in section.fields[name]), holder.split()[-1])
            yield Overflow(field, section.fields[field], word=word)
        if not fit.too_long:
            return
        root = self.renderer.parse(section.html)
        words = {field: words_of(root, field) for holder in fit.too_long for field in holder.split()}
        joined = {holder: [word for field in holder.split() for word in words[field]] for holder in fit.too_long}

        def find_too_long(cuts: Cuts) -> frozenset[str]:
            shares = cuts_by_field(cuts, words)
            return measure_fit(self.renderer.render(section.html, classes, shares)).too_long

        excess = excess_words(fit.too_long - fit.too_wide.keys(), joined, find_too_long)
        for holder, number in excess.items():
            last = len(words[holder.split()[-1]])
            if number > last and holder not in find_too_long({holder: last}):
                excess[holder] = last  # the field before it can stay as it is
        for field, number in cuts_by_field(excess, words).items():
            if number:
                yield Overflow(field, section.fields[field], words=number)

    def _check_pages(self, section: Section, pages: int) -> None:
        """Refuses a section that takes other than its number of pages although all its texts fit."""
        if section.pages in (None, pages):
            return
        place = Mark(self.renderer.house_style)
        mistake = problem(place, "style.pages", section=section.name, count=pages, expected=section.pages)
        if self.renderer.house_style:
            raise Rejected((mistake,))
        raise RuntimeError(mistake.message)


def _classes(title: int, step: int) -> str:
    return f"{TITLE_SIZES[title]} fit-{step}"


def _letters_per_word(words: Sequence[str]) -> float:
    """Estimates the mean length of the words of a text from some of them; few words say little."""
    return (sum(map(len, words)) + SMALL_SAMPLE * LETTERS_PER_WORD) / (len(words) + SMALL_SAMPLE)


def _bookmarks(pages: Sequence[Page]) -> Iterator[Bookmark]:
    for number, page in enumerate(pages):
        for level, label, (x, y), _ in page.bookmarks:
            yield Bookmark(level, without_marks(label), number, PT_PER_PX * x, PT_PER_PX * (page.height - y))
