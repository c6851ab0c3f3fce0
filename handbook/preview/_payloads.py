"""The JSON that the page receives about the book, its problems and its products."""

import re
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from handbook.content.case_files import slug_in
from handbook.content.model import Case
from handbook.pages.pagination import spreads
from handbook.preview._book_view import BookView
from handbook.preview._build_job import BuildJob
from handbook.preview._case_store import CaseStore
from handbook.preview._image_cache import ImageKey
from handbook.preview._model import EDITIONS, SectionKey
from handbook.support.problems import Problem

Payload = dict[str, Any]


def book(view: BookView, store: CaseStore) -> Payload:
    """The whole book: the sections and the spreads of each edition, and the cases in their order."""
    handbook = view.content.handbook
    cases = {case.slug: case for case in handbook.cases}
    return {
        "title": handbook.title,
        "language": handbook.language,
        "trim": handbook.print.trim,
        "bleed": handbook.print.bleed,
        "themes": [theme.name for theme in handbook.themes],
        "editions": {name: _edition(view, name) for name in EDITIONS},
        "cases": [_case(slug, cases.get(slug)) for slug in store.order()],
        "can_restore": store.trash.can_restore,
    }


def section(view: BookView, key: SectionKey) -> Payload:
    """A section: the ``document`` that is shown of it (empty before the first layout) and its number of pages."""
    section_view = view.sections[key]
    return {
        "id": "/".join(key),
        "edition": key.edition,
        "name": key.name,
        "slug": key.case,
        "document": section_view.document,
        "pages": section_view.pages,
        "stale": section_view.stale or key.case in view.content.stale,
        "spare_words": section_view.spare_words,
    }


def section_with_images(view: BookView, key: SectionKey) -> Payload:
    """A section with its page images, if it is in the viewport: a request for each would take 20 ms more."""
    shown, viewport = view.sections[key], view.queue.viewport
    keys = [ImageKey(shown.document, page, viewport.width) for page in range(shown.pages)]
    send = key in viewport.sections and all(view.images.get(each) for each in keys)
    images = [_image(view, each) for each in keys] if send else []
    return {**section(view, key), "width": viewport.width, "images": images}


def problems(listed: Iterable[Problem]) -> list[Payload]:
    """All problems, each with the slug of the case that it is in."""
    return [_problem(problem) for problem in listed]


def build(job: BuildJob) -> Payload:
    """The state of the last build, and the products that can be downloaded."""
    products = [{"name": name, "size": size} for name, size in job.products().items()]
    return {"running": job.running, "lines": job.lines, "exit_code": job.exit_code, "products": products}


def _image(view: BookView, key: ImageKey) -> Payload:
    """The key of an image and, unless it was sent under that key before, its data."""
    first = view.images.first_key(key)
    data = b64encode(view.images.images[key]).decode() if first == key else ""
    return {"key": "/".join(map(str, first)), "data": data}


def _edition(view: BookView, name: str) -> Payload:
    sections = [section(view, key) for key in view.order[name]]
    pages = sum(each["pages"] for each in sections)
    perfect = view.content.handbook.print.perfect and not EDITIONS[name].screen
    return {"sections": sections, "spreads": _spreads_with_cover(pages) if perfect else spreads(pages)}


def _spreads_with_cover(pages: int) -> list[tuple[int | None, int | None]]:
    """The spreads of a perfect-bound book, whose first and last page are those of the cover sheet."""
    if pages < 2:  # there is no case yet
        return []
    inside = [tuple(page + 1 if page else None for page in spread) for spread in spreads(pages - 2)]
    return [(None, 1), *((left, right) for left, right in inside), (pages, None)]


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
