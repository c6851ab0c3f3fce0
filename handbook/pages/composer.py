"""Composes the HTML of a handbook: one section for each part of the book and for each case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from operator import attrgetter

from handbook.content.case_model import Case
from handbook.content.model import Handbook
from handbook.content.printed_texts import printed_by_field
from handbook.content.text import Text
from handbook.pages._lead import lead_of
from handbook.pages._link_addresses import with_link_addresses
from handbook.pages._themes import Group, accent_of, opened_runs, theme_groups, theme_of
from handbook.pages.cast_off import Shape, book_size, running_title, shape_of, text_classes
from handbook.pages.contents import density_of, divide
from handbook.pages.dates import printed_date
from handbook.pages.geometry import page_properties
from handbook.pages.model import Section
from handbook.pages.openers import listing_of
from handbook.pages.pagination import (
    COLOPHON,
    COVER,
    FOREWORD,
    Pagination,
)
from handbook.pages.register import register_name
from handbook.pages.templates import render

TITLED_SPINE = 5  # mm; on a narrower one the title would run onto the cover if the fold is a little off

Place = tuple[object, ...]  # all that the spread of a case depends on, besides the case and the handbook
ComposedSpreads = dict[str, tuple[Case, Place, Section]]  # by slug


def compose(
    handbook: Handbook, pagination: Pagination, accents: Sequence[str], composed: ComposedSpreads | None = None
) -> list[Section]:
    """Returns the sections of the book in their order, from the front cover to the back cover.

    ``accents`` are the names of the palette's colours. ``composed`` holds the spreads of an earlier call for this
    handbook; the spreads of unchanged cases are taken from it and new ones are added.
    """
    book = Composer(handbook, pagination, accents, composed)
    cases = [part for index in range(pagination.cases) for part in (*book.opener(index), book.spread(index))]
    return [book.cover(), *book.front_matter(), *cases, *book.register(), *book.notes(), book.back()]


def compose_perfect_binding(
    handbook: Handbook, pagination: Pagination, accents: Sequence[str], spine: float
) -> list[Section]:
    """Returns what only a perfect-bound book has, whose covers are on a sheet of their own.

    These are its first page, with the title, its last page, which is blank, the spine, ``spine`` mm wide, and the
    tint for the insides of the cover.
    """
    book = Composer(handbook, pagination, accents)
    blank = book.section("blank", pagination.total_pages, 1, book_shapes=())
    return [book.title_page(), blank, book.spine(spine), book.section("lining", COVER, 1)]


def compose_variable(handbook: Handbook, pagination: Pagination, accents: Sequence[str]) -> list[Section]:
    """Returns the sections of variable length; the field of Pagination with the name of one counts its pages."""
    book = Composer(handbook, pagination, accents)
    return [*book.foreword(), book.contents(), *book.register()]


class Composer:
    """Fills in the templates for a handbook."""

    def __init__(
        self,
        handbook: Handbook,
        pagination: Pagination,
        accents: Sequence[str],
        composed: ComposedSpreads | None = None,
    ) -> None:
        self.handbook, self.pagination = handbook, pagination
        self.accents = [accent_of(handbook, index, accents) for index in range(len(handbook.cases))]
        self.first_accent = accents[0]
        self.composed: ComposedSpreads = {} if composed is None else composed

    @cached_property
    def size(self) -> str:
        """The type size of the texts."""
        return self.handbook.size or book_size(self.handbook.cases)

    @cached_property
    def book_shapes(self) -> Sequence[tuple[str, Shape]]:
        """The accent and the shape of each case."""
        shapes = map(shape_of, self.handbook.cases)
        return list(zip(self.accents, shapes, strict=True))

    @cached_property
    def groups(self) -> list[Group]:
        return theme_groups(self.handbook.cases)

    @cached_property
    def opened(self) -> list[Group]:
        """The cases behind each opener."""
        return [run for run in opened_runs(self.handbook.cases) if run.cases[0] in self.pagination.openers]

    def section(
        self,
        name: str,
        first_page: int,
        pages: int | None,
        fields: Mapping[str, Text] | None = None,
        accent: str = "",
        case: Case | None = None,
        **context: object,
    ) -> Section:
        """Returns the section of the template ``name``; ``pages`` is None where its texts decide its length."""
        html = render(
            name,
            self.handbook.look,
            handbook=self.handbook,
            labels=self.handbook.labels,
            first_page=first_page,
            pages=pages,
            side="right" if first_page % 2 else "left",
            page_properties=page_properties(self.handbook.print),
            case=case,
            language=case.language if case else "",
            classes=f"accent-{accent or self.first_accent} size-{self.size.lower()}",
            **context,
        )
        slug, language = (case.slug, case.language) if case else ("", "")
        return Section(name, with_link_addresses(html), first_page, pages, fields or {}, slug, language)

    def cover(self) -> Section:
        """Returns the front cover."""
        return self.section("cover", COVER, 1, self._cover_fields, book_shapes=self.book_shapes)

    def title_page(self) -> Section:
        """Returns the title page of a perfect-bound book, in the place of the cover."""
        return self.section("title", COVER, 1, self._cover_fields)

    @property
    def _cover_fields(self) -> Mapping[str, Text]:
        book = self.handbook
        return {"title": book.title, "subtitle": book.subtitle, "organisation": book.organisation}

    def spine(self, width: float) -> Section:
        """Returns the spine, ``width`` mm wide, with the title if it fits."""
        return self.section("spine", COVER, 1, width=width, titled=width >= TITLED_SPINE)

    def back(self) -> Section:
        """Returns the back cover."""
        fields = {"subtitle": self.handbook.subtitle, "organisation": self.handbook.organisation}
        return self.section("back", self.pagination.total_pages, 1, fields, book_shapes=self.book_shapes)

    def front_matter(self) -> list[Section]:
        """Returns all sections between the cover and the first case."""
        pagination = self.pagination
        parts = [self.colophon(), *self.foreword(), self.contents()]
        if pagination.has_blank_page:
            parts.append(self.section("blank", pagination.blank_page, 1, book_shapes=self.book_shapes))
        return sorted(parts, key=attrgetter("first_page"))

    def colophon(self) -> Section:
        """Returns the colophon, or how to read the book where the handbook has none."""
        colophon, instructions = self.handbook.colophon.source, self.handbook.labels["reading"]
        text = colophon if colophon.strip() or not isinstance(instructions, Text) else instructions
        fields = {"colophon": text, "organisation": self.handbook.organisation}
        date = printed_date(self.handbook.date, self.handbook.labels["months"])
        return self.section("colophon", COLOPHON, 1, fields, date=date)

    def foreword(self) -> list[Section]:
        """Returns the foreword, if there is one."""
        if not self.handbook.foreword.source.strip():
            return []
        return [self.section("foreword", FOREWORD, None, {"foreword": self.handbook.foreword.source})]

    def contents(self) -> Section:
        """Returns the contents, grouped by theme where the cases of each theme are consecutive."""
        cases = self.handbook.cases
        pages = divide(self.groups, cases, self.pagination.contents)
        return self.section(
            "contents",
            self.pagination.contents_page,
            None,
            {case.slug: case.title for case in cases},
            contents_pages=[[self._entries(group) for group in groups] for groups in pages],
            density=density_of(len(cases)).name,
            most_entries=max((sum(len(group.cases) for group in groups) for groups in pages), default=0),
        )

    def _entries(self, group: Group) -> tuple[str, str, list[tuple[Case, int, str, Shape]]]:
        return group.theme, self.accents[group.cases[0]], [self._entry(index) for index in group.cases]

    def _entry(self, index: int) -> tuple[Case, int, str, Shape]:
        accent, shape = self.book_shapes[index]
        return self.handbook.cases[index], self.pagination.case_page(index), accent, shape

    def register(self) -> list[Section]:
        """Returns the register: the persons by their surnames, if the handbook asks for it."""
        if not self.handbook.register:
            return []
        pages: dict[str, list[tuple[str, int]]] = {}
        for index, case in enumerate(self.handbook.cases):
            pages.setdefault(case.person, []).append((case.slug, self.pagination.case_page(index)))
        titles = {case.slug: case.title for case in self.handbook.cases}
        names = {person: register_name(person, self.handbook.language) for person in pages}
        entries = [
            (names[person].printed, pages[person]) for person in sorted(pages, key=lambda each: names[each].key)
        ]
        return [self.section("register", self.pagination.register_page, None, entries=entries, titles=titles)]

    def notes(self) -> list[Section]:
        """Returns the pages for notes before the back cover, if any."""
        pages = self.pagination.notes_pages
        return [self.section("notes", self.pagination.notes_page, pages)] if pages else []

    def opener(self, index: int) -> list[Section]:
        """Returns the two pages that open the theme of a case, if they stand before it."""
        run = next((run for run in self.opened if run.cases[0] == index), None)
        if run is None:
            return []
        opener = self.section(
            "opener",
            self.pagination.opener_page(index),
            2,
            accent=self.accents[index],
            theme=run.theme,
            shapes=[self.book_shapes[each] for each in run.cases],
            entries=[self._entry(each) for each in run.cases],
            listing=listing_of([self.handbook.cases[each] for each in run.cases]),
        )
        return [replace(opener, theme=run.theme)]

    def spread(self, index: int) -> Section:
        """Returns the two pages of a case; cases count from 0."""
        case, page, accent = self.handbook.cases[index], self.pagination.case_page(index), self.accents[index]
        group = next(group for group in (*self.opened, *self.groups) if index in group.cases)
        context = {
            "number": index + 1,
            "theme": theme_of(case),
            "group": group.theme,
            "opens": index == group.cases[0] and index not in self.pagination.openers,
        }
        place = (page, accent, self.size, *context.values())
        old_case, old_place, section = self.composed.get(case.slug, (None, (), None))
        if section is None or old_case is not case or old_place != place:
            section = self.section(
                "spread",
                page,
                2,
                printed_by_field(case),
                accent,
                case,
                **context,
                shape=self.book_shapes[index][1],
                running=running_title(case.title),
                lead=lead_of(case.good_work),
                text_classes=text_classes(self.book_shapes[index][1]),
            )
            self.composed[case.slug] = case, place, section
        return section
