"""Black text and lines are printed on top of a tint, not in a hole in it; nothing else is."""

from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import ImageChops, ImageFilter

from handbook.pdf._overprint import overprint_black
from handbook.pdf.content_stream import drawn_items
from handbook.pdf.drawn_item import DrawnItem
from tests.books import build, copy_seed_in, write
from tests.pdfs import MM, PLATE_PPI, plates

ORANGE = {"Magenta": 199, "Yellow": 217, "Cyan": 0}  # of 255: a field of the look "helder"
VERSO, RECTO = 4, 5
ERODE = 9  # px


def test_under_black_text_the_colour_goes_on(tmp_path: Path, ghostscript: None) -> None:
    """On the plates of a left page, whose lower third is one field of colour with a name in it."""
    content = copy_seed_in(tmp_path / "book", "helder")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    separated = plates(tmp_path / "output" / "goed-werk-print.pdf", VERSO)
    extremes = {ink: plate.crop(_lower_third(plate.size)).getextrema() for ink, plate in separated.items()}
    assert extremes.pop("Black") == (0, 255), "there is black text"
    assert extremes == {ink: (amount, amount) for ink, amount in ORANGE.items()}


def _lower_third(size: tuple[int, int]) -> tuple[int, int, int, int]:
    return 0, size[1] * 2 // 3, *size


STYLE = """
.recto { height: 100%; background: var(--tint) }
.recto .disc { display: none }
.recto .text { border: 1pt solid var(--ink); border-radius: 2mm }
.recto .text p { border-bottom: .5pt dashed var(--ink); text-decoration: underline }
.recto h2 { background: var(--ink); color: var(--paper); height: 8mm }
.recto .text strong { color: var(--paper) }
.recto .text em { color: var(--faint) }
"""


def test_lines_overprint_and_white_tints_and_black_areas_do_not(tmp_path: Path, ghostscript: None) -> None:
    content = write(tmp_path / "book", [{"good_work": "Zwart op **wit** en *grijs*, dan weer zwart."}])
    (content / "style.css").write_text(STYLE, "utf-8")
    assert build(content, tmp_path / "output", "build", "--only", "print") == 0
    pdf = tmp_path / "output" / "proef-print.pdf"
    with Pdf.open(pdf) as book:
        items = [item for item in drawn_items(book.pages[RECTO - 1]) if item.kind != "picture"]
    overprinting = [item for item in items if item.overprints]
    assert {"text", "line", "area"} == {item.kind for item in overprinting}
    assert {item.colour.values for item in overprinting} == {(0, 0, 0, 1)}
    assert {item.colour.values[-1] for item in items if item.kind == "text" and not item.overprints} >= {0, 0.25}
    separated = plates(pdf, RECTO)
    solid, paper = separated["Black"].point([0] * 255 + [255]), separated["Cyan"].point([255] + [0] * 255)
    holes = ImageChops.multiply(solid, paper).filter(
        ImageFilter.MinFilter(ERODE)
    )  # without lines on white letters
    _, top, _, bottom = holes.getbbox() or (0, 0, 0, 0)
    assert bottom - top == pytest.approx(8 * MM * PLATE_PPI / 72 - ERODE + 1, abs=2), "below the black area"


@pytest.mark.parametrize(
    ("operators", "overprints"),
    [
        ("0 0 0 1 k\n1 1 9 2 re\nf", [True]),
        ("0 0 0 1 k\n1 1 90 20 re\nf", [False]),
        ("0 0 0 1 k\n1 1 90 20 re\n2 2 88 18 re\nf*", [True]),
        ("0 0 0 1 k\n1 1 90 20 re\n2 2 88 18 re\nf", [False]),
        ("q\n0 0 90 1 re\nW\nn\n0 0 0 1 k\n1 0 90 20 re\nf\nQ", [True]),
        ("0 0 0 1 K\n1 w\n1 1 m\n9 9 l\nS\n0 0 0 .5 K\n1 1 m\n9 9 l\nS", [True, False]),
        ("0 0 0 1 K\n0 0 0 0 k\n1 1 5 5 re\nB", [False, False]),
        ("0 0 0 1 K\n0 0 0 1 k\nq\n1 1 5 5 re\nB\nQ\n0 0 0 0 k\n1 1 5 5 re\nf", [True, True, False]),
        ("q\n0 0 0 1 K\n1 1 m\n9 9 l\nS\nQ\n1 1 m\n9 9 l\nS", [True, False]),
        (".1 0 0 .1 0 0 cm\n0 0 0 1 k\n1 1 90 20 re\nf", [True]),
        ("0 0 0 1 K\n1 1 m\n9 9 l\nS\n/Form Do", [True, False]),
        ("0 0 0 1 rg\n1 1 5 5 re\nf\n0 g\n1 1 5 5 re\nf", [False, False]),
    ],
)
def test_overprint_is_set_for_black_lines_alone(operators: str, overprints: list[bool]) -> None:
    assert [item.overprints for item in _items_after(operators)] == overprints


def _items_after(operators: str) -> list[DrawnItem]:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        form = Stream(pdf, b"0 0 0 0 k\n1 1 5 5 re\nf", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = Dictionary()
        page.Resources = Dictionary(XObject=Dictionary(Form=form))
        page.Contents = Stream(pdf, operators.encode())
        overprint_black(pdf)
        return drawn_items(page)
