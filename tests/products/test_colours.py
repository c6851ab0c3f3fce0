"""The colours of the products: print in the inks of the palette, email in its light, and nothing else."""

from pathlib import Path

import pytest

from tests.books import build, words, write
from tests.palette import light, screen_colours
from tests.pdfs import colours, conforms
from tests.products.conftest import Built
from tests.products.samples import SAMPLES

BLACK, WHITE = (0, 0, 0, 1), (0, 0, 0, 0)


@pytest.mark.parametrize("sample", SAMPLES)
def test_print_has_the_inks_of_the_palette_and_no_other_colour(built: Built, sample: str) -> None:
    made, palette = built(sample), screen_colours(built(sample).content)
    assert {BLACK, WHITE} < colours(made.file("print")) <= palette.keys()
    if SAMPLES[sample].glued:
        assert {WHITE} < colours(made.file("cover")) <= palette.keys()


@pytest.mark.parametrize("sample", SAMPLES)
def test_screens_and_office_printers_get_the_values_for_screens(built: Built, sample: str) -> None:
    made, palette = built(sample), set(screen_colours(built(sample).content).values())
    assert {(0, 0, 0), (1, 1, 1)} < colours(made.file("email")) <= palette
    assert colours(made.file("desk")) == colours(made.file("email"))


def test_colours_that_only_look_alike_on_a_screen_are_told_apart_in_print(tmp_path: Path) -> None:
    themes = [{"name": "Water", "accent": "petrol"}, {"name": "Land", "accent": "brick"}]
    content = write(tmp_path / "book", [{"themes": ["Water"]}, {"themes": ["Land"]}], themes=themes)
    (content / "style.css").write_text(
        ".accent-petrol { --accent-cmyk: device-cmyk(1 .5 0 0); --accent-rgb: #336699 }"
        ".accent-brick { --accent-cmyk: device-cmyk(.9 .6 0 .1); --accent-rgb: #336699 }"
    )
    assert build(content, tmp_path / "output", "--only", "print", "email") == 0
    printed, mailed = (colours(tmp_path / "output" / f"proef-{name}.pdf") for name in ("print", "email"))
    assert {(1, 0.5, 0, 0), (0.9, 0.6, 0, 0.1)} < printed
    assert [colour for colour in mailed if colour == pytest.approx(light("336699"), abs=0.01)] == [light("336699")]


def test_a_style_of_every_kind_of_colour_goes_to_print(tmp_path: Path) -> None:
    """The preflight accepts it, which refuses RGB, body text in more than black, and too much ink."""
    text = f"Zie [de gids](https://example.org) *goed* **nu**.\n\n- een\n- twee\n\n> Gezegd.\n\n{words(60)}"
    case = {"experience": text, "quote": "Wie luistert, hoort.", "questions": ["Wat?"], "role": "griffier"}
    content = write(tmp_path / "book", [case], foreword=words(90), organisation="Dienst Proef")
    (content / "style.css").write_text(
        """
        :root { --ink-rgb: #000; --ink-cmyk: device-cmyk(0 0 0 1) }
        .accent-petrol { --accent-rgb: #0a5; --tint-rgb: hsl(150 40% 94%) }
        .recto h2 { color: #c00; border-bottom: 1pt dashed grey }
        .verso h2 { color: device-cmyk(0 1 1 .1); border-bottom: 2pt double device-cmyk(1 0 0 0) }
        .text a { text-decoration: underline wavy rebeccapurple }
        .quote { background: linear-gradient(var(--accent), var(--tint) 40%, white) }
        .person { background: radial-gradient(var(--tint), #fff); border: 3pt groove var(--tint) }
        .questions { color: rgb(0, 0, 0); border-left: 1pt dotted var(--accent) }
        """
    )
    assert build(content, tmp_path / "output") == 0
    assert {len(colour) for colour in colours(tmp_path / "output" / "proef-print.pdf")} == {4}
    assert {len(colour) for colour in colours(tmp_path / "output" / "proef-email.pdf")} == {3}
    assert conforms(tmp_path / "output" / "proef-email.pdf")
