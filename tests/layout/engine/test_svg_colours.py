"""A drawing in the HTML has the colour that a style sheet gives its element."""

from io import BytesIO

import pypdfium2
import pytest
from weasyprint import HTML

from handbook.layout.engine.svg_colours import colour_svgs

SQUARE = "<path d='M0 0H10V10H0Z' fill='currentColor'/>"
STYLE = "<style>@page { size: 20pt; margin: 0 } svg { position: absolute; width: 20pt; height: 20pt }</style>"


@pytest.mark.parametrize(
    ("colour", "drawn"),
    [
        ("#ff5533", (255, 85, 51)),
        ("color(srgb .2 .4 .6)", (51, 102, 153)),
        ("device-cmyk(0 0 0 0)", (255, 255, 255)),
    ],
)
def test_a_drawing_has_the_colour_of_its_element(colour: str, drawn: tuple[int, ...]) -> None:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10' style='color: {colour}'>{SQUARE}</svg>"
    document = HTML(string=f"{STYLE}{svg}").render()
    colour_svgs(document)
    page = pypdfium2.PdfDocument(BytesIO(document.write_pdf()))[0].render().to_pil()
    assert page.getpixel((10, 10)) == pytest.approx(drawn, abs=1)
