"""Makes the JSON that the page receives about the book, its problems and its products."""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from handbook.authoring.content_form import book_form, case_form
from handbook.content.case_files import slug_in
from handbook.content.case_model import PAGE_TEXTS, Case
from handbook.content.looks import look_folders
from handbook.pages.geometry import spine_width
from handbook.preview._book_view import BookView
from handbook.preview._build_job import BuildJob
from handbook.preview._case_store import CaseStore
from handbook.preview._composition import SHEET_PAGES, book_spreads
from handbook.preview._form_fields import FormFields, FormPlace, form_fields, place_at
from handbook.preview._form_words import control_of, in_form_words
from handbook.preview._image_cache import ImageKey
from handbook.preview._model import SectionKey
from handbook.preview._product_list import listed
from handbook.support.problems import Problem

Payload = dict[str, Any]
MOST_WORDS = 4096  # problems whose words are cached


def book(view: BookView, store: CaseStore) -> Payload:
    """Returns the whole book: its sections and spreads, and the cases in their order."""
    handbook = view.content.handbook
    pages = sum(view.sections[key].pages for key in view.order)
    cases = {case.slug: case for case in handbook.cases}
    return {
        "title": handbook.title,
        "language": view.language,
        "trim": handbook.print.trim,
        "bleed": handbook.print.bleed,
        "themes": [theme.name for theme in handbook.themes],
        "accents": list(view.reader.styles.accents),
        "looks": list(look_folders(view.reader.styles.style.brand)),
        "spine": spine_width(handbook.print, pages - SHEET_PAGES),
        "sections": [section(view, key) for key in view.order],
        "spreads": book_spreads(pages, perfect=handbook.print.perfect),
        "cases": [_case(slug, cases.get(slug)) for slug in store.order()],
        "restorable": store.trash.restorable,
    }


def section(view: BookView, key: SectionKey) -> Payload:
    """Returns a section: the ``document`` shown (empty before its first layout), its pages in it, its state."""
    section_view = view.sections[key]
    return {
        "id": "/".join(key),
        "name": key.name,
        "slug": key.case,
        "theme": section_view.section.theme,
        "document": section_view.document,
        "pages": list(section_view.page_numbers),
        "stale": section_view.stale or key.case in view.content.stale,
        "overflows": section_view.overflowing if key.case not in view.content.stale else [],
        "spare_words": section_view.spare_words,
    }


def section_with_images(view: BookView, key: SectionKey) -> Payload:
    """Returns a section, with its page images if it is in the viewport: a request for each takes 20 ms more."""
    shown, viewport = view.sections[key], view.queue.viewport
    keys = [ImageKey(shown.document, page, viewport.height) for page in shown.page_numbers]
    send = key in viewport.sections and all(view.images.get(each) for each in keys)
    images = [_image(view, each) for each in keys] if send else []
    return {**section(view, key), "height": viewport.height, "images": images}


def problems(view: BookView, listed: Iterable[Problem]) -> list[Payload]:
    """Returns all problems in the words of the forms, each with the form and the input that it is about."""
    return [_problem(problem, view) for problem in listed]


@cache
def _fields(of_case: bool, language: str) -> FormFields:
    return form_fields(case_form(language) if of_case else book_form(language))


@lru_cache(MOST_WORDS)
def _words(problem: Problem, of_case: bool, language: str, near: FormPlace) -> Problem:
    """Returns the words of a problem; all are sent after each change."""
    return in_form_words(problem, _fields(of_case, language), language, near)


def build(job: BuildJob, language: str, slug: str) -> Payload:
    """Returns the state of the last build, and the products of the book ``slug``."""
    gone = job.gone.as_text(language).splitlines() if job.gone else []
    return {
        "running": job.running,
        "lines": [*job.lines, *gone],
        "exit_code": job.exit_code,
        "products": listed(job.products(), slug, job.made),
    }


def _image(view: BookView, key: ImageKey) -> Payload:
    """Returns the key of an image and, unless it was sent under that key before, its data."""
    first = view.images.first_key(key)
    data = b64encode(view.images.images[key]).decode() if first == key else ""
    return {"key": "/".join(map(str, first)), "data": data}


def _case(slug: str, case: Case | None) -> Payload:
    return {
        "slug": slug,
        "title": case.title if case else slug,
        "person": case.person if case else "",
        "theme": case.themes[0] if case and case.themes else "",
    }


def story_words(case: Case) -> Payload:
    """Returns how many words the left and the right text of a case have."""
    counts = [len(getattr(case, name).source.split()) for name in PAGE_TEXTS]
    return {"slug": case.slug, "title": case.title, "words": counts}


def _problem(problem: Problem, view: BookView) -> Payload:
    slug = slug_in(re.split(r"[/\\]", problem.place.file)[-1])
    has_form = bool(slug) or problem.place.file == view.content.handbook.file
    fields = _fields(bool(slug), view.language)
    near = place_at(view.form_lines(slug), problem.place.line, fields) if has_form else FormPlace()
    words = _words(problem, bool(slug), view.language, near)
    return {
        "id": problem.id,
        "slug": slug,
        "field": control_of(problem, fields, near) if has_form else "",
        "place": str(problem.place),
        "message": words.message,
        "remedy": words.remedy,
        "severity": problem.severity,
    }
