"""A file broken on purpose for each rule of the preflight, found by that rule and no other."""

import os
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image
from weasyprint import HTML

from handbook.content.loader import load
from handbook.content.print_settings import PROFILE
from handbook.pdf.content_stream import drawn_items
from handbook.pdf.drawn_item import DrawnItem
from handbook.preflight.ink_coverage import InkCoverage, measure_ink
from handbook.preflight.model import Finding, Report
from handbook.preflight.page_proof import deserialize, make_proofs
from handbook.preflight.print_file import Origins
from handbook.preflight.run import run_preflight
from handbook.support.cache import Cache
from tests.books import SEED, build, files, write
from tests.pdfs import MM, boxes, letters, pages, picture

Break = Callable[[Pdf], None]


def draw(page: int, operators: str) -> Break:
    """Draws an additional object on a page; coordinates in mm from its bottom left corner."""

    def act(book: Pdf) -> None:
        book.pages[page - 1].contents_add(
            Stream(book, f"q 1 0 0 -1 0 {210 * MM} cm {MM} 0 0 {MM} 0 0 cm {operators} Q".encode())
        )

    return act


def text(page: int, x: float, y: float, size: float = 9, colour: str = "0 0 0 1 k") -> Break:
    """Writes some letters of a font that the page has, at a place in mm, in a size in pt."""

    def act(book: Pdf) -> None:
        font = next(iter(book.pages[page - 1].Resources.Font.keys()))
        overprint = "/overprint gs " if colour == "0 0 0 1 k" else ""
        draw(page, f"{overprint}{colour} BT {font} {size / MM} Tf 1 0 0 1 {x} {y} Tm <00010001> Tj ET")(book)

    return act


def image(mode: str, size: tuple[int, int], colour: float | tuple[int, ...] | str, jpeg: bool = True) -> Break:
    """A picture of 50 x 50 mm on page 5."""

    def act(book: Pdf) -> None:
        drawing = Image.new(mode, size, colour)
        file = BytesIO()
        drawing.save(file, "JPEG" if jpeg else "PNG")
        space = {"CMYK": Name.DeviceCMYK, "RGB": Name.DeviceRGB, "L": Name.DeviceGray}[mode]
        data = file.getvalue() if jpeg else drawing.tobytes()
        stream = Stream(book, data, Type=Name.XObject, Subtype=Name.Image, ColorSpace=space, BitsPerComponent=8)
        stream.Width, stream.Height = size
        if jpeg:
            stream.Filter = Name.DCTDecode
        if mode == "CMYK" and jpeg:
            stream.Decode = Array([1, 0] * 4)
        page = book.pages[4]
        page.Resources.XObject = Dictionary(Broken=stream)
        draw(5, "50 0 0 50 90 150 cm /Broken Do")(book)

    return act


def box(page: int, name: str, *values: float) -> Break:
    def act(book: Pdf) -> None:
        book.pages[page - 1][name] = Array([value * MM for value in values])

    return act


def root(key: str, value: object) -> Break:
    def act(book: Pdf) -> None:
        book.Root[key] = value

    return act


def resource(group: str, entry: Callable[[Pdf], object]) -> Break:
    def act(book: Pdf) -> None:
        resources = book.pages[3].Resources
        if group not in resources:
            resources[group] = Dictionary()
        resources[group]["/Broken"] = entry(book)
        draw(4, "/Broken gs")(book)

    return act


def without(where: Callable[[Pdf], pikepdf.Object], key: str) -> Break:
    def act(book: Pdf) -> None:
        del where(book)[key]

    return act


def no_longer_pdfx(book: Pdf) -> None:
    with book.open_metadata() as xmp:
        del xmp["pdfxid:GTS_PDFXVersion"]


def other_profile(book: Pdf) -> None:
    data = bytearray(PROFILE.read_bytes())
    data[12:20] = b"mntrRGB "
    book.Root.OutputIntents[0].DestOutputProfile = Stream(book, bytes(data))


def note(book: Pdf) -> None:
    rect = Array([100, 100, 200, 200])
    book.pages[3].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=rect)])


