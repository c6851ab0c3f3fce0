"""What the preflight measures, finds and reports of a whole book."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from handbook.pdf.content_stream import drawn_items
from handbook.pdf.drawn_item import DrawnItem
from handbook.preflight.ink_coverage import measure_ink
from handbook.preflight.model import Finding
from tests.books import SEED, build, files, write
from tests.pdfs import MM, boxes, letters, pages, picture
from tests.preflight.broken_files import check_broken, draw, judged


def test_what_ghostscript_measures_is_what_the_colours_say(seed: Path, ghostscript: None) -> None:
    data = (seed / "goed-werk-print.pdf").read_bytes()
    with pikepdf.open(BytesIO(data)) as book:
        computed = [_most_ink(drawn_items(page)) for page in book.pages]
    assert [page.maximum for page in measure_ink(data)] == pytest.approx(computed, abs=1)


def _most_ink(items: Sequence[DrawnItem]) -> float:
    """Black text overprints the ground of the page, which is drawn first."""
    return max(item.colour.ink + item.overprints * items[0].colour.ink for item in items)


def test_ink_on_the_drawn_page_is_judged_where_it_was_measured(seed: Path, ghostscript: None) -> None:
    file = BytesIO()
    with pikepdf.open(seed / "goed-werk-print.pdf") as book:
        draw(4, "1 1 .8 .5 k 50 20 20 20 re f")(book)
        book.save(file)
    report = judged("x.pdf", file.getvalue(), {}, ink=measure_ink(file.getvalue()))
    ((_, finding),) = [(check, finding) for check, finding in report.findings if check.id == "ink-drawn"]
    assert finding.severity == "error" and finding.message.startswith("330 % ink")
    assert finding.page == 4 and [finding.x, finding.y] == pytest.approx([50, 170], abs=0.4)


def test_the_report_shows_the_ink_where_it_was_measured(tmp_path: Path, ghostscript: None) -> None:
    write(tmp_path / "book", [{}])
    assert build(tmp_path / "book", tmp_path / "output", "build", "--only", "print", "--ink") == 0
    page = (tmp_path / "output" / "proef-preflight.html").read_text("utf-8")
    assert page.count('alt="Inkt op pagina') == len(pages(tmp_path / "output" / "proef-print.pdf"))
    assert "hoogstens 209 %, getekend door Ghostscript" in page or "hoogstens 210 %, getekend door" in page


def test_ink_without_ghostscript_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("handbook.preflight.ink_coverage.GHOSTSCRIPT", ())
    assert build(SEED, tmp_path / "output", "build", "--ink") == 1
    assert "Ghostscript is not installed" in capsys.readouterr().err and not (tmp_path / "output").exists()


def test_a_finding_names_its_place_in_millimetres_and_where_it_comes_from(seed: Path) -> None:
    report = check_broken(seed / "goed-werk-print.pdf", draw(4, "1 0 0 rg 50 20 20 20 re f"))
    ((_, finding),) = report.findings
    assert finding == Finding(4, finding.message, finding.remedy, "error", 50, 170, "01.yaml, experience")
    assert finding.message == "area in DeviceRGB, which is not CMYK"


def test_what_weasyprint_calls_pdfx_is_not() -> None:
    """For ordinary CSS it claims PDF/X-4, with RGB and without an output intent."""
    data = HTML(string="<p style='color: red'>Goed werk").write_pdf(pdf_variant="pdf/x-4")
    report = judged("x.pdf", data, {})
    wrong = {check.id for check, finding in report.findings if finding.severity == "error"}
    assert {"colour", "intent", "bleed", "pages"} <= wrong


def test_a_file_that_fails_changes_no_product(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, output = write(tmp_path / "book", [{}]), tmp_path / "output"
    assert build(content, output) == 0
    before = files(output)
    (content / "style.css").write_text(":root { --bleed: 2mm }", "utf-8")
    assert build(content, output) == 1
    errors = capsys.readouterr().err
    assert "proef-print.pdf: page 4, x 0.0 y 0.0 mm: error: the bleed is 2.0 mm" in errors
    assert "01-verhaal-1.yaml, experience" in errors
    refused = (output / "proef-refused.html").read_text("utf-8")
    assert "Niet klaar voor de drukkerij" in refused and "de afloop is 2,0 mm" in refused
    after = files(output)
    assert {name for name in before if after[name] != before[name]} <= {".products"}
    (content / "style.css").unlink()
    assert build(content, output, "build", "--only", "email") == 0
    assert not (output / "proef-refused.html").exists()


def test_crop_marks_lie_outside_the_bleed(tmp_path: Path) -> None:
    """Two at each corner, where the knife goes, from 1 mm outside the bleed on; and nothing else there."""
    write(tmp_path / "book", [{}], print={"marks": "yes"})
    assert build(tmp_path / "book", tmp_path / "output") == 0
    page = boxes(tmp_path / "output" / "proef-print.pdf")[3]
    assert page["TrimBox"] == pytest.approx((0, 0, 148, 210), abs=0.01)
    assert page["BleedBox"] == pytest.approx((-3, -3, 151, 213), abs=0.01)
    assert page["MediaBox"] == pytest.approx((-11, -11, 159, 221), abs=0.01)
    sheet = picture(tmp_path / "output" / "proef-print.pdf", 4, 10 / MM).convert("L")  # 10 px a mm
    dark = sheet.point([255 * (light < 200) for light in range(256)])
    dark.paste(0, _area(-3, -3, 151, 213))
    upright = [_area(x - 0.4, y - 2.6, x + 0.4, y + 2.6) for x in (0, 148) for y in (-6.5, 216.5)]
    lying = [_area(x - 2.6, y - 0.4, x + 2.6, y + 0.4) for x in (-6.5, 154.5) for y in (0, 210)]
    for mark in upright + lying:
        left, top, right, bottom = dark.crop(mark).getbbox() or (0, 0, 0, 0)
        assert max(right - left, bottom - top) >= 48
        dark.paste(0, mark)
    assert dark.getbbox() is None


def _area(left: float, bottom: float, right: float, top: float) -> tuple[int, int, int, int]:
    """A part of a sheet with marks, in mm from the trim, in px of its picture from the top left."""
    return round(10 * (left + 11)), round(10 * (221 - top)), round(10 * (right + 11)), round(10 * (221 - bottom))


def test_another_trim_size_and_bleed_make_a_sound_book(tmp_path: Path) -> None:
    write(tmp_path / "book", [{}], print={"trim": "170 x 240 mm", "bleed": "5"})
    assert build(tmp_path / "book", tmp_path / "output") == 0
    for page in boxes(tmp_path / "output" / "proef-print.pdf"):
        assert page["TrimBox"] == pytest.approx((0, 0, 170, 240), abs=0.01)
        assert page["BleedBox"] == pytest.approx((-5, -5, 175, 245), abs=0.01)
    assert "Klaar voor de drukkerij." in (tmp_path / "output" / "proef-preflight.html").read_text("utf-8")
    sheet = letters(tmp_path / "output" / "proef-desk.pdf", 1)
    assert sheet and all(letter.left > 5 * MM and letter.right < 292 * MM for letter in sheet)


def test_a_report_is_one_file_that_asks_for_no_other(seed: Path) -> None:
    page = (seed / "goed-werk-preflight.html").read_text("utf-8")
    assert "Klaar voor de drukkerij." in page and page.count("<svg") == len(pages(seed / "goed-werk-print.pdf"))
    assert "http" not in page.replace("http://www.color.org", "") and "src=" not in page


@pytest.mark.parametrize(
    ("style", "finding"),
    [
        (":root { --ink-rgb: #c00000 }", r"body text in CMYK \d+ \d+ \d+ \d+, which is more than one ink"),
        (".text { color: oklch(.5 .2 30) }", "Lab, which is not CMYK"),
        (":root { --ink-rgb: oklch(.5 .2 30) }", "Lab, which is not CMYK"),
    ],
)
def test_a_colour_that_does_not_print_well_is_refused(
    tmp_path: Path, style: str, finding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A colour of a screen is converted: its text would be in several inks. One of CIE Lab is not converted."""
    content = write(tmp_path / "book", [{}])
    (content / "style.css").write_text(style, "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 1
    assert re.search(finding, capsys.readouterr().err)


def test_transparency_is_found_on_the_pages_that_have_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "style.css").write_text(".person { opacity: .5 }", "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if "transparency:" in line]
    assert lines and all("proef-print.pdf: page 4," in line for line in lines)


@pytest.mark.parametrize(
    "style",
    [
        ".verso { background: linear-gradient(device-cmyk(0 0 0 .5), device-cmyk(1 0 0 0)) }",
        ".title { box-shadow: 0 0 2mm device-cmyk(0 0 0 .5) }",
    ],
)
def test_cmyk_colours_that_cannot_be_mixed_are_a_problem_of_the_house_style(
    tmp_path: Path, style: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "book", [{}])
    (content / "style.css").write_text(style, "utf-8")
    assert build(content, tmp_path / "output") == 1
    assert "style.css: error: a gradient, shadow or groove border" in capsys.readouterr().err
