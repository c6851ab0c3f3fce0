"""The openers of themes in a finished book: its pages, bookmarks, links and structure, in each look."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from handbook.content.case_model import Case
from handbook.content.loader import load
from handbook.content.looks import LOOKS
from handbook.content.text import Text
from handbook.layout.typesetter import Typesetter
from handbook.pages.composer import Composer
from handbook.pages.pagination import expected_pagination
from handbook.pages.stylesheets import StyleSheets
from tests.books import build, write_themes
from tests.boxes import texts_on
from tests.pdfs import bookmarks, links, outline, pages

RUNS = (("De burger aan tafel", 6), ("Tegenspraak", 8))
FIRST, SECOND = 6, 20  # the left pages of the openers, in a book without a foreword
NAMES = ["Lef", "Arbeidsongeschiktheidsverzekeringsrecht", "Wat wij elkaar en de burger willen leren"]
SAFE = 7 * 96 / 25.4  # px from the edge of the paper; 7 mm, for the boxes of lines
TITLES = ["Kort", "Een heel lange titel die maar doorgaat over wat er gebeurde " * 2, "Wat er toen gebeurde"]


@pytest.fixture(scope="module", params=LOOKS)
def email(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The email PDF of fourteen cases of two themes."""
    folder = tmp_path_factory.mktemp(request.param)
    content = write_themes(folder / "book", *RUNS, look=request.param)
    assert build(content, folder / "output", "build", "--only", "email") == 0
    return folder / "output" / "proef-email.pdf"


def test_left_stays_left_and_the_book_can_be_stitched(email: Path) -> None:
    texts = pages(email)
    assert len(texts) % 4 == 0
    for (name, count), left in zip(RUNS, (FIRST, SECOND), strict=True):
        assert left % 2 == 0 and name in " ".join(texts[left - 1].split())
        listed = texts[left]
        first = 1 if left == FIRST else 1 + RUNS[0][1]
        for offset in range(count):
            assert f"Verhaal {first + offset}" in listed and str(left + 2 + 2 * offset) in listed.split()
            assert f"Verhaal {first + offset}" in texts[left + 1 + 2 * offset]


def test_its_links_lead_to_its_cases(email: Path) -> None:
    targets = [link.target[0] for link in links(email)[FIRST]]
    assert list(dict.fromkeys(targets)) == [FIRST + 2 * number for number in range(1, 7)]


def test_the_theme_is_a_bookmark_above_its_cases(email: Path) -> None:
    found = [(mark.level, mark.title) for mark in bookmarks(email)]
    themed = [(1, RUNS[0][0]), *((2, f"Verhaal {number}") for number in range(1, 7))]
    assert found[1:8] == themed
    assert found[8] == (1, RUNS[1][0]) and [level for level, _ in found[9:17]] == [2] * 8


def test_a_screen_reader_hears_a_heading_and_a_list_of_places(email: Path) -> None:
    with pikepdf.open(email) as book:
        parts = [outline(part) for part in book.Root.StructTreeRoot.K[0].K]
    opener = next(part for part in parts if part.startswith("Sect(H1 TOC") and part.count("TOCI") == 6)
    assert opener == f"Sect(H1 TOC({' '.join(['TOCI(P(Link) P)'] * 6)}))"


def _titled(case: Case, title: str) -> Case:
    return replace(case, title=Text(title, case.title.mark))


@pytest.mark.parametrize("look", LOOKS)
def test_any_opener_fits_its_spread(tmp_path: Path, look: str) -> None:
    """However long its name and its titles are, and however many: no line leaves the page, and none is lost."""
    runs = [(name, count) for name, count in zip(NAMES, (3, 15, 40), strict=True)]
    content = write_themes(tmp_path / "book", *runs, look=look)
    handbook = load(content)
    pagination, styles = expected_pagination(handbook), StyleSheets(content)
    typesetter = Typesetter(styles)
    for title in TITLES:
        cases = tuple(_titled(case, title.strip()) for case in handbook.cases)
        book = Composer(replace(handbook, cases=cases), pagination, styles.accents)
        for opener in (part for index in pagination.openers for part in book.opener(index)):
            document = typesetter.fit(opener).document
            assert len(document.pages) == 2
            left, right = (texts_on(page) for page in document.pages)
            assert left and right
            width, height = document.pages[0].width, document.pages[0].height
            for text in left + right:
                assert text.position_x > SAFE
                assert text.position_x + text.width < width - SAFE
                assert text.position_y > SAFE
                assert text.position_y + text.baseline < height - SAFE
