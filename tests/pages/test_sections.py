"""The HTML of every kind of section, as it is stored: what a change of a template does to it is a difference.

``python3 build.py test tests/pages --regen`` stores it anew; read the difference before committing it.
"""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from handbook.content.loader import load
from handbook.pages.composer import compose, compose_cover_sheet
from handbook.pages.model import EMAIL, PRINT, Edition
from handbook.pages.pagination import Pagination
from handbook.pages.stylesheets import StyleSheets
from tests.books import add_picture, write

STORED = Path(__file__).parent / "sections"
SPINE = 8  # mm: wide enough for the title
PICTURE = Image.new("RGB", (9, 9))
SHORT = {"experience": "Het begon klein.", "good_work": "Het werd groter."}
LINKS = "Zie [de gids](https://www.example.org/gids/), *nadruk* of **meer**; elke beleids\u00admedewerker - en zo."
KINDS_OF_TEXT = f"{LINKS}\n\n- een\n- twee\n\n1. eerst\n2. dan\n\n> Gezegd is gezegd."
CASES: list[dict[str, object]] = [  # one of every shape that the template of a spread knows
    {**SHORT, "title": "Een kort verhaal", "person": "Anna"},
    {
        **SHORT,
        "title": "Met alles erop en eraan",
        "person": "Bert de Wit",
        "role": "griffier",
        "quote": "Wie luistert, hoort.",
        "questions": ["Wat hoorde je?", "En wat niet?"],
        "portrait": {"file": "bert de wit.jpg", "alt": "Bert lacht.", "credit": "Foto: Cor", "focus": "20 80"},
        "themes": ["Samen"],
    },
    {**SHORT, "title": "Elke soort tekst", "person": "Anna", "experience": KINDS_OF_TEXT, "themes": ["Samen"]},
    {**SHORT, "title": "Another language", "person": "Dee & Co", "language": "en", "themes": ["Alleen"]},
]
THEMES = [{"name": "Samen", "accent": "moss"}, {"name": "Alleen"}]


@pytest.fixture
def stapled(tmp_path: Path) -> Path:
    """A book with everything, but for pictures on its cover."""
    texts = {"title": "Proef & <co>", "subtitle": "Vier verhalen", "foreword": "Vooraf een woord.\n\nEn nog een."}
    facts = {"organisation": "Dienst Proef", "date": "2026-11-05", "register": "yes", "themes": THEMES}
    content = write(tmp_path / "stapled", CASES, **texts, **facts)
    add_picture(content, "bert de wit.jpg", PICTURE)
    return content


@pytest.fixture
def glued(tmp_path: Path) -> Path:
    """A book of another size with a cover picture and a logo."""
    cover = {"file": "omslag.jpg", "alt": "Een weg.", "credit": "Foto: Cor"}
    logo = {"file": "logo.png", "alt": "Dienst Proef"}
    settings = {"binding": "perfect", "trim": "170 x 240 mm", "bleed": "5"}
    texts = {"colophon": "Met dank aan *allen*.", "labels": {"experience": "Wat er was"}}
    content = write(tmp_path / "glued", CASES[:1], cover=cover, logo=logo, print=settings, **texts)
    add_picture(content, "omslag.jpg", PICTURE)
    add_picture(content, "logo.png", PICTURE)
    return content


def composed(content: Path, edition: Edition) -> dict[str, str]:
    """The HTML of a handbook's sections, by their place in the book, their name and that of their case."""
    handbook, accents = load(content), StyleSheets(content).accents
    assert handbook.problems == ()
    pages = int(bool(handbook.foreword.source))  # of the foreword and of the register, where a book has them
    multiple = 2 if handbook.print.perfect else 4
    pagination = Pagination(len(handbook.cases), foreword=pages, register=pages, multiple=multiple)
    sections = compose(handbook, edition, pagination, accents)
    if handbook.print.perfect:
        sections += compose_cover_sheet(handbook, edition, pagination, accents, SPINE)
    names = (f"{place:02}-{part.name}{part.slug and '-'}{part.slug}" for place, part in enumerate(sections, 1))
    return {name: part.html for name, part in zip(names, sections, strict=True)}


def compare(folder: Path, html: dict[str, str], *, renew: bool) -> None:
    if renew:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, text in html.items():
            (folder / f"{name}.html").write_text(text, "utf-8")
    stored = {path.stem: path.read_text("utf-8") for path in folder.iterdir()}
    assert stored.keys() == html.keys()
    for name, text in html.items():
        assert text.splitlines() == stored[name].splitlines(), name


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regen"))


def test_a_stapled_book_is_composed_as_it_was(stapled: Path, renew: bool) -> None:
    compare(STORED / "stapled", composed(stapled, PRINT), renew=renew)


def test_a_glued_book_is_composed_as_it_was(glued: Path, renew: bool) -> None:
    compare(STORED / "glued", composed(glued, PRINT), renew=renew)


def test_on_screen_only_links_and_soft_hyphens_are_other(stapled: Path, renew: bool) -> None:
    paper, screen = composed(stapled, PRINT), composed(stapled, EMAIL)
    compare(STORED / "email", {name: html for name, html in screen.items() if html != paper[name]}, renew=renew)
