"""Colours of the style sheets as codes, which every product replaces by its own values."""

from itertools import pairwise

import pytest

from handbook.pages.palette import PaletteColour, colour_problems, read_palette


def test_each_of_many_colours_of_one_look_has_a_code_of_its_own() -> None:
    """As far from another as the six decimals of a PDF can tell, and too near to its colour to be seen."""
    inks = [(cyan / 100, yellow / 100) for cyan in range(100) for yellow in range(5)]
    rules = [
        f".a{number} {{ --x-cmyk: device-cmyk({cyan} 0 {yellow} 0); --x-rgb: #ff6699 }}"
        for number, (cyan, yellow) in enumerate(inks)
    ]
    codes = read_palette(rules).codes
    assert list(codes) == [PaletteColour((1, 0.4, 0.6), (cyan, 0, yellow, 0)) for cyan, yellow in inks]
    for code in codes.values():
        assert code == pytest.approx((1, 0.4, 0.6), abs=1 / 4000)
        assert code == tuple(round(channel, 6) for channel in code)
    ordered = sorted(codes.values())
    assert all(max(abs(a - b) for a, b in zip(*pair, strict=True)) > 0.9e-6 for pair in pairwise(ordered))


def test_a_colour_that_several_rules_state_is_one() -> None:
    rule = "{ --x-cmyk: device-cmyk(0 1 0 0); --x-rgb: #f06 }"
    palette = read_palette([f".a {rule} .b {rule}", f".c {rule} .d {{ --y-rgb: #f06 }}"])
    rose = (1.0, 0.0, 0.4)
    assert palette.colours == (PaletteColour(rose, (0, 1, 0, 0)), PaletteColour(rose, None))


def test_lines_and_columns_of_a_style_sheet_stay_for_its_other_mistakes() -> None:
    css = "/* one\ntwo */\n.a { --x-rgb: #f06 }\n.b {\n  --y-cmyk: device-cmyk(0 1 0 0);\n  colour: red }\n"
    coded = read_palette([css]).with_codes(css).splitlines()
    assert len(coded) == len(css.splitlines())
    assert [line for line in coded if "--x:" not in line and "--y:" not in line] == [
        line for line in css.splitlines() if "--" not in line
    ]


def test_a_colour_with_an_opacity_that_is_none_is_told_at_its_place() -> None:
    (mistake,) = colour_problems(":root {\n  --ink-cmyk: device-cmyk(0 0 0 1 / x) }", "style.css")
    assert (str(mistake.place), mistake.id) == ("style.css:2:3", "style")
