"""The colours of a house style, stated in one value or two or none of the palette, however it is written."""

import os
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from handbook.content.loader import load
from handbook.content.looks import DEFAULT, LOOKS
from handbook.content.print_settings import PROFILE
from handbook.layout.typesetter import Typesetter
from handbook.pages.stylesheets import StyleSheets
from handbook.pdf.assemble import Assembler
from handbook.pdf.editions import PRINT
from handbook.pdf.finalize import Finalizer
from handbook.support.cache import Cache
from handbook.support.problems import Rejected
from tests.books import section, write
from tests.palette import Ink, Light, light
from tests.pdfs import colours, pages

TEXT = "Zie [de gids](https://example.org) *goed* **nu**.\n\n> Gezegd."


def in_print_and_on_screen(folder: Path, style: str, look: str = DEFAULT) -> tuple[set[Ink], set[Light]]:
    """The colours of a spread with this house style: those of its print file, and those of its email file."""
    case = {"experience": TEXT, "good_work": TEXT, "quote": "Wie luistert, hoort."}
    content = write(folder / "book", [case], look=look)
    (content / "style.css").write_text(style, "utf-8")
    styles = StyleSheets(content)
    typesetter = Typesetter(styles)
    laid_out = typesetter.write(section(content, "spread"))
    assembler = Assembler()
    assembler.add(0, laid_out)
    data = assembler.finish(typesetter.fonts)
    finalizer = Finalizer(load(content), styles, Cache(Path(os.devnull)), None)
    (folder / "print.pdf").write_bytes(finalizer.print(data, dict.fromkeys(range(2), PRINT))[0])
    (folder / "email.pdf").write_bytes(finalizer.email(data, [laid_out])[0])
    inks, lights = colours(folder / "print.pdf"), colours(folder / "email.pdf")
    assert {len(ink) for ink in inks} == {4} and {len(light) for light in lights} == {3}
    return inks, lights


