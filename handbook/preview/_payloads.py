"""What the page is told about the book, as JSON."""

import re
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from handbook.content.case_files import slug_in
from handbook.content.model import Case
from handbook.pages.pagination import spreads
from handbook.preview._book_view import Live
from handbook.preview._build_job import Building
from handbook.preview._case_store import Shelf
from handbook.preview._image_cache import Name
from handbook.preview._model import EDITIONS, Key, case_of
from handbook.support.problems import Problem

Json = dict[str, Any]


def book(live: Live, shelf: Shelf) -> Json:
    """The whole book: its parts in each edition, which pages lie beside each other, and its cases."""
    handbook = live.draft.handbook
    cases = {case.slug: case for case in handbook.cases}
    return {
        "title": handbook.title,
        "language": handbook.language,
        "trim": handbook.print.trim,
        "bleed": handbook.print.bleed,
        "themes": [theme.name for theme in handbook.themes],
        "editions": {name: _edition(live, name) for name in EDITIONS},
        "cases": [_case(slug, cases.get(slug)) for slug in shelf.order()],
        "undo": shelf.undo,
    }


def news(live: Live, key: Key) -> Json:
    """A part that is shown anew, with its pictures where it is looked at: to ask for them takes 20 ms more."""
    own, width = live.parts[key], live.queue.look.width
    names = [(own.name, page, width) for page in range(own.pages)]
    seen = key in live.queue.look.parts and all(live.gallery.find(*name) for name in names)
    return {
        **part(live, key),
        "width": width,
        "pictures": [_picture(live, name) for name in names] if seen else [],
    }


def _picture(live: Live, name: Name) -> Json:
    """What a picture is called and, unless that was sent before, all of it."""
    first = live.gallery.like(name)
    data = b64encode(live.gallery.kept[name]).decode() if first == name else ""
    return {"name": "/".join(map(str, first)), "data": data}


def part(live: Live, key: Key) -> Json:
    """A part of the book: the name of what is shown of it (empty before it is laid out), and its pages."""
    edition, name, _ = key
    own = live.parts[key]
    return {
        "id": "/".join(key),
        "edition": edition,
        "part": name,
        "slug": case_of(key),
        "name": own.name,
        "pages": own.pages,
        "stale": own.stale or case_of(key) in live.draft.stale,
        "room": own.room,
    }


def problems(found: Iterable[Problem]) -> list[Json]:
    """All problems, each with the slug of the case that it is in."""
    return [_problem(problem) for problem in found]


def building(build: Building) -> Json:
    """How the last build goes or went, and what there is to download."""
    products = [{"name": name, "size": size} for name, size in build.products().items()]
    return {"running": build.running, "lines": build.lines, "code": build.code, "products": products}


def _edition(live: Live, name: str) -> Json:
    parts = [part(live, key) for key in live.order[name]]
    pages = sum(own["pages"] for own in parts)
    perfect = live.draft.handbook.print.perfect and not EDITIONS[name].screen
    return {"parts": parts, "spreads": _wrapped(pages) if perfect else spreads(pages)}


def _wrapped(pages: int) -> list[tuple[int | None, int | None]]:
    """The pages of a glued book as they lie open, the first and the last of them those of its cover sheet."""
    if pages < 2:  # there is no story yet
        return []
    inside = [tuple(page + 1 if page else None for page in opened) for opened in spreads(pages - 2)]
    return [(None, 1), *((left, right) for left, right in inside), (pages, None)]


def _case(slug: str, case: Case | None) -> Json:
    return {"slug": slug, "title": case.title if case else slug, "person": case.person if case else ""}


def _problem(problem: Problem) -> Json:
    name = re.split(r"[/\\]", problem.place.file)[-1]
    return {
        "id": problem.id,
        "slug": slug_in(name),
        "place": str(problem.place),
        "message": problem.message,
        "remedy": problem.remedy,
        "severity": problem.severity,
    }
