"""Stapled and glued books: their covers, spines, page numbers and what the print shop is told."""

import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tests.books import build, pages, plain, words, write

MM = 72 / 25.4


@pytest.fixture(scope="module")
def glued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A glued book of 40 cases with pictures."""
    folder = tmp_path_factory.mktemp("glued")
    portrait = {"file": "wie.jpg", "alt": "Iemand aan het werk."}
    cases: list[dict[str, object]] = [
        {"portrait": portrait, "experience": words(100 + number, number)} for number in range(40)
    ]
    write(folder / "book", cases, print={"binding": "perfect", "paper": "120 g/m2", "bulk": "1,1"})
    (folder / "book" / "images").mkdir()
    Image.new("RGB", (1300, 1300), "#b8c4c8").save(folder / "book" / "images" / "wie.jpg")
    assert build(folder / "book", folder / "output") == 0
    return folder / "output"


def test_a_glued_book_has_its_cover_on_a_sheet_with_a_spine(glued: Path) -> None:
    inside = len(pages(glued / "proef-print.pdf"))
    spine = inside / 2 * 120 * 1.1 / 1000
    with pikepdf.open(glued / "proef-cover.pdf") as book:
        (sheet,) = book.pages
        trim, bleed = ([float(value) / MM for value in found] for found in (sheet.TrimBox, sheet.BleedBox))
    assert trim == pytest.approx([0, 0, 2 * 148 + spine, 210], abs=0.05)
    assert bleed == pytest.approx([-3, -3, 2 * 148 + spine + 3, 213], abs=0.05)


def test_the_spine_is_read_from_top_to_bottom(glued: Path) -> None:
    with pypdfium2.PdfDocument(glued / "proef-cover.pdf") as book:
        text = book[0].get_textpage()
        middle = book[0].get_width() / 2 + book[0].get_mediabox()[0]
        letters = [
            text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).isalpha()
        ]
    spine = [(left, right, top) for left, _, right, top in letters if abs(left - middle) < 10]
    tops = [top for _, _, top in spine]
    assert len(tops) == len("Proef") and tops == sorted(tops, reverse=True)
    assert all(abs((left + right) / 2 - middle) < 4 for left, right, _ in spine)


def test_page_numbers_agree_in_all_products(glued: Path) -> None:
    printed, mailed = pages(glued / "proef-print.pdf"), pages(glued / "proef-email.pdf")
    assert len(printed) == len(mailed) and len(printed) % 2 == 0
    for number, (one, other) in enumerate(zip(printed, mailed, strict=True)):
        assert plain(one)[-3:] == plain(other)[-3:] or number in (0, len(printed) - 1)


def test_a_glued_book_with_pictures_has_no_findings(glued: Path) -> None:
    report = (glued / "proef-preflight.html").read_text("utf-8")
    assert report.count("Ready for the print shop.") == 2 and "What was found" not in report


def test_the_print_shop_is_told_what_to_make(glued: Path) -> None:
    with zipfile.ZipFile(glued / "proef-printer.zip") as archive:
        names, job = archive.namelist(), archive.read("job.txt").decode()
    files = ["proef-print.pdf", "proef-cover.pdf", "proef-preflight.html", "proef-preflight.json"]
    assert names == ["job.txt", *files]
    inside = len(pages(glued / "proef-print.pdf"))
    assert "binding:         perfect" in job and f"spine:           {inside / 2 * 0.132:.1f} mm" in job


def test_many_pages_for_staples_get_one_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "book", [{} for _ in range(40)])
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "print") == 0
    said = capsys.readouterr().err
    assert said.count("warning:") == 1 and "are many for staples" in said


def test_a_thin_book_cannot_be_glued(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "book", [{}, {}], print={"binding": "perfect"})
    assert build(tmp_path / "book", tmp_path / "output") == 1
    assert "a spine of 0.5 mm is too narrow to be glued" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()


def test_a_stapled_book_has_no_cover_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "book", [{}], print={"binding": "saddle-stitch"})
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "cover") == 1
    assert "binding: perfect" in capsys.readouterr().err
