"""Saddle-stitched and perfect-bound books: covers, spines, page numbers and the job sheet."""

import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests.books import build, plain, write
from tests.pdfs import MM, boxes, letters, pages
from tests.products.conftest import Built
from tests.products.samples import MANY


@pytest.fixture(scope="module")
def perfect_bound(built: Built) -> Path:
    """A perfect-bound book of many cases with pictures."""
    return built("many").output


def test_a_perfect_bound_book_has_its_cover_on_a_sheet_with_a_spine(perfect_bound: Path) -> None:
    inside = len(pages(perfect_bound / "proef-print.pdf"))
    spine = inside / 2 * 170 * 1.2 / 1000
    (sheet,) = boxes(perfect_bound / "proef-cover.pdf")
    assert sheet["TrimBox"] == pytest.approx((0, 0, 2 * 148 + spine, 210), abs=0.05)
    assert sheet["BleedBox"] == pytest.approx((-3, -3, 2 * 148 + spine + 3, 213), abs=0.05)


def test_the_spine_is_read_from_top_to_bottom(perfect_bound: Path) -> None:
    (sheet,) = boxes(perfect_bound / "proef-cover.pdf")
    middle = (sheet["TrimBox"][0] + sheet["TrimBox"][2]) / 2 * MM
    spine = [letter for letter in letters(perfect_bound / "proef-cover.pdf", 1) if abs(letter.left - middle) < 10]
    tops = [letter.top for letter in spine]
    assert "".join(letter.text for letter in spine) == "Proef" and tops == sorted(tops, reverse=True)
    assert all(abs((letter.left + letter.right) / 2 - middle) < 4 for letter in spine)


def test_page_numbers_agree_in_all_products(perfect_bound: Path) -> None:
    """At the outer edge of each page that has one: before the person on the left, last on the right."""
    printed, mailed = (_folios(pages(perfect_bound / f"proef-{edition}.pdf")) for edition in ("print", "email"))
    assert printed == mailed and len(printed) % 2 == 0
    numbers = [number for number in printed if number]
    first = int(numbers[0])  # of the contents
    assert numbers == [str(number) for number in range(first, first + len(numbers))]
    assert first < 5 and len(numbers) > 2 * MANY
    assert all(number in ("", str(page)) for page, number in enumerate(printed, 1))


def _folios(book: list[str]) -> list[str]:
    """The number that each page carries, or nothing."""
    matches = (re.search(r" (\d+)( Jan Hendrik)?$", plain(text)) for text in book)
    return [match[1] if match else "" for match in matches]


def test_a_perfect_bound_book_with_pictures_has_no_findings(perfect_bound: Path) -> None:
    report = (perfect_bound / "proef-preflight.html").read_text("utf-8")
    assert report.count("Klaar voor de drukkerij.") == 2 and "Wat er gevonden is" not in report


def test_the_print_shop_is_told_what_to_make(perfect_bound: Path) -> None:
    with zipfile.ZipFile(perfect_bound / "proef-printer.zip") as archive:
        names, job = archive.namelist(), archive.read("job.txt").decode()
    files = ["proef-print.pdf", "proef-cover.pdf", "proef-preflight.html", "proef-preflight.json"]
    assert names == ["job.txt", "job.pdf", *files]
    inside = len(pages(perfect_bound / "proef-print.pdf"))
    spine = f"{round(inside / 2 * 0.204, 2):g}".replace(".", ",")
    assert "garenloos gebrocheerd" in job and f"{spine} mm: {inside // 2} bladen van 204 micrometer" in job


def test_many_pages_for_staples_get_one_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "book", [{}] * 31)
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "print") == 0
    errors = capsys.readouterr().err
    assert errors.count("warning:") == 1 and "are many for staples" in errors


def test_a_thin_book_cannot_be_perfect_bound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "book", [{}, {}], print={"binding": "perfect", "paper": "120", "bulk": "1.1"})
    assert build(tmp_path / "book", tmp_path / "output") == 1
    assert "a spine of 0.5 mm is too narrow for perfect binding" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()


def test_a_saddle_stitched_book_has_no_cover_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "book", [{}], print={"binding": "saddle-stitch"})
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "cover") == 1
    assert "binding: perfect" in capsys.readouterr().err


def test_each_file_has_an_identifier_of_its_own(perfect_bound: Path) -> None:
    identifiers = set()
    for product in ("print", "cover", "email"):
        with pikepdf.open(perfect_bound / f"proef-{product}.pdf") as pdf:
            identifiers.add(str(pdf.open_metadata()["xmpMM:DocumentID"]))
    assert len(identifiers) == 3 and all(name.startswith("urn:uuid:") for name in identifiers)
