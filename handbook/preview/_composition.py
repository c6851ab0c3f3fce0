"""Composes the sections of an edition from the content shown, on the pages that their layouts take."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handbook.content.model import Handbook
from handbook.pages.composer import ComposedSpreads, Composer, compose
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination, expected_pagination
from handbook.preview._model import EDITIONS, SectionKey, SectionView


class Composition:
    """Composes sections, and caches the spreads of both editions for as long as the handbook stays the same."""

    def __init__(self) -> None:
        self.spread_caches: dict[str, ComposedSpreads] = {name: {} for name in EDITIONS}

    def clear_cache(self) -> None:
        """Must be called when the handbook, a style sheet or a template has changed."""
        self.spread_caches = {name: {} for name in EDITIONS}

    def sections(self, name: str, handbook: Handbook, plan: Pagination, accents: Sequence[str]) -> list[Section]:
        """All sections of the edition of a name in their order; of a perfect-bound one, with its cover."""
        edition = EDITIONS[name]
        sections = compose(handbook, edition, plan, accents, self.spread_caches[name])
        if handbook.print.perfect and not edition.screen:
            composer = Composer(handbook, edition, plan, accents)
            return [composer.cover(), *sections, composer.back()]
        return sections

    def spreads(
        self, name: str, handbook: Handbook, plan: Pagination, accents: Sequence[str], slugs: Sequence[str]
    ) -> list[Section]:
        """The spreads of some cases of the edition of a name."""
        composer = Composer(handbook, EDITIONS[name], plan, accents, self.spread_caches[name])
        numbers = {case.slug: number for number, case in enumerate(handbook.cases)}
        return [composer.spread(numbers[slug]) for slug in slugs]


def page_plan(name: str, handbook: Handbook, views: Mapping[SectionKey, SectionView]) -> Pagination:
    """The pages of the edition of a name: as its sections were laid out, otherwise as they probably will be."""
    printed = {"foreword": handbook.foreword.source.strip(), "contents": True, "register": handbook.register}
    varying = {section: views.get(SectionKey(name, section)) for section, exists in printed.items() if exists}
    pages = {section: view.pages for section, view in varying.items() if view and view.laid_out}
    return replace(expected_pagination(handbook), **pages)


def key_of(name: str, section: Section) -> SectionKey:
    """The key of a section of the edition of a name."""
    return SectionKey(
        name, section.name, section.slug or (str(section.first_page) if section.name == "blank" else "")
    )
