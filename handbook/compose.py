"""From a Handbook to HTML: one document for each part of the book and for each case."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handbook.markdown import line_html
from handbook.model import Case, Edition, Handbook, Section, Text
from handbook.pages import COLOPHON, CONTENTS, COVER, Plan

TEMPLATES = Path(__file__).parents[1] / "templates"
ACCENTS = 4
LONG_TITLE, LONG_WORD = 60, 20  # characters; beyond these a title is set in the smaller size
SOFT_HYPHEN = "\u00ad"


def compose(handbook: Handbook, edition: Edition, plan: Plan) -> list[Section]:
    """The sections of the book in their order, on the pages that ``plan`` gives them."""
    book = _Composer(handbook, edition)
    own = {
        "title": handbook.title,
        "subtitle": handbook.subtitle,
        "organisation": handbook.organisation,
        "colophon": handbook.colophon.source,
    }
    sections = [
        book.section("cover", COVER, 1, own),
        book.section("colophon", COLOPHON, 1, own, date=_date(handbook)),
        contents(handbook, edition, plan),
    ]
    if plan.blank:
        sections.append(book.section("blank", plan.front + 1, 1))
    sections += [book.spread(case, number, plan.case(number)) for number, case in enumerate(handbook.cases)]
    if plan.notes:
        sections.append(book.section("notes", plan.case(plan.cases), plan.notes))
    return [*sections, book.section("back", plan.total, 1)]


def contents(handbook: Handbook, edition: Edition, plan: Plan) -> Section:
    """The contents alone: laid out, they tell how many pages stand before the first case."""
    entries = [(case, plan.case(number)) for number, case in enumerate(handbook.cases)]
    return _Composer(handbook, edition).section("contents", CONTENTS, None, entries=entries)


class _Composer:
    """The templates with a handbook and an edition filled in."""

    def __init__(self, handbook: Handbook, edition: Edition) -> None:
        self.handbook, self.edition = handbook, edition
        self.templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.filters["line"] = lambda text: Markup(line_html(text))

    def section(
        self,
        name: str,
        first: int,
        pages: int | None,
        fields: Mapping[str, Text] | None = None,
        accent: int = 1,
        small_title: bool = False,
        **context: object,
    ) -> Section:
        """The section of the template ``name`` that starts on page ``first``."""
        html = self.templates.get_template(f"{name}.html").render(
            handbook=self.handbook,
            labels=self.handbook.labels,
            first=first,
            pages=pages,
            side="right" if first % 2 else "left",
            classes=f"accent-{accent}" + " small-title" * small_title,
            **context,
        )
        if self.edition.screen:
            html = html.replace(SOFT_HYPHEN, "")
        return Section(name, html, first, pages, fields or {})

    def spread(self, case: Case, number: int, page: int) -> Section:
        """The two pages of a case; cases count from 0."""
        fields = {
            "title": case.title,
            "person": case.person,
            "experience": case.experience.source,
            "good_work": case.good_work.source,
        }
        small = len(case.title) > LONG_TITLE or max(map(len, case.title.split()), default=0) > LONG_WORD
        return self.section("spread", page, 2, fields, number % ACCENTS + 1, small, case=case, number=number + 1)


def _date(handbook: Handbook) -> str:
    """The date as the handbook's language writes it: "november 2026" or "23 november 2026"."""
    if not handbook.date:
        return ""
    year, month, *day = (int(part) for part in handbook.date.split("-"))
    return " ".join([*map(str, day), handbook.labels["months"].split()[month - 1], str(year)])
