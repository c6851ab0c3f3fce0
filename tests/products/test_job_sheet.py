"""The job sheet says what was measured and what the editor said, in the language of the book, and nothing else."""

import re
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handbook.content.loader import load
from handbook.preflight.model import Check, Inventory, Report
from handbook.products._job_sheet import job_groups
from handbook.products.model import COVER, Product
from tests.books import build, plain, write
from tests.pdfs import pages
from tests.products.conftest import Built, Made

WANTED = {
    "binding": "perfect",
    "paper": "silk 115",
    "cover_paper": "silk 300",
    "quantity": "750",
    "finishing": "gebundeld per 25",
    "lamination": "mat, buitenkant",
    "proof": "contractproef van het omslag",
    "contact": "Anna de Wit-Łukasiewicz, anna@example.org",
    "delivery_address": "Turfmarkt 147, Den Haag",
    "delivery_date": "2026-12-11",
}


def package(made: Made) -> dict[str, bytes]:
    """The files in the zip for the print shop, by name."""
    with zipfile.ZipFile(next(made.output.glob("*-printer.zip"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet(
    folder: Path, plates: dict[str, tuple[str, ...]], language: str = "nl", **settings: object
) -> dict[str, str]:
    """The lines of a job sheet by their labels, those of the cover after "cover"; ``plates`` by kind of file."""
    handbook = load(write(folder, [{}], language=language, print=settings))
    assert handbook.problems == ()
    checks = tuple(Check(rule, "", "", "", ()) for rule in ("ink", "marks"))
    reports = {
        kind: Report(f"proef-{kind}.pdf", len(each), "", Inventory("", (), (), each), checks)
        for kind, each in plates.items()
    }
    files = [Product(kind, report.file, b"1", report.pages, 0) for kind, report in reports.items()]
    spine = 4.17 if handbook.print.perfect else None
    order, inside, cover, finishing, listed = job_groups(handbook, reports, spine, files)
    assert [line.label for line in listed.lines] == [report.file for report in reports.values()]
    about_cover = {f"cover {line.label}": line.value for line in cover.lines}
    return {line.label: line.value for group in (order, inside, finishing) for line in group.lines} | about_cover


def test_the_job_sheet_of_a_book_is_in_its_language(built: Built) -> None:
    made = built("glued")
    files = package(made)
    text, paper = files["job.txt"].decode(), files["job.pdf"]
    assert "Bedrukking:           4/4\n" in text and "Oplage:               niet opgegeven\n" in text
    assert "4/0 (buitenkant CMYK, binnenkant geen)" in text and "6 mm, opgave van de drukkerij" in text
    assert re.search(r"Platen: +CMYK op pagina .*; K op pagina ", text)
    with pikepdf.open(BytesIO(paper)) as pdf:
        assert str(pdf.Root.Lang) == "nl" and "/StructTreeRoot" in pdf.Root


def test_the_pdf_says_what_the_text_says(built: Built, tmp_path: Path) -> None:
    files = package(built("glued"))
    (tmp_path / "job.pdf").write_bytes(files["job.pdf"])
    printed = "".join("".join(pages(tmp_path / "job.pdf")).split())
    values = [line.partition(": ")[2] for line in files["job.txt"].decode().splitlines()]
    assert [value for value in values if "".join(value.split()) not in printed] == []


def test_every_file_is_listed_with_its_size_and_digest(built: Built) -> None:
    files = package(built("glued"))
    listed = re.findall(r"^(\S+): +(\d+) bytes, SHA-256 (\w+)$", files["job.txt"].decode(), re.MULTILINE)
    others = {name: data for name, data in files.items() if not name.startswith("job.")}
    assert listed == [(name, str(len(data)), sha256(data).hexdigest()) for name, data in others.items()]


def test_no_file_is_named_that_is_not_in_the_package(tmp_path: Path) -> None:
    content = write(tmp_path / "book", [{} for _ in range(40)], print={"binding": "perfect", "paper": "silk 115"})
    for only, missing in (("print", "cover"), ("cover", "print")):
        output = tmp_path / only
        assert build(content, output, "build", "--only", only) == 0
        files = package(Made(content, output))
        text = files["job.txt"].decode()
        assert f"proef-{missing}.pdf" not in text and "niet in dit pakket" in text
        assert all(name in text for name in files if not name.startswith("job."))


def test_what_the_editor_said_is_on_it(tmp_path: Path) -> None:
    lines = sheet(tmp_path / "book", {"print": ("CMYK",) * 86, COVER: ("CMYK",)}, **WANTED)
    assert lines["Papier"] == "silk 115: 115 g/m², 97 micrometer per blad, gestreken"
    assert lines["cover Rugdikte"] == "4,17 mm: 43 bladen van 97 micrometer"
    assert lines["cover Plano formaat"] == "300,2 x 210,0 mm, met afloop 306,2 x 216,0 mm"
    assert lines["Leverdatum"] == "11 december 2026" and lines["Bindwijze"] == "garenloos gebrocheerd"
    said = {*lines.values()}
    assert {
        str(value) for name, value in WANTED.items() if name not in ("binding", "paper", "delivery_date")
    } <= said


def test_what_nobody_said_is_called_so(tmp_path: Path) -> None:
    lines = sheet(tmp_path / "book", {"print": ("K",) * 8}, "en")
    for label in ("Quantity", "Contact", "Paper", "cover Paper", "cover Lamination", "Delivery date", "Proof"):
        assert lines[label] == "not said"
    assert "cover Spine" not in lines


@pytest.mark.parametrize(
    ("plates", "inside", "cover"),
    [
        (("CMYK", "CMYK", *("CMYK",) * 4, "CMYK", "CMYK"), "4/4", "4/4"),
        (("CMYK", "", "K", "K", "K", "", "", "CMYK"), "1/1", "4/0"),
        (("CMYK", "K", "CM", "YK", "K", "K", "K", "CMYK"), "4/4", "4/1"),
        (("K", "K", "K", "MK", "K", "K", "K", "K"), "2/2", "1/1"),
    ],
)
def test_inks_are_counted_from_the_plates(
    tmp_path: Path, plates: tuple[str, ...], inside: str, cover: str
) -> None:
    """A sheet has pages of all kinds on both sides, so that the inside needs what any of its pages needs."""
    lines = sheet(tmp_path / "book", {"print": plates})
    assert lines["Bedrukking"] == inside and lines["cover Bedrukking"].startswith(f"{cover} (")
    assert lines["Pagina’s"] == "4, pagina 3 tot en met 6 van het bestand"
    assert lines["cover Bestand"] == "pagina 1, 2, 7 en 8 van proef-print.pdf"


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        ({"paper": "120"}, "120 g/m²"),
        ({"paper": "120", "bulk": "1,1"}, "120 g/m², opdikking 1,1"),
        ({"paper": "silk 115", "bulk": "1"}, "silk 115: 115 g/m², 115 micrometer per blad, gestreken"),
    ],
)
def test_of_a_paper_is_said_what_is_known(tmp_path: Path, paper: dict[str, str], said: str) -> None:
    assert plain(sheet(tmp_path / "book", {"print": ("K",) * 8}, **paper)["Papier"]) == said
