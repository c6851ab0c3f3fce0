"""Lines are measured as they are drawn: frames, doubles, round, turned and scaled ones."""

from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from handbook.pdf.content_stream import drawn_items
from tests.books import build, write

DRAWN = {  # operators, and the thickness in pt of the thinnest part that they draw
    "line": ("1 w 10 10 m 90 10 l S", 1),
    "line turned by its matrix": (".7 .7 -.7 .7 0 0 cm 1 w 10 10 m 90 10 l S", 0.99),
    "horizontal line, squeezed sideways": (".1 0 0 1 0 0 cm 1 w 10 10 m 90 10 l S", 1),
    "vertical line, squeezed sideways": (".1 0 0 1 0 0 cm 1 w 10 10 m 10 90 l S", 0.1),
    "corner, squeezed sideways": (".1 0 0 1 0 0 cm 1 w 10 10 m 90 10 l 90 90 l S", 0.1),
    "rectangle stroked, squeezed": ("1 0 0 .2 0 0 cm 1 w 10 10 50 50 re S", 0.2),
    "round dot": ("1 J .1 w [0 2] 0 d 10 10 m 10 10 l S", 0.1),
    "rectangle": ("10 10 80 .1 re f", 0.1),
    "rectangle from the right": ("90 10 -80 -.1 re f", 0.1),
    "rectangle, turned": (".8 .6 -.6 .8 0 0 cm 10 10 80 .1 re f", 0.1),
    "triangle": ("10 10 m 90 10 l 50 10.3 l f", 0.3),
    "frame": ("10 10 80 20 re 10.1 10.1 79.8 19.8 re f*", 0.1),
    "frame inside first": ("10.1 10.1 79.8 19.8 re 10 10 80 20 re f*", 0.1),
    "frame with one thin side": ("10 10 80 20 re 12 12 77.9 16 re f*", 0.1),
    "frame with lines on two sides": ("10 10 80 20 re 10 10.1 79.9 19.9 re f*", 0.1),
    "frame by winding": ("10 10 80 20 re 10.1 29.9 79.8 -19.8 re f", 0.1),
    "not a frame": ("10 10 80 20 re 10.1 10.1 79.8 19.8 re f", 19.8),
    "double frame": ("10 10 80 20 re 10.1 10.1 79.8 19.8 re 10.5 10.5 79 19 re 11 11 78 18 re f*", 0.1),
    "frame, turned": (".8 .6 -.6 .8 0 0 cm 10 10 80 20 re 10.1 10.1 79.8 19.8 re f*", 0.1),
    "frame, squeezed": (".1 0 0 1 0 0 cm 10 10 80 20 re 11 11 78 18 re f*", 0.1),
    "frame seen through one side": ("0 0 12 100 re W n 10 10 80 20 re 10.1 12 78 16 re f*", 0.1),
    "two lines in one path": ("10 10 80 5 re 10 20 80 .1 re f", 0.1),
    "bent line": ("10 10 m 90 10 l 90 90 l 89.9 90 l 89.9 10.1 l 10 10.1 l f", 0.1),
    "pill": ("12 10 m 28 10 l 30 10 30 14 28 14 c 12 14 l 10 14 10 10 12 10 c f", 4),
    "area": ("10 10 80 20 re f", 20),
    "area through a slit": ("0 0 100 .1 re W n 0 0 80 20 re f", 0.1),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_thickness_of_what_is_drawn(name: str) -> None:
    operators, thickness = DRAWN[name]
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        page.Resources, page.Contents = Dictionary(), Stream(pdf, operators.encode())
        (item,) = drawn_items(page)
    assert item.size == pytest.approx(thickness, rel=0.02)


def test_a_form_shows_nothing_outside_its_box() -> None:
    with Pdf.new() as pdf:
        form = Stream(pdf, b"0 0 80 20 re f", Type=Name.XObject, Subtype=Name.Form)
        form.BBox, form.Matrix = Array([0, 0, 90, 0.1]), Array([2, 0, 0, 2, 10, 10])
        page = pdf.add_blank_page(page_size=(300, 100))
        page.Resources, page.Contents = Dictionary(XObject=Dictionary(F=form)), Stream(pdf, b"/F Do")
        (item,) = drawn_items(page)
    assert item.size == pytest.approx(0.2) and item.box == pytest.approx((10, 10, 170, 10.2))


CIRCLE = (
    "{r} 0 m {r} {c} {c} {r} 0 {r} c -{c} {r} -{r} {c} -{r} 0 c "
    "-{r} -{c} -{c} -{r} 0 -{r} c {c} -{r} {r} -{c} {r} 0 c"
)


def test_a_ring_is_as_thick_as_its_line() -> None:
    ring = "1 0 0 1 50 50 cm " + " ".join(CIRCLE.format(r=r, c=round(0.5523 * r, 4)) for r in (20, 19.9)) + " f*"
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        page.Resources, page.Contents = Dictionary(), Stream(pdf, ring.encode())
        (item,) = drawn_items(page)
    assert item.size == pytest.approx(0.1, rel=0.1)


THIN = [
    ".recto .text { border: .1pt solid }",
    ".recto .text { border: .6pt double }",
    ".recto .text { border: .1pt dotted }",
    ".recto .text { border: .1pt dashed }",
    ".recto .text { border-bottom: .1pt solid }",
    ".recto .text { border-left: .1pt dashed }",
    ".recto .text { border: .1pt solid; border-radius: 3mm }",
    ".recto .text { border-top: .1pt solid; border-radius: 3mm }",
    ".recto .text { border: .1pt solid; border-left-color: var(--accent) }",
    ".recto .text { border: 2pt solid; border-right-width: .1pt }",
    ".recto .text { border: 1pt solid; transform: scale(.2) }",
    ".recto .text { border: .1pt solid; transform: rotate(3deg) }",
    ".recto .text { border-left: 1pt solid; transform: scaleX(.1) }",
    ".recto .text { outline: .1pt solid }",
    ".recto .text p { text-decoration: underline; text-decoration-thickness: .1pt }",
    ".recto .text p { text-decoration: underline double; text-decoration-thickness: .6pt }",
    ".recto .text p { text-decoration: underline wavy; text-decoration-thickness: .1pt }",
    '.recto .text p::after { content: ""; display: block; background: var(--ink); height: .1pt }',
]
THICK = [
    ".recto .text { border: .3pt solid; border-radius: 3mm }",
    ".recto .text { border-top: 2pt solid; border-radius: 3mm }",
    ".recto .text { border: 1pt double }",
    ".recto .text { border: 1pt solid; border-radius: 50%; transform: rotate(2deg) }",
    ".recto .text { border: .5pt dotted; border-radius: 2mm }",
    ".recto .text p { text-decoration: underline }",
]


@pytest.mark.parametrize(("styles", "thin"), [(THIN, True), (THICK, False)], ids=["thin", "thick"])
def test_a_thin_line_of_a_house_style_is_found_on_its_page(
    tmp_path: Path, styles: list[str], thin: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "book", [{"good_work": "Kort en goed."}])
    for style in styles:
        (content / "style.css").write_text(style, "utf-8")
        build(content, tmp_path / "output", "build", "--only", "print")
        found = [line for line in capsys.readouterr().err.splitlines() if line.endswith("[line]")]
        assert bool(found) == thin and all("page 5," in line and "a line of 0." in line for line in found), style
