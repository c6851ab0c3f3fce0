"""The look helder from its folder to finished files: what is drawn is decoration, and its words are its own."""

import json
from pathlib import Path

import pikepdf
import pytest

from tests.books import add_picture, build, copy_seed_in, plain, words, write
from tests.pdfs import conforms, outline, pages, pages_by_poppler
from tests.products.samples import _grey

CASE = "Sect(P H1 P H2 P H2 P)"
CONTENTS = "Sect(H1 TOC(TOCI(P(Link) P) TOCI(P(Link) P)))"
TREE = f"Document(Sect(P P) Sect(P P P P P) {CONTENTS} {CASE} {CASE} Sect(P))"


@pytest.fixture(scope="module")
def seed_in_helder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("helder")
    assert build(copy_seed_in(folder / "book", "helder"), folder / "output") == 0
    return folder / "output"


def test_a_print_shop_gets_it_without_a_finding(seed_in_helder: Path) -> None:
    (report,) = json.loads((seed_in_helder / "goed-werk-preflight.json").read_text("utf-8"))
    assert [check["id"] for check in report["checks"] if check["findings"]] == [] != report["checks"]


def test_number_and_mosaic_are_not_read_aloud(seed_in_helder: Path) -> None:
    """There are no figures, and each number is read once."""
    assert conforms(seed_in_helder / "goed-werk-email.pdf")
    with pikepdf.open(seed_in_helder / "goed-werk-email.pdf") as book:
        assert outline(book.Root.StructTreeRoot.K[0]) == TREE


def test_the_colophon_says_what_the_colour_is(seed_in_helder: Path) -> None:
    colophon = plain(pages(seed_in_helder / "goed-werk-email.pdf")[1])
    assert "De kleur in dit boek is wat de teksten overlaten" in colophon and "ring" not in colophon


def test_the_name_comes_before_the_text(seed_in_helder: Path) -> None:
    spread = plain(pages(seed_in_helder / "goed-werk-email.pdf")[3])
    assert spread.index("Jan Hendrik") < spread.index("De afgelopen jaren")


@pytest.mark.usefixtures("poppler")
def test_a_divided_word_is_copied_whole(tmp_path: Path) -> None:
    """Its face has no hyphen but the one that is typed."""
    text = "Samenwerkingsafspraken over hoogwaterbescherming vragen een collega-dijkbewaker. " * 8
    content = write(tmp_path / "book", [{"experience": text}], look="helder")
    (content / "style.css").write_text(".text { width: 46mm }", "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "email") == 0
    lines = pages_by_poppler(tmp_path / "output" / "proef-email.pdf")[3]
    assert "\u00ad\n" in lines
    whole = plain(lines.replace("\u00ad\n", "").replace("\u00ad", ""))
    assert whole.count("Samenwerkingsafspraken over hoogwaterbescherming vragen een collega-dijkbewaker.") == 8


def test_a_glued_book_has_its_mosaic_on_the_cover_sheet(tmp_path: Path) -> None:
    case = {"portrait": {"file": "wie.png", "alt": "Iemand."}, "quote": "Samen aan tafel.", "good_work": words(90)}
    book = {"print": {"binding": "perfect", "spine": 6}, "look": "helder", "title": "Wegwijs in goed werk"}
    content = write(tmp_path / "book", [case, {}], **book)
    add_picture(content, "wie.png", _grey().resize((1850, 1850)))
    assert build(content, tmp_path / "output") == 0
