"""The report is in the language of the book, and says what is in each file."""

import json
import re
from hashlib import sha256
from html import unescape
from pathlib import Path

from tests.books import build, write
from tests.products.conftest import Built, Made


def report(made: Made) -> str:
    (file,) = made.output.glob("*-preflight.html")
    return unescape(file.read_text("utf-8"))


def test_the_report_says_of_what_it_is(built: Built) -> None:
    page = report(built("glued"))
    assert '<html lang="nl">' in page and "Proef, november 2026" in page
    assert re.search(r"met versie \d+\.\d+ van het programma", page)


def test_the_report_is_in_the_language_of_the_book(built: Built, tmp_path: Path) -> None:
    assert "ten minste 3 mm afloop" in report(built("glued")).lower()
    assert " mm from the " not in report(built("glued")) and "What was checked" not in report(built("glued"))
    content = write(tmp_path / "book", [{}], language="en")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    page = report(Made(content, tmp_path / "output"))
    assert '<html lang="en">' in page and "Ready for the print shop." in page and "date not said" in page


def test_the_report_lists_what_is_in_each_file(built: Built) -> None:
    made = built("glued")
    page = report(made)
    for product in ("print", "cover"):
        assert sha256(made.file(product).read_bytes()).hexdigest() in page
    inside, cover = re.findall(r"<dt>Platen</dt>(.*)", page)
    assert "<dd>CMYK: pagina 1–12</dd><dd>K: pagina 13</dd>" in inside
    assert cover == "<dd>CMYK: pagina 1</dd>"
    assert page.count("Newsreader") >= 2, "also the fonts of the cover sheet"
    assert page.count("<dd>ISOcoated_v2_300_bas (FOGRA39)</dd>") == 2


def test_the_report_lists_each_picture_with_its_place_and_origin(built: Built) -> None:
    made = built("glued")
    rows = [row for row in report(made).splitlines() if row.startswith("<tr><td>pagina")]
    assert all(word in rows[0] for word in ("300 ppi", "Gray", "FOGRA39", "01-verhaal-1.yaml, portrait"))
    assert "handbook.yaml, cover, logo" in rows[-1]
    assert re.search(r"\d mm van links, .*\d mm van boven</small></td><td>\d+,\d x \d+,\d mm<", rows[0])
    inside = json.loads(next(made.output.glob("*-preflight.json")).read_text("utf-8"))[0]
    assert inside["digest"] and inside["inventory"]["pictures"][0]["ppi"] == 300


def test_the_measurement_of_every_rule_has_its_source(built: Built) -> None:
    row = r"<tr><td>.*</td><td>.*</td><td class=.*>goed</td><td><small>(.*)</small></td></tr>"
    sources = re.findall(row, report(built("glued")))
    assert len(sources) > 40 and all("20" in source or "eigen oordeel" in source for source in sources)
