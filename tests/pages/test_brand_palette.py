"""The palette that the colours of an organisation make of a look, measured on a screen and through the profile."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from handbook import resources
from handbook.content.brand_colour import BrandColour
from handbook.content.loader import load
from handbook.content.looks import LOOKS
from handbook.content.print_settings import PROFILE
from handbook.content.text import Text
from handbook.pages.brand_palette import BrandPalette
from handbook.pages.stylesheets import StyleSheets
from handbook.support.problems import Mark
from tests.books import SEED, change, copy_seed_in, write

Pair = tuple[tuple[float, ...], str]  # the inks of a colour in percent, and #RRGGBB
RULE = re.compile(r"([^{}]+) \{ --(\w+)-cmyk: device-cmyk\(([^)]*)\); --\w+-rgb: (#\w{6}) \}\n")
BLACK, WHITE, CREAM = ((0, 0, 0, 100), "#000000"), ((0, 0, 0, 0), "#FFFFFF"), ((1, 3, 11, 0), "#FBF4E6")
READ = {  # by look, what is read on which colours
    "kalm": [("accent", WHITE), ("tint", BLACK)],
    "helder": [("accent", BLACK), ("tint", BLACK)],
    "warm": [("accent", CREAM), ("ground", WHITE)],
}
ON_THE_COVER = ".hanging"  # stripes of warm, which nothing is written on


def made(look: str, *colours: str) -> dict[tuple[str, str], Pair]:
    """The colours that a look gets, by the selector and the name of each, from colours in #rrggbb."""
    brand = [BrandColour(Text(each, Mark("handbook.yaml")), rgb=channels(each)) for each in colours]
    css = BrandPalette(sheets(look), (), brand, load(SEED).print).css
    rules = RULE.findall(css)
    assert "".join(RULE.sub("", css)) == ""
    return {
        (selector, name): (tuple(100 * float(ink) for ink in inks.split()), screen)
        for selector, name, inks, screen in rules
    }


@cache
def sheets(look: str) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted((resources.LOOKS / look).glob("*.css")))


def channels(colour: str) -> tuple[float, ...]:
    return tuple(value / 255 for value in bytes.fromhex(colour[1:]))


@cache
def to_screen() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.getOpenProfile(str(PROFILE)),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        "CMYK",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@cache
def printed(inks: tuple[float, ...]) -> str:
    """What inks look like in print, as #rrggbb."""
    pixel = Image.new("CMYK", (1, 1), tuple(round(2.55 * ink) for ink in inks))
    converted = ImageCms.applyTransform(pixel, to_screen())
    assert converted is not None
    return "#" + converted.tobytes().hex()


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS)
@settings(max_examples=40)
@given(st.lists(st.integers(0, 0xFFFFFF).map("#{:06x}".format), min_size=1, max_size=4, unique=True))
@example(["#000000"])
@example(["#ffffff"])
@example(["#f9e300", "#154273"])
@example(["#0000ff", "#00ff00", "#ff0000", "#0a0a14"])
def test_any_colours_make_a_palette_that_can_be_read_and_printed(look: str, colours: list[str]) -> None:
    """Letters at 4.5:1 (WCAG 2.2, 1.4.3), on a screen and on paper; 240 % of ink; no rich black."""
    palette = made(look, *colours)
    for (selector, name), (inks, screen) in palette.items():
        assert sum(inks) <= 240.2
        assert inks[3] < 90 or not any(inks[:3]), "rich black"
        for text_inks, text in [
            text for read, text in READ[look] if read == name and ON_THE_COVER not in selector
        ]:
            assert contrast(screen, text) >= 4.5
            assert contrast(printed(inks), printed(text_inks)) >= 4.45  # in eight bits, by another way
    for name in {name for _, name in palette} - {"ground"}:
        ways = [pair for (selector, other), pair in palette.items() if other == name and selector.count(".") == 1]
        assert len(ways) == 4 and (len(colours) > 1 or name == "spark" or len(set(ways)) == 4), "accents differ"


@pytest.mark.parametrize("look", LOOKS)
def test_a_colour_that_carries_letters_is_used_as_it_is(tmp_path: Path, look: str) -> None:
    """With its inks, where print: says them."""
    colour, inks = ("#5b89bf", "[60, 30, 0, 0]") if look == "helder" else ("#154273", "[100, 70, 0, 30]")
    content = copy_seed_in(tmp_path / "book", look)
    fields = f'colour: "{colour}"\nprint:\n  colours:\n    "{colour}": {inks}\n'
    change(content / "handbook.yaml", "language: nl\n", f"language: nl\n{fields}")
    styles = StyleSheets(content)
    shares = "0.6 0.3 0 0" if look == "helder" else "1 0.7 0 0.3"
    assert f"--accent-cmyk: device-cmyk({shares}); --accent-rgb: {colour.upper()}" in styles.palette_sheet
    assert styles.problems == ()


