"""The HTML of each kind of section beside a stored one, so that a change of the templates is seen as a difference.

``--regen`` writes the stored files, ``sections/*.html``, again: one for each book.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from handbook.content.loader import load
from handbook.pages.composer import compose_perfect_binding
from handbook.pages.model import Section
from handbook.pages.pagination import Pagination
from handbook.pages.stylesheets import StyleSheets
from tests.books import add_picture, sections, write

STORED = Path(__file__).parent / "sections"
PICTURE = Image.new("RGB", (40, 50), "#8a5a3c")
SPINE = 6.5  # mm

THEMES = [{"name": "Samenwerken & co", "accent": "moss"}, {"name": "Luisteren"}]
PORTRAIT = {"file": "wie & wat.png", "alt": 'Iemand zegt "ja".', "credit": "Foto: Anna", "focus": "80 20"}
TEXT = (
    "Zie [de gids](https://example.org/gids?a=1&b=2) of [schrijf](mailto:a@example.org).\n\nEen *kort* **woord**."
)
LIST = (
    "Drie dingen:\n\n- een\n- twee\n\n3. drie\n4. vier\n\n> Gezegd is < gezegd.\n\nArt. 5 van 10 km, sa\u00admen."
)
CASES: list[dict[str, object]] = [
    {"title": "Het begin van alles", "experience": "Kort.", "good_work": "Korter."},
    {
        "title": "Samen aan de tafel in Tiel",
        "themes": ["Samenwerken & co"],
        "role": "directeur-generaal",
        "quote": "Een 'veel' kleuriger palet.",
        "questions": ["Wie?", "En wat dan?"],
        "portrait": PORTRAIT,
        "experience": TEXT,
        "good_work": LIST,
    },
    {"title": "A story", "person": "Mary O'Neil", "language": "en", "themes": ["Luisteren"], "good_work": TEXT},
]


def _plain(folder: Path) -> tuple[Path, Pagination]:
    """A saddle-stitched book with as little as possible, on whose cover stand the miniatures of its cases."""
    return write(folder, CASES[:1]), Pagination(cases=1)


def _rich(folder: Path) -> tuple[Path, Pagination]:
    """A perfect-bound book with everything that a book can have."""
    fields: dict[str, object] = {
        "subtitle": "Drie verhalen",
        "organisation": "Dienst Proef",
        "date": "2026-11-23",
        "foreword": "Waarom dit boek er is.",
        "colophon": "Gemaakt door *ons*.",
        "register": "yes",
        "themes": THEMES,
        "cover": {"file": "omslag.png", "alt": "Een weg.", "credit": "Foto: Piet"},
        "logo": {"file": "logo.png", "alt": "Dienst Proef"},
        "labels": {"contents": "Verhalen"},
        "print": {"binding": "perfect", "spine": SPINE, "trim": "170 x 240", "bleed": "5"},
    }
    content = write(folder, CASES, **fields)
    for name in ("wie & wat.png", "omslag.png", "logo.png"):
        add_picture(content, name, PICTURE)
    return content, Pagination(cases=3, foreword=1, contents=2, register=1, multiple=2)


BOOKS: dict[str, Callable[[Path], tuple[Path, Pagination]]] = {"plain": _plain, "rich": _rich}


@pytest.mark.parametrize("book", BOOKS)
def test_each_section_is_as_it_is_stored(tmp_path: Path, request: pytest.FixtureRequest, book: str) -> None:
    content, pagination = BOOKS[book](tmp_path / "book")
    handbook = load(content)
    assert handbook.problems == ()
    composed = sections(content, pagination)
    if handbook.print.perfect:
        composed += compose_perfect_binding(handbook, pagination, StyleSheets(content).accents, SPINE)
    html = "\n".join(map(_described, composed))
    file = STORED / f"{book}.html"
    if request.config.getoption("--regen"):
        STORED.mkdir(exist_ok=True)
        file.write_text(html, "utf-8")
    assert html == file.read_text("utf-8")


def _described(section: Section) -> str:
    """A section with its place in the book, and the names of the texts that may be too long for it."""
    pages = "as many pages as it needs" if section.pages is None else f"{section.pages} pages"
    texts = ", ".join(section.fields) or "none"
    head = f"{section.name} {section.slug}: page {section.first_page}, {pages}; texts: {texts}"
    return f"<!-- {head} -->\n{section.html}\n"