def bare_font(book: Pdf) -> None:
    font = next(iter(book.pages[3].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def half_page(book: Pdf) -> None:
    book.pages.append(book.pages[4])


def covered_text(book: Pdf) -> None:
    text(4, 60, 20)(book)
    draw(4, "0 .1 0 0 k 55 10 40 20 re f")(book)


def knocking_out(book: Pdf) -> None:
    page = book.pages[3]
    page.Contents = Stream(book, page.Contents.read_bytes().replace(b"/overprint gs", b""))


def white_overprints(book: Pdf) -> None:
    book.pages[4].Resources.ExtGState["/Broken"] = Dictionary(OP=True, op=True, OPM=1)
    draw(5, "/Broken gs 0 0 0 0 k 50 20 20 20 re f")(book)


def form_with(entry: Dictionary, operators: bytes) -> Break:
    """A form on page 4 with a graphics state of its own."""

    def act(book: Pdf) -> None:
        form = Stream(book, b"/Inside gs " + operators, Type=Name.XObject, Subtype=Name.Form)
        form.BBox, form.Resources = Array([0, 0, 100, 100]), Dictionary(ExtGState=Dictionary(Inside=entry))
        book.pages[3].Resources.XObject = Dictionary(Form=form)
        draw(4, "/Form Do")(book)

    return act


def form_with_bare_font(book: Pdf) -> None:
    form = Stream(book, b"", Type=Name.XObject, Subtype=Name.Form)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form.BBox, form.Resources = Array([0, 0, 100, 100]), Dictionary(Font=Dictionary(F=font))
    book.pages[3].Resources.XObject = Dictionary(Form=form)


def all_pages_larger(book: Pdf) -> None:
    """All pages have one size, but not that of the handbook."""
    for page in book.pages:
        page.TrimBox = Array([-1 * MM, -1 * MM, 149 * MM, 211 * MM])
        page.MediaBox = page.BleedBox = Array([-4 * MM, -4 * MM, 152 * MM, 214 * MM])
        page.Contents = Stream(book, b"0 0 0 .1 k\n-50 -50 700 900 re f")


def empty_page(book: Pdf) -> None:
    book.pages[3].Contents = Stream(book, b"0 0 0 0 k 0 0 900 900 re f")


def empty_bleed(book: Pdf) -> None:
    """Page 5 is tinted: paper over its left bleed, as a background that stops at the trim leaves it."""
    draw(5, "0 0 0 0 k -3 -3 2.9 216 re f")(book)


BROKEN: dict[str, list[tuple[Break, str, int]]] = {
    "bleed": [(box(4, "/BleedBox", -2, -3, 151, 213), "error", 4)],
    "bleed-drawn": [
        (empty_bleed, "error", 5),
        (draw(4, "0 0 .03 0 k 0 2 148 5 re f"), "error", 4),  # too light to be told from paper
        (draw(5, "0 0 .5 0 k 100 20 48 20 re f"), "error", 5),  # on the tint, which goes on
    ],
    "text-trim": [(text(4, 2, 100), "error", 4), (text(4, 4, 100), "warning", 4)],
    "text-fold": [(text(5, 7, 100), "warning", 5)],
    "colour": [
        (draw(4, "1 0 0 rg 50 20 20 20 re f"), "error", 4),
        (image("RGB", (700, 700), "red"), "error", 5),
    ],
    "ink": [
        (draw(4, "1 1 .8 .5 k 50 20 20 20 re f"), "error", 4),
        (draw(4, ".9 .9 .9 .1 k 50 20 20 20 re f"), "warning", 4),
        (image("CMYK", (700, 700), (255, 255, 255, 90)), "error", 5),
    ],
    "overprint": [(knocking_out, "error", 4), (white_overprints, "error", 5)],
    "body": [(text(4, 60, 20, 10, ".3 .2 .2 1 k"), "error", 4), (text(4, 60, 20, 10, ".9 .3 0 0 k"), "error", 4)],
    "small-inks": [(text(4, 60, 20, 8.5, ".9 .3 .2 0 k"), "warning", 4)],
    "rich-black": [
        (text(4, 60, 20, 8.5, "0 .3 0 1 k"), "warning", 4),
        (text(4, 60, 20, 20, ".6 .4 .4 1 k"), "warning", 4),
    ],
    "empty": [(empty_page, "warning", 4)],
    "hidden": [(covered_text, "error", 4)],
    "type": [
        (text(4, 60, 20, 5.5), "error", 4),
        (text(5, 60, 20, 7, "0 0 0 0 k"), "warning", 5),
        (text(1, 60, 20, 7, "0 0 .4 0 k"), "warning", 1),
    ],
    "line": [(draw(4, "0 0 0 .5 K .05 w 50 20 m 70 20 l S"), "error", 4)],
    "resolution": [
        (image("CMYK", (430, 430), (90, 0, 0, 0)), "error", 5),
        (image("CMYK", (550, 550), (90, 0, 0, 0)), "warning", 5),
        (image("L", (700, 700), 90, jpeg=False), "warning", 5),
    ],
    "pages": [(half_page, "error", 0)],
    "single": [(box(4, "/TrimBox", 0, 0, 100, 210), "error", 4), (all_pages_larger, "error", 7)],
    "marks": [(box(4, "/MediaBox", -12, -12, 160, 222), "error", 0)],
    "boxes": [(box(4, "/BleedBox", -20, -20, 170, 230), "error", 4)],
    "intent": [
        (root("/OutputIntents", Array()), "error", 0),
        (without(lambda book: book.Root.OutputIntents[0], "/RegistryName"), "error", 0),
        (other_profile, "error", 0),
    ],
    "version": [(no_longer_pdfx, "error", 0)],
    "described": [
        (without(lambda book: book.docinfo, key), "error", 0)
        for key in ("/Title", "/CreationDate", "/ModDate", "/Trapped")
    ],
    "fonts": [(bare_font, "error", 0), (form_with_bare_font, "error", 0)],
    "locked": [(root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("x"))), "error", 0)],
    "annotations": [(note, "error", 4)],
    "transparency": [
        (resource("/ExtGState", lambda book: Dictionary(ca=0.5)), "error", 4),
        (resource("/ExtGState", lambda book: Dictionary(BM=Name.Multiply)), "error", 4),
        (form_with(Dictionary(ca=0.5), b"0 0 0 .2 k 40 30 20 20 re f"), "error", 4),
    ],
}
ALSO = {  # what cannot be broken without breaking another rule too
    "bleed": {"marks"},
    "single": {"text-trim", "text-fold", "bleed-drawn"},
    "boxes": {"bleed-drawn", "marks"},
}
CASES = [(rule, number, *case) for rule, cases in BROKEN.items() for number, case in enumerate(cases)]