def test_with_one_colour_what_parts_the_others_is_of_the_paper() -> None:
    """The spark of a ribbon in warm, which would not be seen in a tint of the same colour."""
    sparks = [
        {screen for (_, name), (_, screen) in made("warm", *colours).items() if name == "spark"}
        for colours in (["#154273"], ["#154273", "#9c3423"])
    ]
    assert sparks[0] == {"#FBF4E6"} and not sparks[0] & sparks[1]


def test_several_colours_take_turns() -> None:
    palette = made("kalm", "#154273", "#9c3423")
    accents = [screen for (_, name), (_, screen) in palette.items() if name == "accent"]
    assert accents[:2] == ["#154273", "#9C3423"]
    assert [screen for screen in accents if channels(screen)[2] > channels(screen)[0]] == accents[::2]


@pytest.mark.parametrize(
    ("look", "colour", "told"),
    [
        ("kalm", '"#F9E300"', "#F9E300 is too light to be read or seen on the paper; #"),
        ("warm", "[0, 10, 90, 0]", "[0, 10, 90, 0] is too light to be read or seen on the paper; #"),
        ("helder", '"#154273"', "#154273 is too dark for black letters on it; #"),
        ("helder", '"#ffffff"', "#ffffff is too light to be read or seen on the paper; #"),
        ("kalm", "petrol", ""),
        ("helder", '"#F9E300"', ""),
    ],
)
def test_a_colour_that_carries_no_letters_is_told_with_what_is_used(
    tmp_path: Path, look: str, colour: str, told: str
) -> None:
    content = copy_seed_in(tmp_path / "book", look)
    change(content / "handbook.yaml", "language: nl\n", f"language: nl\ncolour: {colour}\n")
    styles = StyleSheets(content)
    problems = [problem for problem in styles.problems if problem.severity == "warning"]
    assert [problem.message.startswith(told) for problem in problems] == ([True] if told else [])
    for problem in problems:
        used = re.findall(r"#\w{6}", problem.message)[-1]
        assert used in styles.palette_sheet and problem.place.line > 1 and problem.place.column > 8


def test_a_house_style_wins_and_its_paper_counts(tmp_path: Path) -> None:
    """Also one that is stated for the screen alone; on a middle grey nothing can be read, and all goes on."""
    content = write(tmp_path / "book", [{}], colour="#2a6fb0")
    assert "--accent-rgb: #2A6FB0" in StyleSheets(content).palette_sheet
    for paper in ("#cccccc", "#808080"):
        (content / "style.css").write_text(f":root {{ --paper-rgb: {paper} }}", "utf-8")
        styles = StyleSheets(content)
        assert "--accent-rgb: #2A6FB0" not in styles.palette_sheet or paper == "#808080"
        assert styles.paths[-1].name == "style.css" and styles.problems


@pytest.mark.parametrize("fields", ["colour: 5", 'colour: "#12"', 'colour: "#154273"\nprint:\n  profile: no.icc'])
def test_with_a_mistake_in_handbook_yaml_the_look_keeps_its_palette(tmp_path: Path, fields: str) -> None:
    """As the mistake is told by who reads the handbook, and the preview goes on."""
    content = write(tmp_path / "book", [{}])
    change(content / "handbook.yaml", "title: Proef\n", f"title: Proef\n{fields}\n")
    assert StyleSheets(content).palette_sheet == ""


def test_a_new_look_says_in_css_how_its_colours_are_made() -> None:
    css = """
      :root { --ink-cmyk: device-cmyk(0 0 0 1); --ink-rgb: #000; --paper-cmyk: device-cmyk(0 0 0 0);
        --paper-rgb: #fff; --leaf-brand: ink 80% 84% .05 +1 }
      .accent-one { --leaf-cmyk: device-cmyk(0 0 1 0); --leaf-rgb: #ff0 }
      .cover .accent-one { --leaf-brand: 40% 42% }
      .accent-two { --leaf-cmyk: device-cmyk(0 0 1 0); --leaf-rgb: #ff0; --other-rgb: #123456 }
    """
    brand = [BrandColour(Text(each, Mark("")), rgb=channels(each)) for each in ("#c00000", "#0000c0")]
    rules = RULE.findall(BrandPalette([css], (), brand, load(SEED).print).css)
    assert [rule[:2] for rule in rules] == [
        (".accent-one", "leaf"),
        (".cover .accent-one", "leaf"),
        (".accent-two", "leaf"),
    ]
    light, dark, second = (channels(rule[3]) for rule in rules)
    assert light[2] > light[0] and second[0] > second[2], "each has the colour after its own"
    assert sum(dark) < sum(light)
