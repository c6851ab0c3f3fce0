"""Makes the JSON that the page receives about the book, its problems and its products."""

import re
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from handbook.content.case_files import slug_in
from handbook.content.model import Case
from handbook.pages.geometry import spine_width
from handbook.preview._book_view import BookView
from handbook.preview._build_job import BuildJob
from handbook.preview._case_store import CaseStore
from handbook.preview._composition import SHEET_PAGES, book_spreads
from handbook.preview._image_cache import ImageKey
from handbook.preview._model import SectionKey
from handbook.support.problems import Problem

Payload = dict[str, Any]


def book(view: BookView, store: CaseStore) -> Payload:
    """Returns the whole book: its sections and spreads, and the cases in their order."""
    handbook = view.content.handbook
    pages = sum(view.sections[key].pages for key in view.order)
    cases = {case.slug: case for case in handbook.cases}
    return {
        "title": handbook.title,
        "language": handbook.language,
        "trim": handbook.print.trim,
        "bleed": handbook.print.bleed,
        "themes": [theme.name for theme in handbook.themes],
        "accents": list(view.reader.styles.accents),
        "spine": spine_width(handbook.print, pages - SHEET_PAGES),
        "sections": [section(view, key) for key in view.order],
        "spreads": book_spreads(pages, perfect=handbook.print.perfect),
        "cases": [_case(slug, cases.get(slug)) for slug in store.order()],
        "can_restore": store.trash.can_restore,
    }


def section(view: BookView, key: SectionKey) -> Payload:
    """Returns a section: the ``document`` shown (empty before its first layout), its pages, its state."""
    section_view = view.sections[key]
    return {
        "id": "/".join(key),
        "name": key.name,
        "slug": key.case,
        "document": section_view.document,
        "pages": section_view.pages,
        "stale": section_view.stale or key.case in view.content.stale,
        "spare_words": section_view.spare_words,
    }


def section_with_images(view: BookView, key: SectionKey) -> Payload:
    """Returns a section, with its page images if it is in the viewport: a request for each takes 20 ms more."""
    shown, viewport = view.sections[key], view.queue.viewport
    keys = [ImageKey(shown.document, page, viewport.height) for page in range(shown.pages)]
    send = key in viewport.sections and all(view.images.get(each) for each in keys)
    images = [_image(view, each) for each in keys] if send else []
    return {**section(view, key), "height": viewport.height, "images": images}


def problems(listed: Iterable[Problem]) -> list[Payload]:
    """Returns all problems, each with the slug of the case that it is in."""
    return [_problem(problem) for problem in listed]


def build(job: BuildJob) -> Payload:
    """Returns the state of the last build, and the products that can be downloaded."""
    products = [{"name": name, "size": size} for name, size in job.products().items()]
    return {"running": job.running, "lines": job.lines, "exit_code": job.exit_code, "products": products}


def _image(view: BookView, key: ImageKey) -> Payload:
    """Returns the key of an image and, unless it was sent under that key before, its data."""
    first = view.images.first_key(key)
    data = b64encode(view.images.images[key]).decode() if first == key else ""
    return {"key": "/".join(map(str, first)), "data": data}


def _case(slug: str, case: Case | None) -> Payload:
    return {"slug": slug, "title": case.title if case else slug, "person": case.person if case else ""}


def _problem(problem: Problem) -> Payload:
    file = re.split(r"[/\\]", problem.place.file)[-1]
    return {
        "id": problem.id,
        "slug": slug_in(file),
        "place": str(problem.place),
        "message": problem.message,
        "remedy": problem.remedy,
        "severity": problem.severity,
    }