@pytest.mark.parametrize(
    ("rule", "act", "severity", "page"),
    [(rule, *arguments) for rule, _, *arguments in CASES],
    ids=[f"{rule}-{number}" for rule, number, *_ in CASES],
)
def test_each_rule_finds_what_is_broken(seed: Path, rule: str, act: Break, severity: str, page: int) -> None:
    report = check_broken(seed / "goed-werk-print.pdf", act)
    by_rule = {check.id: check.findings for check in report.checks if check.findings}
    assert rule in by_rule and by_rule.keys() <= {rule} | ALSO.get(rule, set())
    assert {finding.severity for finding in by_rule[rule]} == {severity}
    assert page in {finding.page for finding in by_rule[rule]}


def check_broken(pdf: Path, act: Break) -> Report:
    file = BytesIO()
    with pikepdf.open(pdf) as book:
        act(book)
        book.save(file)
    return judged(pdf.name, file.getvalue(), {4: {"text": "01.yaml, experience"}})


def judged(name: str, data: bytes, origins: Origins, ink: Sequence[InkCoverage] = ()) -> Report:
    with Pdf.open(BytesIO(data)) as book:
        proofs = [
            deserialize(proof) for proof in make_proofs(data, Cache(Path(os.devnull)), range(len(book.pages)))
        ]
    return run_preflight(name, data, proofs, load(SEED), origins, ink=ink)


def test_every_rule_is_tried(seed: Path) -> None:
    report = check_broken(seed / "goed-werk-print.pdf", lambda book: None)
    assert {check.id for check in report.checks} == set(BROKEN)
    assert report.findings == []


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
    assert page.count('alt="Ink on page') == len(pages(tmp_path / "output" / "proef-print.pdf"))
    assert "209 % at most, drawn by Ghostscript" in page or "210 % at most, drawn by Ghostscript" in page


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
    assert "Not ready for the print shop" in refused and "the bleed is 2.0 mm" in refused
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
    assert "Ready for the print shop." in (tmp_path / "output" / "proef-preflight.html").read_text("utf-8")
    sheet = letters(tmp_path / "output" / "proef-desk.pdf", 1)
    assert sheet and all(letter.left > 5 * MM and letter.right < 292 * MM for letter in sheet)


def test_a_report_is_one_file_that_asks_for_no_other(seed: Path) -> None:
    page = (seed / "goed-werk-preflight.html").read_text("utf-8")
    assert "Ready for the print shop." in page and page.count("<svg") == len(pages(seed / "goed-werk-print.pdf"))
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