@cache
def transform(source: str, target: str) -> ImageCms.ImageCmsTransform:
    """From sRGB to the inks of the printing condition, or back, as the trade converts pictures."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    profiles = {"RGB": srgb, "CMYK": ImageCms.getOpenProfile(str(PROFILE))}
    relative, compensation = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(profiles[source], profiles[target], source, target, relative, compensation)


def converted(colour: tuple[float, ...]) -> tuple[float, ...]:
    source, target = ("RGB", "CMYK") if len(colour) == 3 else ("CMYK", "RGB")
    pixel = Image.new(source, (1, 1), tuple(round(255 * share) for share in colour))
    changed = ImageCms.applyTransform(pixel, transform(source, target))
    assert changed is not None
    return tuple(round(value / 255, 6) for value in changed.tobytes())


BLACK, PAPER = (0, 0, 0, 1), (0, 0, 0, 0)
ACCENT, TINT = (0.92, 0.45, 0.42, 0.3), (0.15, 0.04, 0.08, 0)  # those of the look kalm
CYAN, RED = (1, 0, 0, 0), (0, 1, 1, 0.1)
ROSE = light("cc0000")
PAIR = "--accent-cmyk: device-cmyk(1 0 0 0); --accent-rgb: #123456"

STATED = {  # by how it is written, a colour that is cyan in print and a dark blue on a screen; % is that pair
    "a pair": ".accent-petrol { % }",
    "the screen first": ".accent-petrol { --accent-rgb: #123456; --accent-cmyk: device-cmyk(1 0 0 0) }",
    "minified": ".accent-petrol{--accent-cmyk:device-cmyk(1 0 0 0);--accent-rgb:#123456}",
    "a semicolon at the end": ".accent-petrol { %; }",
    "on several lines": ".accent-petrol\n{\n --accent-cmyk:\n device-cmyk(1 0 0 0);\n --accent-rgb:\n #123456\n}",
    "others between": ".accent-petrol {--accent-rgb: #123456; --x: 1; --accent-cmyk: device-cmyk(1 0 0 0); --y:2}",
    "twice": ".accent-petrol { --accent-rgb: red; --accent-cmyk: device-cmyk(0 0 1 0); % }",
    "capitals": ".accent-petrol { --accent-cmyk: Device-CMYK(1 0 0 0); --accent-rgb: RGB(18 52 86) }",
    "percentages": ".accent-petrol { --accent-cmyk: device-cmyk(100% 0% 0% 0%); --accent-rgb: rgb(18 52 86) }",
    "important": """
        .accent-petrol { --accent-cmyk: device-cmyk(1 0 0 0) !important; --accent-rgb: #123456 !important }
        .accent-petrol { --accent-cmyk: device-cmyk(0 0 1 0); --accent-rgb: #ffff00 }
    """,
    "comments": "/* .accent-petrol { --accent-rgb: red */ .accent-petrol { /* } */ % /* ; --accent-rgb: red */ }",
    "comments in values": ".accent-petrol { --accent-cmyk: device-cmyk(1 0/*;}*/0 0); --accent-rgb: /**/#123456 }",
    "for paper": "@media print { .accent-petrol { % } }",
    "for screens as well": ".accent-petrol { % } @media screen { .accent-petrol { --accent-rgb: red } }",
    "a string": """.accent-petrol { % } .number::before { content: "} --accent-rgb: red; { --accent-cmyk: 1" }""",
    "nested": ".accent-petrol { & { % } }",
    "a name of its own": """
        :root { --sea-cmyk: device-cmyk(1 0 0 0); --sea-rgb: #123456 }
        .person { color: var(--sea) }
        .accent-petrol { --accent: var(--sea) }
    """,
    "of another colour": """
        :root { --sea-cmyk: device-cmyk(1 0 0 0); --sea-rgb: #123456 }
        .accent-petrol { --accent-cmyk: var(--sea-cmyk); --accent-rgb: var(--sea-rgb) }
    """,
}


@pytest.mark.parametrize("style", STATED.values(), ids=STATED)
def test_a_colour_has_the_two_values_that_are_stated(tmp_path: Path, style: str) -> None:
    inks, lights = in_print_and_on_screen(tmp_path, style.replace(" %", f" {PAIR}"))
    assert inks == {BLACK, PAPER, CYAN}
    assert lights == {*map(light, ("000000", "ffffff", "123456"))}


@pytest.mark.parametrize("look", LOOKS)
def test_each_look_prints_and_shows_the_colours_that_are_stated(tmp_path: Path, look: str) -> None:
    accent = f"[class*=accent-] {{ {PAIR}; --tint-cmyk: device-cmyk(0 0 .3 0); --tint-rgb: #ffeecc }}"
    inks, lights = in_print_and_on_screen(tmp_path, accent, look)
    assert {BLACK, CYAN} <= inks and {light("000000"), light("123456")} <= lights
    assert ((0, 0, 0.3, 0) in inks) == (light("ffeecc") in lights)


ONE: dict[str, tuple[str, Ink | Light]] = {
    "for a screen": (".accent-petrol { --accent-rgb: #CC0000 }", ROSE),
    "for print": (".accent-petrol { --accent-cmyk: device-cmyk(0 1 1 .1) }", RED),
    "a plain colour": (".person { color: #c00 }", ROSE),
    "a plain colour for print": (".person { color: device-cmyk(0 1 1 .1) }", RED),
    "four inks alike": (".person { color: device-cmyk(.2 .2 .2 .2) }", (0.2, 0.2, 0.2, 0.2)),
    "no ink": (":root { --paper-cmyk: device-cmyk(0 0 0 0) }", PAPER),
    "an underline": (".text a { text-decoration-color: #c00 }", ROSE),
    "a border": (".person { border: 1pt solid #c00 }", ROSE),
    "a dotted border": (".person { border: 2pt dotted device-cmyk(0 1 1 .1) }", RED),
    "a background": (".text { background: #c00 }", ROSE),
    "a page": ("@page recto { background: device-cmyk(0 1 1 .1) }", RED),
    "a foot": ("@page recto { @bottom-left { color: #c00 } }", ROSE),
    "in half": (".person { opacity: .5; color: #c00 }", ROSE),
    "see-through": (".person { color: rgb(204 0 0 / .5) }", ROSE),
    "a gradient": (".verso { background: linear-gradient(#c00, white) }", ROSE),
    "a gradient in a gradient": (".verso { background: linear-gradient(white, #c00 20%, white) }", ROSE),
    "a round gradient": (".verso { background: radial-gradient(white, #c00) }", ROSE),
    "a stripe": (".verso { background: repeating-linear-gradient(white 0, #c00 5mm) }", ROSE),
    "a gradient that fades": (".verso { background: linear-gradient(#c00, transparent) }", ROSE),
    "a hue": (".person { color: hsl(0 100% 40%) }", ROSE),
    "a hue in the palette": (".accent-petrol { --accent-rgb: hwb(0 0% 20%) }", ROSE),
}


@pytest.mark.parametrize(("style", "stated"), ONE.values(), ids=ONE)
def test_a_value_that_is_not_stated_is_converted_with_the_profile(
    tmp_path: Path, style: str, stated: tuple[float, ...]
) -> None:
    inks, lights = in_print_and_on_screen(tmp_path, style)
    of_print, of_screen = (inks, lights) if len(stated) == 4 else (lights, inks)
    assert stated in of_print and converted(stated) in of_screen


@pytest.mark.parametrize(
    "style",
    [
        ".verso { background: linear-gradient(var(--accent), var(--tint) 50%, var(--paper)) }",
        ".verso { background: radial-gradient(var(--tint), var(--accent)) }",
        ".person { border: 2pt solid var(--tint); background: var(--tint) }",
        ".text a { text-decoration-color: var(--tint) }",
        ".person { opacity: .5; color: var(--tint); background: var(--tint) }",
    ],
)
def test_the_palette_may_be_used_for_anything(tmp_path: Path, style: str) -> None:
    inks, lights = in_print_and_on_screen(tmp_path, style)
    assert inks == {BLACK, PAPER, ACCENT, TINT}
    assert lights == {(0, 0, 0), (1, 1, 1), light("07505f"), light("dbe9ea")}


@pytest.mark.parametrize(
    ("colour", "black"),
    [("grey", 127 / 255), ("#000", 1), ("rgb(0 0 0 / .5)", 1), ("#fff", 0), ("#C8C8C8", 55 / 255)],
)
def test_grey_is_black_ink_alone(tmp_path: Path, colour: str, black: float) -> None:
    style = f":root {{ --ink-rgb: {colour} }} .person, .text p, h2, h1, .number {{ color: {colour} }}"
    inks, _ = in_print_and_on_screen(tmp_path, style)
    assert (0, 0, 0, round(black, 6)) in inks
    assert {ink for ink in inks if any(ink[:3])} <= {ACCENT, TINT}


def test_a_colour_can_be_that_of_the_paper(tmp_path: Path) -> None:
    style = ".accent-petrol { --tint-cmyk: var(--paper-cmyk); --tint-rgb: var(--paper-rgb) }"
    inks, lights = in_print_and_on_screen(tmp_path, style)
    assert TINT not in inks and light("dbe9ea") not in lights
    assert PAPER in inks and (1, 1, 1) in lights


MISTAKES = {  # house styles, by the mistake in each, and the line that it is on
    "a digit too few": (".accent-petrol {\n  --accent-rgb: #12345;\n}\n", 2),
    "in the second value": (
        ".accent-petrol {\n  --accent-cmyk: device-cmyk(1 0 0 0);\n  --accent-rgb: #12345\n}",
        3,
    ),
    "in the first value": (
        ".accent-petrol {\n  --accent-rgb: #12345;\n  --accent-cmyk: device-cmyk(1 0 0 0)\n}",
        2,
    ),
    "behind a comment": ("/* one\ntwo */\n.accent-petrol { --accent-rgb: #12345 }\n", 3),
    "an ink too few": (".accent-petrol {\n  --tint-rgb: #123456;\n  --tint-cmyk: device-cmyk(1 0 0);\n}\n", 3),
    "no function": (":root {\n\n  --ink-cmyk: cmyk(0 0 0 1);\n}\n", 3),
    "no name": (":root {\n  --ink-rgb: blak;\n}\n", 2),
}


@pytest.mark.parametrize(("style", "line"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_colour_is_a_problem_at_its_line(tmp_path: Path, style: str, line: int) -> None:
    with pytest.raises(Rejected) as rejected:
        in_print_and_on_screen(tmp_path, style)
    places = {(Path(problem.place.file).name, problem.place.line) for problem in rejected.value.problems}
    assert places == {("style.css", line)}


def test_what_a_style_writes_is_not_taken_for_a_colour(tmp_path: Path) -> None:
    """Nor is a mistake in a comment one in a colour."""
    written = "} --accent-rgb: red; { --accent-cmyk: 1"
    style = f'/* --ink-rgb: blak; */ .number::before {{ content: "{written}"; white-space: nowrap }}'
    in_print_and_on_screen(tmp_path, style)
    assert written in pages(tmp_path / "email.pdf")[0]
