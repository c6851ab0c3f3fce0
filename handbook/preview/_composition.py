"""Composes the sections of a book with the page numbers that follow from their layouts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handbook.content.model import Handbook
from handbook.pages.composer import ComposedSpreads, compose, compose_perfect_binding
from handbook.pages.geometry import spine_width
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination, expected_pagination, spreads
from handbook.preview._model import SectionKey, SectionView

SHEET_PAGES = 3  # back cover, spine and front cover of a perfect-bound book


def compose_book(
    handbook: Handbook, plan: Pagination, accents: Sequence[str], composed: ComposedSpreads
) -> list[Section]:
    """Returns all sections in the order of their pages; those of a cover sheet follow the pages of the inside."""
    sections = compose(handbook, plan, accents, composed)
    spine = spine_width(handbook.print, plan.total_pages)
    if spine is None:
        return sections
    front, *inside, back = sections
    title, last, spine_section, _ = compose_perfect_binding(handbook, plan, accents, spine)
    return [title, *inside, last, back, spine_section, front]


def book_spreads(pages: int, *, perfect: bool) -> Sequence[tuple[int | None, ...]]:
    """Returns the facing pages of a book, counted from 1; those of the cover sheet lie beside each other."""
    if not perfect or not pages:
        return spreads(pages)
    inside = pages - SHEET_PAGES
    return [*spreads(inside), tuple(range(inside + 1, pages + 1))]


def page_plan(handbook: Handbook, views: Mapping[SectionKey, SectionView]) -> Pagination:
    """Returns the pagination of a book: as its sections were laid out, otherwise as expected."""
    printed = {"foreword": handbook.foreword.source.strip(), "contents": True, "register": handbook.register}
    varying = {section: views.get(SectionKey(section)) for section, exists in printed.items() if exists}
    pages = {section: view.pages for section, view in varying.items() if view and view.laid_out}
    return replace(expected_pagination(handbook), **pages)


def planned_pages(section: Section, plan: Pagination) -> int:
    """Returns how many pages a section has in a plan."""
    pages: int = section.pages or getattr(plan, section.name)  # its field with that name counts them
    return pages


def key_of(section: Section) -> SectionKey:
    """Returns the key of a section."""
    return SectionKey(section.name, section.slug or (str(section.first_page) if section.name == "blank" else ""))
