"""From a Handbook to HTML: one document for each part of the book and for each case."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby

from handbook.content.model import PAGE_TEXTS, Case, Handbook
from handbook.content.printed_texts import printed_by_field
from handbook.content.text import Prose, Text
from handbook.pages.geometry import page_properties
from handbook.pages.model import Edition, Section
from handbook.pages.pagination import COLOPHON, COVER, FOREWORD, Pagination
from handbook.pages.templates import render
from handbook.support.names import slug_of

SOFT_HYPHEN = "\u00ad"

# The small open books on the cover: how many stand beside each other, by how many there are at most.
COLUMNS = {2: 2, 4: 8, 8: 32, 16: 128}
MINIS = max(COLUMNS.values())
FEW, FEW_WORD = 7, 24  # titles, and letters of their longest word, that the contents can set large
TITLED_SPINE = 5  # mm; narrower, and a title would run onto the cover when the fold is a little off
LINK = re.compile(r'<a\b[^>]*href="(?:https?://(?:www\.)?|mailto:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
LONGEST_ADDRESS = 45  # characters that somebody types from paper
MINI_WORDS = 12  # a line in a small open book stands for so many

ComposedSpreads = dict[
    str, tuple[Case, tuple[object, ...], Section]
]  # by slug: a case, its place in the book, its spread


def compose(
    handbook: Handbook,
    edition: Edition,
    plan: Pagination,
    accents: Sequence[str],
    known: ComposedSpreads | None = None,
) -> list[Section]:
    """The sections of the book in their order, on the pages that ``plan`` gives them.

    ``known`` has spreads that were composed for this edition of this handbook before, and gets those composed now.
    """
    book = Composer(handbook, edition, plan, accents, known)
    spreads = [book.spread(number) for number in range(plan.cases)]
    blank = [book.section("blank", plan.front_pages + 1, 1)] if plan.has_blank_page else []
    notes = [book.section("notes", plan.notes_page, plan.notes_pages)] if plan.notes_pages else []
    inside = [book.colophon(), *book.foreword(), book.contents(), *blank, *spreads, *book.register(), *notes]
    if handbook.print.perfect and not edition.screen:  # the cover is a sheet of its own then, see cover_sheet
        return [book.title(), *inside, book.section("blank", plan.total_pages, 1)]
    return [book.cover(), *inside, book.back()]


def compose_cover_sheet(
    handbook: Handbook, edition: Edition, plan: Pagination, accents: Sequence[str], spine: float
) -> list[Section]:
    """The back, the ``spine`` of this width in mm and the front of a perfect-bound book, each a page."""
    book = Composer(handbook, edition, plan, accents)
    return [book.back(), book.spine(spine), book.cover()]


def compose_variable(
    handbook: Handbook, edition: Edition, plan: Pagination, accents: Sequence[str]
) -> list[Section]:
    """The sections that take as many pages as they need, each named as the field of Plan that counts them."""
    book = Composer(handbook, edition, plan, accents)
    return [*book.foreword(), book.contents(), *book.register()]


class Composer:
    """The templates with a handbook, an edition and a plan filled in."""

    def __init__(
        self,
        handbook: Handbook,
        edition: Edition,
        plan: Pagination,
        accents: Sequence[str],
        known: ComposedSpreads | None = None,
    ) -> None:
        self.handbook, self.edition, self.plan, self.accents = handbook, edition, plan, accents
        self.known: ComposedSpreads = {} if known is None else known

    def section(
        self,
        name: str,
        first: int,
        pages: int | None,
        fields: Mapping[str, Text] | None = None,
        classes: str = "",
        case: Case | None = None,
        **context: object,
    ) -> Section:
        """The section of the template ``name`` that starts on page ``first``."""
        html = render(
            name,
            handbook=self.handbook,
            labels=self.handbook.labels,
            first=first,
            pages=pages,
            side="right" if first % 2 else "left",
            page_properties=page_properties(self.handbook.print),
            case=case,
            language=case.language if case else "",
            classes=classes or f"accent-{self.accents[0]}",
            **context,
        )
        html = html.replace(SOFT_HYPHEN, "") if self.edition.screen else LINK.sub(_with_address, html)
        whose = (case.slug, case.language) if case else ("", "")
        return Section(name, html, first, pages, fields or {}, *whose)

    def cover(self) -> Section:
        book = self.handbook
        fields = {"title": book.title, "subtitle": book.subtitle, "organisation": book.organisation}
        minis = [
            (self.accent(number), *(_lines(getattr(case, name)) for name in PAGE_TEXTS))
            for number, case in enumerate(book.cases[:MINIS])
        ]
        columns = next(number for number in COLUMNS if len(minis) <= COLUMNS[number])
        return self.section("cover", COVER, 1, fields, minis=minis, columns=columns)

    def title(self) -> Section:
        """The title page of a perfect-bound book, in the place of the cover."""
        book = self.handbook
        fields = {"title": book.title, "subtitle": book.subtitle, "organisation": book.organisation}
        return self.section("title", COVER, 1, fields)

    def spine(self, width: float) -> Section:
        """The spine, ``width`` mm wide, with the title where that is enough for it."""
        return self.section("spine", COVER, 1, width=width, titled=width >= TITLED_SPINE)

    def back(self) -> Section:
        fields = {"subtitle": self.handbook.subtitle, "organisation": self.handbook.organisation}
        return self.section("back", self.plan.total_pages, 1, fields)

    def colophon(self) -> Section:
        own, reading = self.handbook.colophon.source, self.handbook.labels["reading"]
        text = own if own.strip() or not isinstance(reading, Text) else reading
        fields = {"colophon": text, "organisation": self.handbook.organisation}
        return self.section("colophon", COLOPHON, 1, fields, date=_date(self.handbook))

    def foreword(self) -> list[Section]:
        """The foreword, if there is one."""
        if not self.handbook.foreword.source.strip():
            return []
        return [self.section("foreword", FOREWORD, None, {"foreword": self.handbook.foreword.source})]

    def contents(self) -> Section:
        """The contents, in groups where the cases of each theme stand together."""
        entries = [
            (theme, self.accent(numbers[0]), [self._entry(number) for number in numbers])
            for theme, numbers in self.groups
        ]
        titles = {case.slug: case.title for case in self.handbook.cases}
        words = [word for title in titles.values() for word in title.split()]
        few = len(titles) <= FEW and max(map(len, words), default=0) <= FEW_WORD
        return self.section("contents", self.plan.contents_page, None, titles, groups=entries, few=few)

    @cached_property
    def groups(self) -> list[tuple[str, list[int]]]:
        """The numbers of the cases by theme, where those of each theme stand together; else all in one group."""
        themes = [_theme(case) for case in self.handbook.cases]
        groups = [(theme, list(numbers)) for theme, numbers in groupby(range(len(themes)), themes.__getitem__)]
        return groups if len(set(themes)) == len(groups) else [("", list(range(len(themes))))]

    def _entry(self, number: int) -> tuple[Case, int, str]:
        return self.handbook.cases[number], self.plan.case_page(number), self.accent(number)

    def register(self) -> list[Section]:
        """The persons in the order of their names, if the handbook wants them."""
        if not self.handbook.register:
            return []
        pages: dict[str, list[tuple[str, int]]] = {}
        for number, case in enumerate(self.handbook.cases):
            pages.setdefault(case.person, []).append((case.slug, self.plan.case_page(number)))
        titles = {case.slug: case.title for case in self.handbook.cases}
        entries = sorted(pages.items(), key=lambda entry: slug_of(entry[0]))
        return [self.section("register", self.plan.register_page, None, entries=entries, titles=titles)]

    def spread(self, number: int) -> Section:
        """The two pages of a case; cases count from 0."""
        case, first, accent = self.handbook.cases[number], self.plan.case_page(number), self.accent(number)
        group, numbers = next(found for found in self.groups if number in found[1])
        context = {"number": number + 1, "theme": _theme(case), "group": group, "opens": number == numbers[0]}
        place = (first, accent, *context.values())
        was, where, section = self.known.get(case.slug, (None, (), None))
        if section is None or was is not case or where != place:
            classes = f"accent-{accent}"
            section = self.section("spread", first, 2, printed_by_field(case), classes, case, **context)
            self.known[case.slug] = case, place, section
        return section

    def accent(self, number: int) -> str:
        """The accent of a case: that of its theme, otherwise the next in turn."""
        names = [str(theme.name) for theme in self.handbook.themes]
        theme = _theme(self.handbook.cases[number])
        turn = names.index(theme) if theme else number
        chosen = self.handbook.themes[turn].accent if theme else ""
        return chosen or self.accents[turn % len(self.accents)]


def _with_address(link: re.Match[str]) -> str:
    """A link on paper: its text, and behind it the address, or only the site where that would be too long."""
    address, text = link[1].rstrip("/"), link[2]
    short = address if len(address) <= LONGEST_ADDRESS else address.partition("/")[0]
    return text if short in text else f'{text} <span class="address">({short})</span>'


def _lines(text: Prose) -> int:
    """How many lines of a small open book stand for a text."""
    return min(20, -(-len(text.source.split()) // MINI_WORDS))


def _theme(case: Case) -> str:
    """The theme that a case belongs to: its first one."""
    return case.themes[0] if case.themes else ""


def _date(handbook: Handbook) -> str:
    """The date as the handbook's language writes it: "november 2026" or "23 november 2026"."""
    if not handbook.date:
        return ""
    year, month, *day = (int(part) for part in handbook.date.split("-"))
    return " ".join([*map(str, day), handbook.labels["months"].split()[month - 1], str(year)])
